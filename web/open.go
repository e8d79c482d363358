package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/openapi"
)

// Keys knows who may do what.
type Keys interface {
	// HasKeys reports whether any key was ever made.
	HasKeys(ctx context.Context) (bool, error)
	// FindKey returns a key that works, with the hash of its secret.
	FindKey(ctx context.Context, id string) (access.Key, access.Hash, bool, error)
	// PutAudit adds a line to the audit log.
	PutAudit(ctx context.Context, e access.Entry) error
	// Audit returns the latest lines, the last first.
	Audit(ctx context.Context, limit int) ([]access.Entry, error)
}

// recognise finds out who asks. A key that is given must be right, unless there
// is none that could be.
func (s *Server) recognise(c echo.Context) (openapi.Visitor, error) {
	ctx, token := c.Request().Context(), takeToken(c.Request())
	nobody := openapi.Visitor{Reads: !s.options.ReadNeedsKey}
	has := false
	if s.options.Keys != nil {
		var err error
		if has, err = s.options.Keys.HasKeys(ctx); err != nil {
			return openapi.Visitor{}, err
		}
	}
	secret := secretOf(c.Request())
	if s.isOwn(secret) {
		return openapi.Visitor{Open: true}, nil
	}
	if !has {
		if s.options.Open {
			return openapi.Visitor{Open: true}, nil
		}
		return nobody, nil
	}
	if secret == "" && token != "" {
		return s.reader(ctx, token)
	}
	if secret == "" {
		return s.resume(c, nobody)
	}
	key, hash, err := s.keyOf(ctx, secret)
	if err != nil {
		return openapi.Visitor{}, err
	}
	return openapi.Visitor{Key: key, Reads: nobody.Reads, Feeds: s.feedToken(key.ID, hash)}, nil
}

// keyOf is the key of a secret. It fails with errKey.
func (s *Server) keyOf(ctx context.Context, secret string) (access.Key, access.Hash, error) {
	id, ok := access.ID(secret)
	if !ok {
		return access.Key{}, access.Hash{}, fmt.Errorf("%w: it is no key of Dateline", errKey)
	}
	key, hash, found, err := s.options.Keys.FindKey(ctx, id)
	if err != nil {
		return access.Key{}, access.Hash{}, err
	}
	if !found || !hash.Matches(secret) {
		return access.Key{}, access.Hash{}, fmt.Errorf("%w: it is not known here, or was revoked", errKey)
	}
	return key, hash, nil
}

// isOwn reports whether a secret is the one that commands on this machine were
// given for this server.
func (s *Server) isOwn(secret string) bool {
	return s.options.Secret != "" && secret != "" && access.HashOf(s.options.Secret).Matches(secret)
}

// secretOf is the key that a request gives: as a bearer token, or where NewsAPI's
// protocol has it.
func secretOf(r *http.Request) string {
	scheme, token, found := strings.Cut(r.Header.Get(echo.HeaderAuthorization), " ")
	if found && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	if !strings.HasPrefix(r.URL.Path, "/v2/") {
		return ""
	}
	for _, key := range []string{r.Header.Get("X-Api-Key"), r.Header.Get(echo.HeaderAuthorization), r.URL.Query().Get("apiKey")} {
		if _, ok := access.ID(key); ok {
			return key
		}
	}
	return ""
}

// allow decides whether a visitor may do what needs a scope.
func (s *Server) allow(v openapi.Visitor, needed access.Scope) error {
	if v.May(needed) {
		return nil
	}
	if v.Key.ID != "" {
		return fmt.Errorf("%w: this needs the scope %s, and the key has %s", errScope, needed, v.Key.Scope)
	}
	if s.options.Keys == nil {
		return errNoKeys
	}
	return fmt.Errorf("%w: send one with the scope %s as Authorization: Bearer KEY; dateline keys create makes them", errNoKey, needed)
}
