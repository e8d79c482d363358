package alert

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

const (
	// maxName and maxParams keep a list of searches readable, and a URL short
	// enough for every browser; maxAddress is what SMTP allows (RFC 5321, section
	// 4.5.3.1.3).
	maxName    = 200
	maxParams  = 8000
	maxAddress = 254
)

// Given is a search as it is sent.
type Given struct {
	Name    string `json:"name" max:"200" doc:"In the owner's words"`
	Params  string `json:"params,omitempty" max:"8000" doc:"The search's parameters, as a URL has them behind the question mark. match=auto means all."`
	Webhook string `json:"webhook,omitempty" max:"2000" doc:"Where messages go: an address of http or https in the public internet"`
	Email   string `json:"email,omitempty" max:"254" doc:"Whom mails tell, some at a time, where the server sends mail"`
}

// Saved lists the searches that are somebody's to see and change, oldest first.
func (r *Runner) Saved(ctx context.Context, who openapi.Visitor) ([]alert.Search, error) {
	all, err := r.options.Searches.Searches(ctx)
	if err != nil {
		return nil, err
	}
	var theirs []alert.Search
	for i := range all {
		if owns(who, all[i]) {
			theirs = append(theirs, all[i])
		}
	}
	return theirs, nil
}

// owns reports whether a search is somebody's to see and change.
func owns(who openapi.Visitor, s alert.Search) bool {
	return who.May(openapi.Admin) || who.Key.ID != "" && s.Owner == who.Key.ID
}

// Find is one of somebody's searches. It fails with index.ErrNotFound.
func (r *Runner) Find(ctx context.Context, who openapi.Visitor, id string) (alert.Search, error) {
	s, err := r.options.Searches.Search(ctx, id)
	if err == nil && !owns(who, s) {
		err = fmt.Errorf("alert: search of another: %w", index.ErrNotFound)
	}
	return s, err
}

// Keep keeps what was given as one of somebody's searches, a new one where id is
// empty. secret signs what is sent to its webhook, where that is another than
// before; it is told this once. Keep fails with a param.Error that names the
// member at fault.
func (r *Runner) Keep(ctx context.Context, who openapi.Visitor, id string, g Given) (s alert.Search, secret string, err error) {
	now := r.options.Now().UTC().Truncate(time.Microsecond)
	if id != "" {
		s, err = r.Find(ctx, who, id)
	} else {
		s = alert.Search{ID: strings.ToLower(rand.Text()[:12]), Owner: who.Key.ID, Created: now}
		s.Since, err = r.options.Articles.Last(ctx)
	}
	if err != nil {
		return s, "", err
	}
	if err := r.check(ctx, &g, s); err != nil {
		return s, "", err
	}
	if g.Webhook != s.Webhook {
		if g.Webhook != "" {
			secret = rand.Text() + rand.Text()
		}
		s.Secret = secret
	}
	if g.Email != s.Email {
		s.Stop = rand.Text()
	}
	s.Name, s.Params, s.Webhook, s.Email, s.Changed = g.Name, g.Params, g.Webhook, g.Email, now
	if err := r.options.Searches.PutSearch(ctx, s); err != nil {
		return s, "", err
	}
	r.stale.Store(true)
	return s, secret, nil
}

// check refuses what cannot be a search.
func (r *Runner) check(ctx context.Context, g *Given, before alert.Search) error {
	g.Name, g.Params = strings.TrimSpace(g.Name), strings.TrimPrefix(g.Params, "?")
	g.Webhook, g.Email = strings.TrimSpace(g.Webhook), strings.TrimSpace(g.Email)
	switch {
	case !utf8.ValidString(g.Name): // as a form may have it
		return &param.Error{Name: "name", Text: "the name is not UTF-8"}
	case g.Name == "" || len([]rune(g.Name)) > maxName:
		return &param.Error{Name: "name", Value: g.Name, Want: fmt.Sprintf("1 to %d characters", maxName)}
	case len(g.Params) > maxParams:
		return &param.Error{Name: "params", Value: g.Params, Want: fmt.Sprintf("at most %d bytes", maxParams)}
	}
	if _, err := r.plan(ctx, g.Params); err != nil {
		return err
	}
	return errors.Join(r.checkWebhook(g.Webhook), r.checkEmail(g.Email, before.Email))
}

