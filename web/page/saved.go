package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/search"
	webalert "github.com/dateline-search/dateline/web/alert"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

const (
	// savedOnPage is how many saved searches a page lists: each is searched for.
	savedOnPage = 20
	// latestMatches is how many matches it names of each.
	latestMatches = 5
	// listedDead is how many messages that were given up it names of each.
	listedDead = 10
)

// savedView is the page of saved searches.
type savedView struct {
	frame
	List         []savedCard
	Said         string // what a form has done
	Fault        string // or why it could not
	Newer, Older string // the pages beside this one
}

// savedCard is one of them.
type savedCard struct {
	ID, Name string
	URL      string // the search
	Words    string // the query, as it is understood
	Chips    []chip
	Total    string // how many articles match
	Broken   string // why it cannot be searched for
	New      string // how many came since its owner looked
	AnyNew   bool
	Latest   []matchLine
	Feeds    []alternate
	Hook     *hookLine
	Mail     *mailLine
	CanTest  bool
}

// matchLine is an article that matched as it came in.
type matchLine struct {
	link
	Source string
	Lang   string
	At     moment
}

// hookLine is how the messages to a webhook stand.
type hookLine struct {
	Host        string // the rest of its address may be a secret
	Sent, Waits string
	attempt
	Dead      []deadLine
	DeadCount string
}

// deadLine is a message that was given up.
type deadLine struct {
	ID, Article, Problem string
	At                   moment
}

// mailLine is how the mails to an address stand.
type mailLine struct {
	Address string
	attempt
}

// attempt is how the last message or mail stands.
type attempt struct {
	Last    moment // when it was sent or given up
	Arrived bool
	Next    moment // or when it is tried again
	Problem string
}

func newAttempt(in voice, state alert.State, attempts int, due time.Time, problem string) attempt {
	if attempts == 0 || problem == alert.UnderWay {
		return attempt{}
	}
	a := attempt{Arrived: state == alert.Sent, Problem: problem}
	if at := in.whenAt(due, "second", false); state == alert.Pending {
		a.Next = at
	} else {
		a.Last = at
	}
	return a
}

// Saved answers GET /saved.
func (p *Pages) Saved(c echo.Context) error {
	return p.savedPage(c, http.StatusOK, &savedView{})
}

func (p *Pages) savedPage(c echo.Context, status int, v *savedView) error {
	in := p.voice(c)
	v.frame = newFrame(in.Say("saved.title")+" - Dateline", param.State{})
	ctx := c.Request().Context()
	all, err := p.book.Saved(ctx, openapi.VisitorOf(c))
	if err != nil {
		return fmt.Errorf("page: saved searches: %w", err)
	}
	slices.Reverse(all) // the latest first
	at, _ := strconv.Atoi(c.QueryParam("page"))
	at = min(max(at, 1), max((len(all)+savedOnPage-1)/savedOnPage, 1))
	if at > 1 {
		v.Newer = "/saved?page=" + strconv.Itoa(at-1)
	}
	if at*savedOnPage < len(all) {
		v.Older = "/saved?page=" + strconv.Itoa(at+1)
	}
	for _, s := range all[(at-1)*savedOnPage : min(at*savedOnPage, len(all))] {
		card, err := p.savedCard(ctx, in, s)
		if err != nil {
			return fmt.Errorf("page: saved searches: %w", err)
		}
		v.List = append(v.List, card)
	}
	return p.render(c, status, "saved.html", v)
}

