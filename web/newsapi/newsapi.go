package newsapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
}

// Articles gives articles out of the archive.
type Articles interface {
	GetMany(ctx context.Context, ids []string) ([]news.Record, error)
}

// Protocol answers requests. It is safe for use by many goroutines.
type Protocol struct {
	searcher Searcher
	articles Articles
}

// New returns a Protocol.
func New(s Searcher, a Articles) *Protocol { return &Protocol{s, a} }

const (
	maxPage    = 100  // articles of a page, as NewsAPI has it
	maxResults = 1000 // how deep pages go
	maxSources = 20   // in one request, as NewsAPI has it
	contentCut = 200  // characters of content, as NewsAPI has it
)

// article is an article as NewsAPI gives it.
type article struct {
	Source      source  `json:"source"`
	Author      *string `json:"author"`
	Title       string  `json:"title"`
	Description *string `json:"description"`
	URL         string  `json:"url"`
	Image       *string `json:"urlToImage"`
	PublishedAt string  `json:"publishedAt"`
	Content     string  `json:"content"`
}

type source struct {
	ID   *string `json:"id"`
	Name string  `json:"name"`
}

type articlesAnswer struct {
	Status       string    `json:"status"`
	TotalResults int       `json:"totalResults"`
	Articles     []article `json:"articles"`
}