func (r *Runner) checkWebhook(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err == nil && u.User != nil {
		address = u.Redacted()
	}
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return &param.Error{Name: "webhook", Value: address, Want: "an address that begins with https:// or http://, without a user"}
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !fetch.May(ip, r.options.Allowed...) {
		return &param.Error{Name: "webhook", Value: address, Want: "in the public internet, or in a network that alerts.allowed_networks names"}
	}
	return nil
}

// checkEmail takes one plain address (RFC 5322's addr-spec), so that nothing else
// can get into a mail's head.
func (r *Runner) checkEmail(address, before string) error {
	if address == "" {
		return nil
	}
	if r.options.Mailer == nil && address != before {
		return &param.Error{Name: "email", Text: "email: this server sends no mail; mail.smtp would let it"}
	}
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || len(address) > maxAddress || strings.ContainsFunc(address, notPrinted) {
		return &param.Error{Name: "email", Value: address, Want: "one address, such as desk@news.example"}
	}
	return nil
}

// notPrinted is what an address of ours does not hold: what is not ASCII needs a
// mail server that can do more than most.
func notPrinted(r rune) bool { return r <= ' ' || r >= 0x7f }

// Drop forgets one of somebody's searches.
func (r *Runner) Drop(ctx context.Context, who openapi.Visitor, id string) error {
	s, err := r.Find(ctx, who, id)
	if err != nil {
		return err
	}
	if err := r.options.Searches.DeleteSearch(ctx, s.ID); err != nil {
		return err
	}
	r.stale.Store(true)
	return nil
}

// Standing is how a search stands, with so many of its latest matches.
func (r *Runner) Standing(ctx context.Context, s alert.Search, latest int) (alert.Standing, error) {
	return r.options.Matches.Standing(ctx, s, latest)
}

// Look takes all matches of one of somebody's searches as seen.
func (r *Runner) Look(ctx context.Context, who openapi.Visitor, id string) error {
	s, err := r.Find(ctx, who, id)
	if err != nil {
		return err
	}
	return r.options.Matches.Looked(ctx, s.ID)
}

// Mails reports whether there is a way to send mails.
func (r *Runner) Mails() bool { return r.options.Mailer != nil }

// Try sends a message about no article to the webhook of one of somebody's
// searches, or where there is none to its address, and says what went wrong.
func (r *Runner) Try(ctx context.Context, who openapi.Visitor, id string) (problem string, err error) {
	s, err := r.Find(ctx, who, id)
	if err != nil {
		return "", err
	}
	example := news.Record{Version: 1}
	example.ID, example.Title = "test", "A test message of Dateline"
	switch {
	case s.Webhook != "":
		m := r.message("test-"+rand.Text(), s, &example)
		m.Test = true
		err = r.post(ctx, s, m)
	case s.Email != "" && r.options.Mailer != nil:
		err = r.mail(ctx, alert.Mail{ID: "test-" + rand.Text(), Address: s.Email}, s, []news.Record{example}, 1)
	default:
		return "", &param.Error{Name: "webhook", Text: "the search has neither a webhook nor an address to test"}
	}
	if err != nil {
		return err.Error(), nil
	}
	return "", nil
}

// Undelivered lists what was given up of a search, the latest first.
func (r *Runner) Undelivered(ctx context.Context, s alert.Search, most int) ([]alert.Delivery, error) {
	return r.options.Deliveries.Deliveries(ctx, s.ID, alert.Dead, most)
}

// Retry makes a delivery due that was given up.
func (r *Runner) Retry(ctx context.Context, who openapi.Visitor, id, delivery string) (alert.Delivery, error) {
	s, err := r.Find(ctx, who, id)
	if err != nil {
		return alert.Delivery{}, err
	}
	d, err := r.options.Deliveries.Delivery(ctx, delivery)
	if err != nil {
		return d, err
	}
	if d.Search != s.ID {
		return d, fmt.Errorf("alert: delivery of another search: %w", index.ErrNotFound)
	}
	if d.State == alert.Dead {
		d.State, d.Attempts, d.Due = alert.Pending, 0, r.options.Now().UTC()
		err = r.options.Deliveries.MarkDeliveries(ctx, []alert.Delivery{d})
	}
	return d, err
}
