package page

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/cite"
)

// maxRelated keeps the margin shorter than most articles.
const maxRelated = 8

// around is what belongs to an article beside its text.
type around struct {
	Versions []versionLink
	Same     []related // the same story elsewhere, in the order in which it was published
	First    bool      // whether this article was before all of them
	Certain  bool      // whether that, or what is said of another, is beyond doubt
	About    []related // others about the same thing
	More     int       // of the same story, not shown
	Unknown  bool      // whether others could not be looked for
	Cites    []citation
}

// Printed says on paper where the article is from: it is the plain citation.
func (a around) Printed() string {
	if len(a.Cites) == 0 {
		return ""
	}
	return a.Cites[0].Text
}

// versionLink is a text that the article had, and what became of it.
type versionLink struct {
	Number  int
	Stored  moment
	Current bool
	Changes string // to the text before; empty for the first
}

// related is another article.
type related struct {
	Source    string
	Published moment
	Lang, Dir string
	link
	Beside string // both texts, with what differs; empty where they are not nearly the same
	First  bool   // whether it was before all others that tell the same
}

// citation is a reference to copy.
type citation struct{ ID, Name, Text, Download string }

// around fills in what is found beside the article. Without a search there is
// still an article to read.
func (p *Pages) around(ctx context.Context, in voice, v *article, r *news.Record, tags news.Tags) error {
	versions, err := p.articles.Versions(ctx, r.ID)
	if err != nil {
		return fmt.Errorf("page: versions: %w", err)
	}
	v.Around.Versions = in.versions(r.ID, versions)
	if v.Around.Cites, err = in.citations(r); err != nil {
		return fmt.Errorf("page: cite: %w", err)
	}
	found, err := p.searcher.Similar(ctx, r, tags)
	if err != nil {
		v.Around.Unknown = true
		return nil
	}
	in.same(&v.Around, found.Duplicates, r)
	for i := range min(len(found.About), maxRelated) {
		v.Around.About = append(v.Around.About, in.related(&found.About[i]))
	}
	return nil
}

// same lists the copies of an article's story.
func (in voice) same(v *around, copies []search.Hit, r *news.Record) {
	copies, first := inOrder(copies, r)
	v.First, v.Certain = first.id == r.ID, first.certain
	for i := range min(len(copies), maxRelated) {
		other := in.related(&copies[i])
		other.Beside = "/beside/" + url.PathEscape(r.ID) + "?with=" + url.QueryEscape(copies[i].ID)
		other.First = first.id == copies[i].ID
		v.Same = append(v.Same, other)
	}
	v.More = len(copies) - len(v.Same)
}

func (in voice) related(h *search.Hit) related {
	return related{
		Source: h.Source, Published: in.whenText(h.Published, h.PublishedPrecision, h.PublishedZone),
		Lang: h.Lang, Dir: direction(h.Lang), link: link{h.Title, "/article/" + url.PathEscape(h.ID)},
	}
}

// versions lists the texts, the newest first; nothing where there is one.
func (in voice) versions(id string, versions []index.Version) []versionLink {
	if len(versions) < 2 {
		return nil
	}
	var list []versionLink
	for i := len(versions) - 1; i >= 0; i-- {
		v := versionLink{
			Number: versions[i].Number, Current: versions[i].Current,
			Stored: in.whenAt(versions[i].Stored, news.Minute.String(), false),
		}
		if i > 0 {
			v.Changes = changesURL(id, versions[i-1].Number, versions[i].Number)
		}
		list = append(list, v)
	}
	return list
}

func changesURL(id string, from, to int) string {
	return "/changes/" + url.PathEscape(id) + "?from=" + strconv.Itoa(from) + "&to=" + strconv.Itoa(to)
}

// citations are the references to an article that can be copied.
func (in voice) citations(r *news.Record) ([]citation, error) {
	var list []citation
	for _, f := range []struct {
		format cite.Format
		name   string
	}{{cite.Plain, in.Say("article.plain")}, {cite.BibTeX, "BibTeX"}, {cite.RIS, "RIS"}} {
		text, err := f.format.Entry(r)
		if err != nil {
			return nil, err
		}
		c := citation{ID: "cite-" + string(f.format), Name: f.name, Text: text}
		if f.format != cite.Plain {
			c.Download = "/api/v1/articles/" + url.PathEscape(r.ID) + "/cite?format=" + string(f.format)
		}
		list = append(list, c)
	}
	return list, nil
}