// Failure is an error as NewsAPI gives it.
type Failure struct {
	Status  string `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Fail answers with an error.
func Fail(c echo.Context, status int, code, message string) error {
	return write(c, status, Failure{"error", code, message})
}

func write(c echo.Context, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("newsapi: encode: %w", err)
	}
	if status == http.StatusOK {
		return api.WriteBlob(c, echo.MIMEApplicationJSON, body)
	}
	return c.Blob(status, echo.MIMEApplicationJSON, body)
}

func paging(size string) []param.Spec {
	return []param.Spec{
		{Name: "pageSize", Kind: param.Number, Least: 1, Most: maxPage, Default: size, Meaning: "How many articles a page has."},
		{Name: "page", Kind: param.Number, Least: 1, Most: maxResults, Default: "1", Meaning: "Which page."},
		{Name: "apiKey", Meaning: "A key, where one is needed; X-Api-Key and Authorization are taken as well."},
	}
}

func categories() []string {
	return []string{"business", "entertainment", "general", "health", "science", "sports", "technology"}
}

// Operations describes the protocol.
func (p *Protocol) Operations() []openapi.Operation {
	q := param.Spec{Name: "q", Meaning: "The query; NewsAPI's + in front of a word is taken.", Example: "ferry"}
	sources := param.Spec{Name: "sources", Meaning: "Ids of sources, parted by commas; at most 20."}
	language := param.Spec{Name: "language", Meaning: "ISO 639-1 code.", Example: "en"}
	category := param.Spec{Name: "category", Kind: param.Choice, Words: categories(), Meaning: "The section; general is every one."}
	country := param.Spec{Name: "country", Meaning: "ISO 3166-1 code of a country that articles speak of.", Example: "pk"}
	ops := []openapi.Operation{
		{
			Path: "/v2/everything", ID: "newsapiEverything", Handler: p.everything, Summary: "Search articles",
			Query: append([]param.Spec{
				q,
				{Name: "searchIn", Meaning: "title, description, content, parted by commas.", Example: "title"},
				sources,
				{Name: "domains", Meaning: "Not available: refused."},
				{Name: "excludeDomains", Meaning: "Not available: refused."},
				{Name: "from", Meaning: "A date or a time.", Example: "2025-05-01"},
				{Name: "to", Meaning: "Likewise.", Example: "2025-05-31T12:00:00"},
				language,
				{Name: "sortBy", Kind: param.Choice, Words: []string{"relevancy", "popularity", "publishedAt"}, Default: "publishedAt", Meaning: "The order."},
			}, paging("100")...),
			Answers: openapi.JSON("Articles", articlesAnswer{}),
		},
		{
			Path: "/v2/top-headlines", ID: "newsapiTopHeadlines", Handler: p.headlines, Summary: "The newest articles",
			Query:   append([]param.Spec{q, sources, category, country, language}, paging("20")...),
			Answers: openapi.JSON("Articles", articlesAnswer{}),
		},
		{
			Path: "/v2/top-headlines/sources", ID: "newsapiSources", Handler: p.sources, Summary: "The outlets",
			Query: []param.Spec{category, language, country, paging("20")[2]}, Answers: openapi.JSON("Sources", sourcesAnswer{}),
		},
	}
	old := ops[2] // where clients in use look for it
	old.Path, old.ID = "/v2/sources", "newsapiSourcesOld"
	ops = append(ops, old)
	for i := range ops {
		ops[i].Method, ops[i].Tag, ops[i].Scope = http.MethodGet, "NewsAPI v2", openapi.Read
		ops[i].Failure = &openapi.Media{Type: "application/json", Of: Failure{}}
		ops[i].Errors = []int{http.StatusUpgradeRequired}
	}
	return ops
}

// everything answers /v2/everything.
func (p *Protocol) everything(c echo.Context, in openapi.Input) error {
	for _, name := range []string{"domains", "excludeDomains"} {
		if in.Text(name) != "" {
			return Fail(c, http.StatusBadRequest, "parameterInvalid", name+" is not available here; use sources")
		}
	}
	if in.Text("q") == "" && in.Text("sources") == "" {
		return Fail(c, http.StatusBadRequest, "parametersMissing", "Required parameters are missing. Please set any of the following parameters and try again: q, sources.")
	}
	r := search.Request{Filters: map[string][]string{}, Sort: search.Newest, Match: search.MatchAll}
	if in.Text("sortBy") != "publishedAt" {
		r.Sort = search.Relevance
	}
	var err error
	if r.Q, err = within(in.Text("searchIn"), query(in.Text("q"))); err != nil {
		return err
	}
	for name, to := range map[string]*string{"from": &r.From, "to": &r.To} {
		if *to, err = moment(name, in.Text(name)); err != nil {
			return err
		}
	}
	return p.answer(c, in, r)
}

// headlines answers /v2/top-headlines.
func (p *Protocol) headlines(c echo.Context, in openapi.Input) error {
	asked := slices.ContainsFunc([]string{"q", "sources", "category", "country", "language"}, func(name string) bool { return in.Text(name) != "" })
	if !asked {
		return Fail(c, http.StatusBadRequest, "parametersMissing", "Required parameters are missing. Please set any of the following parameters and try again: sources, q, language, country, category.")
	}
	if in.Text("sources") != "" && (in.Text("country") != "" || in.Text("category") != "") {
		return Fail(c, http.StatusBadRequest, "parametersIncompatible", "You cannot mix the sources parameter with the country or category parameter.")
	}
	r := search.Request{Q: query(in.Text("q")), Filters: map[string][]string{}, Sort: search.Newest, Match: search.MatchAll}
	narrow(&r, in)
	return p.answer(c, in, r)
}

// narrow takes up category and country.
func narrow(r *search.Request, in openapi.Input) {
	if category := in.Text("category"); category != "" && category != "general" {
		r.Q = strings.TrimSpace(group(r.Q) + " section:" + category)
	}
	if country := in.Text("country"); country != "" {
		r.Filters[schema.Country] = []string{strings.ToUpper(country)}
	}
}

// answer runs the search and gives the page that is asked for.
func (p *Protocol) answer(c echo.Context, in openapi.Input, r search.Request) error {
	ctx := c.Request().Context()
	if language := in.Text("language"); language != "" {
		r.Filters[schema.Lang] = []string{strings.ToLower(language)}
	}
	if ids := in.Text("sources"); ids != "" {
		names, failure, err := p.named(ctx, strings.Split(ids, ","))
		if err != nil {
			return err
		}
		if failure != nil {
			return Fail(c, http.StatusBadRequest, failure.Code, failure.Message)
		}
		r.Filters[schema.Source] = names
	}
	size, page := in.Number("pageSize"), in.Number("page")
	if size*page > maxResults {
		return Fail(c, http.StatusUpgradeRequired, "maximumResultsReached", fmt.Sprintf("Pages go as deep as %d articles; narrow the search, or use /api/v1/search, which has no such limit.", maxResults))
	}
	result, err := p.page(ctx, r, size, page)
	if err != nil {
		return err
	}
	articles, err := p.show(ctx, result.Hits)
	if err != nil {
		return err
	}
	return write(c, http.StatusOK, articlesAnswer{"ok", result.Total, articles})
}

// page goes from page to page up to the one that is asked for.
func (p *Protocol) page(ctx context.Context, r search.Request, size, page int) (*search.Result, error) {
	r.Size, r.Facets, r.Interval, r.NoHighlight = &size, []string{}, search.IntervalNone, true
	for {
		result, err := p.searcher.Search(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("newsapi: search: %w", err)
		}
		if page--; page == 0 {
			return result, nil
		}
		if result.Next == "" {
			result.Hits = nil
			return result, nil
		}
		r.Cursor = result.Next
	}
}

func (p *Protocol) show(ctx context.Context, hits []search.Hit) ([]article, error) {
	ids := make([]string, len(hits))
	summaries := map[string]string{}
	for i := range hits {
		ids[i] = hits[i].ID
		summaries[hits[i].ID] = hits[i].Summary
	}
	records, err := p.articles.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("newsapi: texts: %w", err)
	}
	list := []article{}
	for i := range records {
		list = append(list, show(&records[i], summaries[records[i].ID]))
	}
	return list, nil
}

func show(r *news.Record, summary string) article {
	at := r.FirstSeen
	if !r.Published.IsZero() {
		at = r.Published.Time
	}
	a := article{
		Source: source{Name: r.Source}, Author: text(strings.Join(r.Authors, ", ")), Title: r.Title, Description: text(summary),
		URL: r.URL, Image: text(r.Image), PublishedAt: at.UTC().Format(time.RFC3339), Content: cut(r.Body),
	}
	if r.Source != "" {
		id := slug(r.Source)
		a.Source.ID = &id
	}
	return a
}

// text is null where it is empty.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// cut gives the first characters, and tells how many follow.
func cut(body string) string {
	runes := []rune(body)
	if len(runes) <= contentCut {
		return body
	}
	return fmt.Sprintf("%s… [+%d chars]", string(runes[:contentCut]), len(runes)-contentCut)
}
