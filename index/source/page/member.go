package page

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"

	"github.com/dateline-search/dateline/index/news"
)

// The types of microdata that an article goes by, by their ends.
func articleTypes() []string { return []string{"article", "blogposting", "report", "review"} }

// baseOf is what relative addresses on a page stand to.
func baseOf(address, base string) *url.URL {
	page, err := url.Parse(address)
	if err != nil || !page.IsAbs() {
		page = nil
	}
	element, err := url.Parse(strings.TrimSpace(base))
	switch {
	case err != nil || base == "":
		return page
	case page != nil:
		return page.ResolveReference(element)
	case element.IsAbs():
		return element
	}
	return nil
}

// absolute makes a web address of one that may be relative; empty where it
// cannot be one.
func (r *reader) absolute(ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	if !u.IsAbs() && r.base != nil {
		u = r.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// readAddress takes the address that the page says is its own. One of another
// site is not believed: by it, anybody's page could take another's place.
func (r *reader) readAddress() {
	fetched := r.article.URL
	r.article.URL = ""
	for _, c := range []struct {
		value  string
		origin news.Origin
	}{
		{r.head.canonical, news.FromMeta},
		{first(r.graph.addresses(r.ld["mainEntityOfPage"])), news.FromJSONLD},
		{first(r.graph.addresses(r.ld["url"])), news.FromJSONLD},
		{r.head.metaOf("og:url"), news.FromOpenGraph},
	} {
		if address := r.absolute(c.value); r.isOwn(address, fetched) {
			r.put("url", &r.article.URL, address, c.origin)
		}
	}
	r.put("url", &r.article.URL, fetched, news.FromAddress)
}

// isOwn reports whether an address may be that of the page that was fetched: the
// same site, and no front page for an article.
func (r *reader) isOwn(address, fetched string) bool {
	a, err := url.Parse(address)
	if err != nil || address == "" || strings.Trim(a.Path, "/") == "" && a.RawQuery == "" {
		return false
	}
	f, err := url.Parse(fetched)
	if err != nil || f.Host == "" {
		return true
	}
	return siteOf(a.Hostname()) == siteOf(f.Hostname())
}

// siteOf is the part of a host's name that its owner registered.
func siteOf(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if site, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return site
	}
	return host
}

func (r *reader) host() string {
	u, err := url.Parse(r.article.URL)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

func (r *reader) readSource() {
	source := &r.article.Source
	r.put("source", source, first(r.graph.names(r.ld["publisher"])), news.FromJSONLD)
	r.put("source", source, r.head.metaOf("og:site_name"), news.FromOpenGraph)
	r.put("source", source, first(r.head.micro("name", "organization", "newsmediaorganization")), news.FromMicrodata)
	r.put("source", source, r.head.metaOf("publisher", "dc.publisher", "dcterms.publisher", "cre", "application-name", "citation_publisher"), news.FromMeta)
	for _, n := range r.graph.nodes { // a page of a site that names itself
		if t := first(texts(n["@type"])); t == "WebSite" || t == "NewsMediaOrganization" {
			r.put("source", source, first(r.graph.names(n)), news.FromJSONLD)
		}
	}
	r.put("source", source, r.host(), news.FromAddress)
	*source = strings.TrimPrefix(*source, "@")
	if strings.HasPrefix(*source, "http") { // some give an address for a name
		if u, err := url.Parse(*source); err == nil && u.Host != "" {
			*source = strings.TrimPrefix(u.Hostname(), "www.")
		}
	}
}

func (r *reader) readSection() {
	section := &r.article.Section
	r.put("section", section, first(r.graph.names(r.ld["articleSection"])), news.FromJSONLD)
	r.put("section", section, first(r.head.micro("articlesection", articleTypes()...)), news.FromMicrodata)
	r.put("section", section, r.head.metaOf("article:section", "og:section"), news.FromOpenGraph)
	r.put("section", section, r.head.metaOf("section", "parsely-section", "sailthru.section", "dc.subject.section", "category", "news_section"), news.FromMeta)
	*section, _, _ = strings.Cut(strings.Trim(*section, "/ "), ",") // the first of a list
	if strings.HasPrefix(*section, "http") {
		*section = ""
	}
	if *section == "" {
		delete(r.origins, "section")
	}
}

func (r *reader) readTitle() {
	title := &r.article.Title
	shown := r.shownTitle()
	r.put("title", title, first(texts(r.ld["headline"])), news.FromJSONLD)
	r.put("title", title, first(r.head.micro("headline", articleTypes()...)), news.FromMicrodata)
	r.put("title", title, r.head.metaOf("og:title"), news.FromOpenGraph)
	r.put("title", title, r.head.metaOf("twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"), news.FromMeta)
	r.put("title", title, shown, news.FromElement)
	r.put("title", title, r.head.title, news.FromElement)
	for _, n := range r.head.headings {
		r.put("title", title, textOf(n), news.FromElement)
	}
	*title = r.withoutMarks(*title, shown)
	for _, longer := range []string{shown, r.withoutMarks(r.head.metaOf("og:title"), shown)} {
		if isCut(*title, longer) {
			*title = longer
		}
	}
}

// shownTitle is the first heading that the page's <title> has as well; where it
// has no <title>, the first heading.
func (r *reader) shownTitle() string {
	const share = 4 // a heading that is less than a quarter of it is another
	whole := lettersOnly(r.head.title)
	for _, n := range r.head.headings {
		text := tidyLine(textOf(n))
		letters := lettersOnly(text)
		if whole == "" && text != "" || len(letters)*share >= len(whole) && letters != "" && strings.Contains(whole, letters) {
			return text
		}
	}
	return ""
}

// withoutMarks takes the marks of outlet and section off a title. What stands
// before the first bar or dash is the title for sure where the page shows it
// alone as its heading.
func (r *reader) withoutMarks(title, shown string) string {
	host := r.host()
	name, _, _ := strings.Cut(siteOf(host), ".")
	title = news.BareTitle(tidyLine(title), r.article.Source, r.article.Section, host, siteOf(host), name,
		r.head.metaOf("og:site_name"), r.head.metaOf("application-name"))
	if shown == "" || sameWords(title, shown) {
		return title
	}
	for _, part := range news.TitleParts(title) {
		if sameWords(part, shown) {
			return part
		}
	}
	return title
}

// isCut reports whether a title was cut short and another has all of it.
func isCut(title, longer string) bool {
	const least = 30 // letters: less may be the beginning of anything
	short, long := lettersOnly(title), lettersOnly(longer)
	return len(short) >= least && len(long) > len(short) && strings.HasPrefix(long, short) &&
		(strings.HasSuffix(title, "…") || strings.HasSuffix(title, "...") || len([]rune(title)) >= 100)
}

func (r *reader) readSubtitle() {
	subtitle := &r.article.Subtitle
	r.put("subtitle", subtitle, first(texts(r.ld["alternativeHeadline"])), news.FromJSONLD)
	const shortest, longest = 25, 500 // bytes: a shorter one is a button, a longer one the text
	for _, n := range r.head.subtitles {
		if text := tidyLine(textOf(n)); len(text) >= shortest && !r.isElsewhere(n) {
			r.put("subtitle", subtitle, text, news.FromElement)
		}
	}
	if sameWords(*subtitle, r.article.Title) || len(*subtitle) > longest {
		*subtitle = ""
		delete(r.origins, "subtitle")
	}
}

func (r *reader) readLang() {
	lang := &r.article.Lang
	for _, c := range []struct {
		value  string
		origin news.Origin
	}{
		{first(texts(r.ld["inLanguage"])), news.FromJSONLD},
		{r.head.lang, news.FromElement},
		{first(r.head.micro("inlanguage", articleTypes()...)), news.FromMicrodata},
		{r.head.metaOf("og:locale"), news.FromOpenGraph},
		{r.head.metaOf("content-language", "dc.language", "dcterms.language", "language"), news.FromMeta},
	} {
		value, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(c.value), "_", "-"), ",")
		if primary, _, _ := strings.Cut(value, "-"); len(primary) == 2 || len(primary) == 3 {
			r.put("lang", lang, value, c.origin)
		}
	}
}

