package alert

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/mail"
)

// Mailer sends mails.
type Mailer interface {
	// Send fails with a mail.RefusedError where no other attempt can mend it.
	Send(ctx context.Context, m mail.Message) error
}

const (
	// mailers is how many mails are under way at a time: there is one server for
	// all, and it may limit who sends.
	mailers = 4
	// listed is how many articles a mail lists; it says how many more there are.
	listed = 25
	// StopPath is where the receiver of mails stops them, with a token behind it.
	StopPath = "/stop/"
)

// sendMails makes mails of what is to be told, and begins to send what is due.
func (r *Runner) sendMails(ctx context.Context, sent *sync.WaitGroup) error {
	if r.options.Mailer == nil {
		return nil
	}
	if err := r.writeMails(ctx); err != nil {
		return err
	}
	due, err := r.options.Mails.PendingMails(ctx, r.options.Now(), pendingLimit)
	if err != nil {
		return err
	}
	for _, m := range due {
		if !r.begin(m.ID) {
			continue
		}
		select {
		case r.posts <- struct{}{}:
		default: // all are busy: the next step will look again
			r.end(m.ID)
			return nil
		}
		sent.Go(func() {
			defer func() { <-r.posts; r.end(m.ID) }()
			r.unnoted.Note(ctx, r.deliverMail(ctx, m), "mail", m.ID)
		})
	}
	return nil
}

// writeMails makes one mail for each search that has something to tell, and has
// not told anything for a while: a rush of articles is one mail.
func (r *Runner) writeMails(ctx context.Context) error {
	now := r.options.Now().UTC()
	untold, err := r.options.Mails.Untold(ctx, now.Add(-r.options.MailEvery))
	if err != nil {
		return err
	}
	for _, id := range untold {
		s, err := r.options.Searches.Search(ctx, id)
		if err != nil {
			return err
		}
		m := alert.Mail{ID: strings.ToLower(rand.Text()), Search: id, Address: s.Email, Due: now, Made: now}
		if err := r.options.Mails.PutMail(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// deliverMail makes one attempt. It is noted before it is made: one that a crash
// interrupts counts.
func (r *Runner) deliverMail(ctx context.Context, m alert.Mail) error {
	ctx, cancel := graceful(ctx)
	defer cancel()
	m.Attempts++
	m.Due, m.Problem = r.options.Now().Add(lease), alert.UnderWay
	if err := r.options.Mails.MarkMail(ctx, m); err != nil {
		return err
	}
	final, err := r.attemptMail(ctx, m)
	m.State, m.Due, m.Problem = r.outcome(ctx, m.Attempts, final, err)
	return r.options.Mails.MarkMail(context.WithoutCancel(ctx), m)
}

// attemptMail sends a mail. final is an error that no other attempt can mend.
func (r *Runner) attemptMail(ctx context.Context, m alert.Mail) (final bool, err error) {
	s, err := r.options.Searches.Search(ctx, m.Search)
	if err != nil {
		return errors.Is(err, index.ErrNotFound), errors.New("the search cannot be read")
	}
	if s.Email != m.Address {
		return true, errors.New("the search has this address no more")
	}
	matches, all, err := r.options.Matches.Mailed(ctx, m.ID, listed)
	if err != nil {
		return false, errors.New("what matched cannot be read")
	}
	var records []news.Record
	for _, match := range matches {
		record, err := r.options.Articles.GetVersion(ctx, match.Article, match.Version)
		if err == nil {
			records = append(records, record)
		}
	}
	if len(records) == 0 { // all were deleted meanwhile
		return false, nil
	}
	err = r.mail(ctx, m, s, records, all-len(matches)+len(records))
	var refused *mail.RefusedError
	return errors.As(err, &refused), err
}

// mail sends a mail of some articles, out of so many.
func (r *Runner) mail(ctx context.Context, m alert.Mail, s alert.Search, records []news.Record, all int) error {
	l := r.options.Language
	subject := s.Name + ": " + l.Say("mail.subject", locale.Num("n", all))
	if all == 1 {
		subject = s.Name + ": " + records[0].Title
	}
	stop := ""
	if r.options.Base != "" && s.Stop != "" {
		stop = r.options.Base + StopPath + s.Stop
	}
	return r.options.Mailer.Send(ctx, mail.Message{
		ID: m.ID, To: m.Address, Subject: subject, Text: r.letter(s, records, all, stop), Stop: stop, At: r.options.Now(),
	})
}

// letter is the text of a mail.
func (r *Runner) letter(s alert.Search, records []news.Record, all int, stop string) string {
	l := r.options.Language
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", l.Say("mail.begin", locale.Num("n", all), locale.Str("name", oneLine(s.Name))))
	for i := range records {
		a := &records[i]
		fmt.Fprintf(&b, "\n%s\n", oneLine(a.Title))
		if about := strings.Trim(oneLine(a.Source)+", "+sayDay(l, a.Published), ", "); about != "" {
			fmt.Fprintf(&b, "%s\n", about)
		}
		if page := r.page(a); page != "" {
			fmt.Fprintf(&b, "%s\n", oneLine(page))
		}
	}
	if all > len(records) {
		fmt.Fprintf(&b, "\n%s\n", l.Say("mail.more", locale.Num("n", all-len(records))))
	}
	if r.options.Base != "" {
		fmt.Fprintf(&b, "\n%s\n%s/?%s\n", l.Say("mail.all"), r.options.Base, withSort(s.Params))
	}
	b.WriteString("\n-- \n" + l.Say("mail.why", locale.Str("name", oneLine(s.Name)), locale.Num("n", int(r.options.MailEvery/time.Minute))) + "\n")
	if stop != "" {
		return b.String() + l.Say("mail.stop") + "\n" + stop + "\n"
	}
	return b.String() + l.Say("mail.stop-there") + "\n"
}

// page is where an article can be read.
func (r *Runner) page(a *news.Record) string {
	if r.options.Base == "" {
		return a.URL
	}
	return r.options.Base + "/article/" + url.PathEscape(a.ID)
}

// sayDay words the day of a date, where it is known.
func sayDay(l *locale.Language, d news.Date) string {
	if d.Precision < news.Day {
		return ""
	}
	return l.Day(d.Time.UTC())
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// withSort shows the newest matches first.
func withSort(params string) string {
	values, err := url.ParseQuery(params)
	if err != nil {
		return params
	}
	values.Set("sort", "newest")
	return values.Encode()
}

// Stopped is the search whose mails a token stops. It fails with index.ErrNotFound.
func (r *Runner) Stopped(ctx context.Context, token string) (alert.Search, error) {
	all, err := r.options.Searches.Searches(ctx)
	if err != nil {
		return alert.Search{}, err
	}
	for i := range all {
		if token != "" && subtle.ConstantTimeCompare([]byte(all[i].Stop), []byte(token)) == 1 && all[i].Email != "" {
			return all[i], nil
		}
	}
	return alert.Search{}, fmt.Errorf("alert: token: %w", index.ErrNotFound)
}

// Stop ends the mails that a token belongs to; who has it may do so without a key.
// Stopping again fails with index.ErrNotFound.
func (r *Runner) Stop(ctx context.Context, token string) error {
	s, err := r.Stopped(ctx, token)
	if err != nil {
		return err
	}
	s.Email, s.Stop, s.Changed = "", "", r.options.Now().UTC().Truncate(time.Microsecond)
	if err := r.options.Searches.PutSearch(ctx, s); err != nil {
		return err
	}
	r.stale.Store(true)
	return nil
}