func (p *Pages) savedCard(ctx context.Context, in voice, s alert.Search) (savedCard, error) {
	values, _ := url.ParseQuery(s.Params) // it was read when it was saved
	state := param.NewState(values)
	st, err := p.book.Standing(ctx, s, latestMatches)
	if err != nil {
		return savedCard{}, err
	}
	card := savedCard{
		ID: s.ID, Name: s.Name, URL: here(state), Chips: in.chips(state), Feeds: in.feeds(state),
		New: sayNew(in, st.New), AnyNew: st.New > 0, CanTest: s.Webhook != "" || s.Email != "",
	}
	p.count(ctx, in, values, &card)
	for _, m := range st.Latest {
		if a, err := p.articles.Get(ctx, m.Article); err == nil { // it may have been deleted since
			card.Latest = append(card.Latest, matchLine{link{a.Title, articleURL(a.ID, state)}, a.Source, a.Lang, in.whenAt(m.Made, "second", false)})
		}
	}
	if s.Webhook != "" {
		if card.Hook, err = p.hookLine(ctx, in, s, st); err != nil {
			return card, err
		}
	}
	if s.Email != "" {
		m := st.Mail
		card.Mail = &mailLine{s.Email, newAttempt(in, m.State, m.Attempts, m.Due, m.Problem)}
	}
	return card, nil
}

func sayNew(in voice, n int) string {
	if n >= alert.MostNew {
		return in.Say("saved.many-new", locale.Num("n", alert.MostNew))
	}
	return in.Say("saved.new", locale.Num("n", n))
}

// count says how many articles match a saved search, and how it is understood.
func (p *Pages) count(ctx context.Context, in voice, values url.Values, card *savedCard) {
	request, err := param.Bind(values)
	if err == nil {
		none := 0
		request.Size, request.Facets, request.Interval, request.NoHighlight, request.Collapse = &none, []string{}, search.IntervalNone, true, false
		var found *search.Result
		if found, err = p.searcher.Search(ctx, request); err == nil {
			card.Total = in.articles(found.Total)
			if request.Q != "" {
				card.Words = in.read(found)
			}
			return
		}
	}
	card.Broken = in.Say("saved.broken")
}

func (p *Pages) hookLine(ctx context.Context, in voice, s alert.Search, st alert.Standing) (*hookLine, error) {
	d := st.Last
	h := &hookLine{
		Sent:    in.Say("saved.sent", locale.Num("n", st.Sent)),
		attempt: newAttempt(in, d.State, d.Attempts, d.Due, d.Problem),
	}
	if u, err := url.Parse(s.Webhook); err == nil {
		h.Host = u.Host
	}
	if st.Waits > 0 {
		h.Waits = in.Say("saved.waits", locale.Num("n", st.Waits))
	}
	if st.Dead == 0 {
		return h, nil
	}
	h.DeadCount = in.Say("saved.dead", locale.Num("n", st.Dead))
	dead, err := p.book.Undelivered(ctx, s, listedDead)
	for _, d := range dead {
		line := deadLine{ID: d.ID, Article: d.Article, Problem: d.Problem, At: in.whenAt(d.Due, "second", false)}
		if a, err := p.articles.Get(ctx, d.Article); err == nil {
			line.Article = a.Title
		}
		h.Dead = append(h.Dead, line)
	}
	return h, err
}

// savable are the parameters of a search page that say what matches.
func savable(state param.State) url.Values {
	values := url.Values{}
	for _, spec := range webalert.Specs() {
		if all := state.All(spec.Name); len(all) > 0 {
			values[spec.Name] = all
		}
	}
	return values
}

// saving is the form that saves a search.
type saving struct {
	Params string
	Given  webalert.Given
	Field  string // none is wrong yet
	Mails  bool   // whether mails can tell of it
}

// newSaving names a search by what it asks for.
func (p *Pages) newSaving(in voice, state param.State) *saving {
	name := strings.TrimSpace(state.Get(param.Q))
	for _, c := range in.chips(state) {
		if name == "" {
			name = c.Value
		}
	}
	if name == "" {
		name = in.Say("saved.all")
	}
	return &saving{Params: savable(state).Encode(), Given: webalert.Given{Name: name}, Mails: p.book.Mails()}
}

// fault is what a form's sender is told: which field is wrong, and how. Other
// errors are not theirs.
func fault(err error) (field, text string, ok bool) {
	var wrong *param.Error
	if !errors.As(err, &wrong) {
		return "", "", false
	}
	return wrong.Name, sentence(wrong.Error()), true
}
