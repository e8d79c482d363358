package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// takeToken takes the token out of the address of a feed: no handler needs it, and
// what the feed says of itself must not tell it. It is empty where there is none.
func takeToken(r *http.Request) (token string) {
	if writes(r.Method) || !strings.HasPrefix(r.URL.Path, "/feed.") || !strings.Contains(r.URL.RawQuery, param.Token+"=") {
		return ""
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "" // whose error the handler tells
	}
	token = values.Get(param.Token)
	values.Del(param.Token)
	r.URL.RawQuery = values.Encode()
	return token
}

// reader is who asks with the token of a feed: the key it follows from, for reading
// alone.
func (s *Server) reader(ctx context.Context, token string) (openapi.Visitor, error) {
	id, ok := access.FeedTokenID(token)
	if !ok {
		return openapi.Visitor{}, fmt.Errorf("%w: it is no token of a feed", errKey)
	}
	key, hash, found, err := s.options.Keys.FindKey(ctx, id)
	if err != nil {
		return openapi.Visitor{}, err
	}
	if !found || !access.IsFeedToken(token, id, hash) {
		return openapi.Visitor{}, fmt.Errorf("%w: its token is not known here, or the key was revoked", errKey)
	}
	key.Scope = access.Read
	return openapi.Visitor{Key: key, Reads: !s.options.ReadNeedsKey}, nil
}

// feedToken is what links to feeds need for who asks; empty where they need nothing.
func (s *Server) feedToken(id string, hash access.Hash) string {
	if !s.options.ReadNeedsKey {
		return ""
	}
	return access.FeedToken(id, hash)
}
