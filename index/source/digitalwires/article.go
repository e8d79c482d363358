package digitalwires

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
)

// Parse makes an article of an entry. What is missing stays empty; where there is
// no text, as with pictures and sound, their description is the text. It fails
// where the entry has no urn, and where its status is none that is known: nobody
// could tell whether it may be shown.
func Parse(object []byte) (news.Article, error) {
	e, err := read(object)
	if err != nil {
		return news.Article{}, err
	}
	a := news.Article{
		ID:        e.URN,
		Title:     strings.TrimSpace(e.Headline),
		Subtitle:  e.subtitle(),
		HTML:      strings.TrimSpace(e.ArticleHTML),
		Source:    e.firstNamed("provider"),
		Section:   e.section(),
		Authors:   e.authors(),
		Lang:      e.Language,
		Published: firstDate(e.ContentCreated, e.VersionCreated),
		Keywords:  e.named("dpasubject", "geosubject", "subject", "keyword", "person"),
		Image:     e.image(),
		Copyright: strings.TrimSpace(cmp.Or(e.Copyright, e.UsageTerms)),
		Extra:     e.extra(),
	}
	if a.HTML == "" {
		a.Body = e.description()
	} else if e.InfoboxHTML != "" {
		a.HTML += e.InfoboxHTML
	}
	version := firstDate(e.VersionCreated)
	if !version.Time.Equal(a.Published.Time) {
		a.Updated = version
	}
	err = e.usage(&a.Usage, version)
	return a, err
}

// firstDate is the first of some values that is a date.
func firstDate(values ...string) news.Date {
	for _, s := range values {
		if d, err := news.ParseDate(s); err == nil {
			return d
		}
	}
	return news.Date{}
}

// subtitle is the second headline or the teaser, where that says more than the
// headline.
func (e *entry) subtitle() string {
	for _, s := range []string{e.Subhead, e.Teaser} {
		if s = strings.TrimSpace(s); s != "" && s != strings.TrimSpace(e.Headline) {
			return s
		}
	}
	return ""
}

// description is what is said of a picture. The first is the caption; the longer
// one behind it says the photographer and the wire again.
func (e *entry) description() string {
	for _, d := range e.Descriptions {
		if s := strings.TrimSpace(d.Text); s != "" {
			return s
		}
	}
	return ""
}

// section is the desk's name. Of the agency's own desks most entries have the
// letters alone, for which others have the names.
func (e *entry) section() string {
	name := e.firstNamed("desk")
	switch name {
	case "pl":
		return "Politik"
	case "wi":
		return "Wirtschaft"
	case "ku":
		return "Kultur"
	case "sp":
		return "Sport"
	case "vm":
		return "Vermischtes"
	}
	return name
}

// authors are those of the byline. Without one they are the creators, as far as
// these are called by more than an account.
func (e *entry) authors() []string {
	if names := byline.Split(e.Byline); len(names) > 0 {
		return names
	}
	var names []string
	for _, creator := range e.named("creator") {
		if strings.Contains(creator, " ") {
			names = append(names, creator)
		}
	}
	return names
}

// image is the address of the widest rendition of the picture.
func (e *entry) image() (address string) {
	widest := -1
	for _, r := range e.picture().Renditions {
		_, err := news.CanonicalURL(r.URL)
		if err == nil && r.Width > widest && strings.HasPrefix(r.MimeType, "image/") {
			widest, address = r.Width, r.URL
		}
	}
	return address
}

// picture is the one to stand first, or else the first.
func (e *entry) picture() (first association) {
	for _, a := range e.Associations {
		switch {
		case a.Type != "image":
		case a.Feature:
			return a
		case first.Type == "":
			first = a
		}
	}
	return first
}

// usage reads whether the entry may be used, and from when. A signal may kill it.
func (e *entry) usage(u *news.Usage, version news.Date) (err error) {
	u.Revision, u.Sent = e.Version, version.Time.UTC()
	if u.Status, err = news.ParseStatus(e.PubStatus); err != nil {
		return &news.FieldError{Field: "pubstatus", Value: e.PubStatus, Reason: "must be usable, withheld or canceled"}
	}
	if said, err := news.ParseStatus(e.Signal); err == nil && said == news.Canceled {
		u.Status = said
	}
	if e.Embargoed == "" {
		return nil
	}
	until, err := news.ParseDate(e.Embargoed)
	switch {
	case err == nil:
		u.Embargo = until.Time.UTC()
	case u.Status == news.Usable:
		u.Status = news.Withheld // until when, nobody can tell
	}
	return nil
}

// extra keeps what editors look for and an article has no place for. What is not
// for publication, such as telephone numbers, is left out.
func (e *entry) extra() map[string]json.RawMessage {
	extra := map[string]json.RawMessage{}
	keep := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" {
			extra[name] = news.AppendQuote(nil, value)
		}
	}
	if e.Urgency > 0 {
		extra["urgency"] = json.RawMessage(strconv.Itoa(e.Urgency))
	}
	keep("kicker", e.Kicker)
	keep("dateline", strings.TrimRight(e.Dateline, " -–—"))
	keep("creditline", e.Creditline)
	keep("genre", e.firstNamed("genre"))
	keep("signal", code(e.Signal))
	keep("ednote", e.notes("editorialnote", "genrenote", "embargo", "edservice"))
	keep("correction", e.notes("correction"))
	keep("links", e.LinkboxHTML)
	if len(extra) == 0 {
		return nil
	}
	return extra
}