func (r *reader) readRest() {
	image := &r.article.Image
	r.put("image", image, r.absolute(first(r.graph.addresses(r.ld["image"]))), news.FromJSONLD)
	r.put("image", image, r.absolute(r.head.metaOf("og:image", "og:image:url", "og:image:secure_url")), news.FromOpenGraph)
	r.put("image", image, r.absolute(r.head.metaOf("twitter:image", "twitter:image:src", "thumbnail", "parsely-image-url")), news.FromMeta)
	r.put("copyright", &r.article.Copyright, r.head.metaOf("copyright", "dc.rights", "dcterms.rights"), news.FromMeta)
	r.readKeywords()
	if free, ok := r.ld["isAccessibleForFree"]; ok {
		if value, err := json.Marshal(free); err == nil {
			r.keep("isAccessibleForFree", value)
		}
	}
}

func (r *reader) readKeywords() {
	const most = 50 // more are there for search engines
	lists := []struct {
		values []string
		origin news.Origin
	}{
		{r.graph.names(r.ld["keywords"]), news.FromJSONLD},
		{r.head.metas["article:tag"], news.FromOpenGraph},
		{[]string{r.head.metaOf("news_keywords", "keywords", "parsely-tags", "sailthru.tags")}, news.FromMeta},
	}
	for _, list := range lists {
		var out []string
		for _, value := range list.values {
			for k := range strings.FieldsFuncSeq(value, func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
				if k = tidyLine(k); k != "" && !slices.Contains(out, k) && len(out) < most && len(k) < news.MaxName {
					out = append(out, k)
				}
			}
		}
		if len(out) > 0 {
			r.article.Keywords = out
			r.origins["keywords"] = list.origin
			return
		}
	}
}

// isBy reports whether an element is a byline and not a box about the author.
func isBy(a atom.Atom) bool {
	return a == atom.A || a == atom.Span || a == atom.P || a == atom.Div || a == atom.Address || a == 0 || a == atom.Li
}
