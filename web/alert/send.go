package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/news"
)

const (
	// sendTimeout is how long a receiver may take.
	sendTimeout = 10 * time.Second
	// lease keeps a delivery that is under way from being sent again; after a crash
	// it is tried anew when that has passed.
	lease = time.Minute
	// grace is how long what is under way may last when the server ends: less than
	// what supervisors wait before they kill.
	grace = 5 * time.Second
	// pendingLimit is how many due deliveries are looked at in a step.
	pendingLimit = 500
)

// waits are the times between attempts: half a day in all, and then a delivery is
// given up.
func waits() []time.Duration {
	return []time.Duration{
		10 * time.Second, time.Minute, 5 * time.Minute, 20 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour,
	}
}

// message is what is sent.
type message struct {
	Delivery string         `json:"delivery"`
	Test     bool           `json:"test,omitempty"`
	Search   messageSearch  `json:"search"`
	Article  messageArticle `json:"article"`
}

type messageSearch struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Params string `json:"params"`
}

type messageArticle struct {
	ID        string   `json:"id"`
	Version   int      `json:"version"`
	URL       string   `json:"url,omitempty"`
	Page      string   `json:"page,omitempty"`
	Title     string   `json:"title"`
	Subtitle  string   `json:"subtitle,omitempty"`
	Source    string   `json:"source,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Lang      string   `json:"lang,omitempty"`
	Published string   `json:"published,omitempty"`
}

// send begins to send what is due. That attempts are made is noted before, of all
// at once: those that a crash interrupts count.
func (r *Runner) send(ctx context.Context, sent *sync.WaitGroup) error {
	due, err := r.options.Deliveries.Pending(ctx, r.options.Now(), pendingLimit)
	if err != nil {
		return err
	}
	begun := r.seat(due)
	if len(begun) == 0 {
		return nil
	}
	if err := r.options.Deliveries.MarkDeliveries(ctx, begun); err != nil {
		for _, d := range begun {
			r.leave(d)
		}
		return err
	}
	for _, d := range begun {
		sent.Go(func() {
			defer r.leave(d)
			r.unnoted.Note(ctx, r.deliver(ctx, d), "delivery", d.ID)
		})
	}
	return nil
}

// seat begins as many deliveries as there are seats free. The others wait for the
// next step, which comes as soon as half of the seats are free again.
func (r *Runner) seat(due []alert.Delivery) (begun []alert.Delivery) {
	now := r.options.Now()
	for _, d := range due {
		if !r.begin(d.ID) {
			continue
		}
		select {
		case r.seats <- struct{}{}:
		default:
			r.end(d.ID)
			r.more.Store(true)
			return begun
		}
		d.Attempts++
		d.Due, d.Problem = now.Add(lease), alert.UnderWay
		begun = append(begun, d)
	}
	return begun
}

// leave gives the seat of a delivery back.
func (r *Runner) leave(d alert.Delivery) {
	<-r.seats
	r.end(d.ID)
	if len(r.seats) <= senders/2 && r.more.Swap(false) {
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
}

func (r *Runner) begin(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sending[id] {
		return false
	}
	r.sending[id] = true
	return true
}

func (r *Runner) end(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.sending, id)
}

// deliver makes one attempt, and notes what became of it.
func (r *Runner) deliver(ctx context.Context, d alert.Delivery) error {
	ctx, cancel := graceful(ctx)
	defer cancel()
	final, err := r.attempt(ctx, d)
	d.State, d.Due, d.Problem = r.outcome(ctx, d.Attempts, final, err)
	return r.note(ctx, d)
}

// graceful is a context that ends some time after its parent, so that what is
// under way when the server ends can be finished, and noted.
func graceful(ctx context.Context) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return longer, func() { stop(); cancel() }
}

// outcome is what becomes of something after so many attempts, when, and why.
func (r *Runner) outcome(ctx context.Context, attempts int, final bool, err error) (alert.State, time.Time, string) {
	now := r.options.Now()
	switch {
	case err == nil:
		return alert.Sent, now, ""
	case ctx.Err() != nil: // the server ends: it is tried when it is back
		return alert.Pending, now, "interrupted"
	case final || attempts > len(waits()):
		return alert.Dead, now, err.Error()
	}
	return alert.Pending, now.Add(waits()[attempts-1]), err.Error()
}

// attempt sends a delivery. final is an error that no other attempt can mend.
func (r *Runner) attempt(ctx context.Context, d alert.Delivery) (final bool, err error) {
	s, err := r.options.Searches.Search(ctx, d.Search)
	if err != nil {
		return errors.Is(err, index.ErrNotFound), errors.New("the search cannot be read")
	}
	if s.Webhook == "" {
		return true, errors.New("the search has no webhook any more")
	}
	record, err := r.options.Articles.GetVersion(ctx, d.Article, d.Version)
	if err != nil {
		gone := errors.Is(err, index.ErrGone) || errors.Is(err, index.ErrNotFound)
		return gone, errors.New("the article cannot be read: it may have been deleted")
	}
	return false, r.post(ctx, s, r.message(d.ID, s, &record))
}

func (r *Runner) message(id string, s alert.Search, a *news.Record) message {
	m := message{
		Delivery: id, Search: messageSearch{s.ID, s.Name, s.Params},
		Article: messageArticle{
			ID: a.ID, Version: a.Version, URL: a.URL, Title: a.Title, Subtitle: a.Subtitle, Source: a.Source,
			Authors: a.Authors, Lang: a.Lang, Published: a.Published.String(),
		},
	}
	if r.options.Base != "" {
		m.Article.Page = r.options.Base + "/article/" + url.PathEscape(a.ID)
	}
	return m
}

// post sends a message, signed. What the receiver answers beside its status is of
// no interest.
func (r *Runner) post(ctx context.Context, s alert.Search, m message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Webhook, bytes.NewReader(body))
	if err != nil {
		return err
	}
	at := r.options.Now().Unix()
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Dateline")
	request.Header.Set("Dateline-Delivery", m.Delivery)
	request.Header.Set("Dateline-Signature", Sign(s.Secret, at, body))
	response, err := r.client.Do(request)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // the address is known, and may hold a secret
		}
		return fmt.Errorf("the webhook cannot be reached: %w", err)
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // for the connection to be used again
	_ = response.Body.Close()
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("the webhook answers %s", response.Status)
	}
	return nil
}

// Sign is the signature of a body at a time in Unix seconds: t=TIME,v1=HEX, where
// HEX is the HMAC-SHA256, by the search's secret, of TIME, a dot, and the body. A
// receiver refuses what is older than some minutes, so that it cannot be played
// back.
func Sign(secret string, at int64, body []byte) string {
	time := strconv.FormatInt(at, 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(time + "."))
	mac.Write(body)
	return "t=" + time + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}
