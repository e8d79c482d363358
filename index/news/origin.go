package news

import "encoding/json"

// originsMember is the member in which a reader of pages keeps where it found
// each of the others.
const originsMember = "origins"

// Origin is where on a page a member of an article was found.
type Origin string

// The origins, from what a page says about itself to what must be read off it.
const (
	FromJSONLD    Origin = "json-ld"
	FromMicrodata Origin = "microdata"
	FromOpenGraph Origin = "opengraph"
	FromMeta      Origin = "meta"    // other meta and link elements
	FromElement   Origin = "element" // an element that shows it, as <time>
	FromText      Origin = "text"    // words that are shown
	FromAddress   Origin = "url"
	FromDateline  Origin = "dateline" // what the text begins with: "KARACHI, May 8"
)

// SetOrigins keeps, for members by name, where they were found, in the member
// "origins" of Extra.
func (a *Article) SetOrigins(origins map[string]Origin) {
	if len(origins) == 0 {
		return
	}
	value, err := json.Marshal(origins) // strings alone; it cannot fail
	if err == nil {
		a.keep(originsMember, value)
	}
}

// OriginOf returns where the member of that name was found; empty where nobody
// said.
func (a *Article) OriginOf(member string) Origin {
	var origins map[string]Origin
	if json.Unmarshal(a.Extra[originsMember], &origins) != nil {
		return ""
	}
	return origins[member]
}

// PublishedFrom says how the time of publication is known, in the API's words:
// "declared" by the sender or by the page's own data, "page" where it was read
// off what the page shows, "url" where off its address, "dateline" where off the
// beginning of its text; empty where it is unknown.
func (a *Article) PublishedFrom() string {
	if a.Published.IsZero() {
		return ""
	}
	switch a.OriginOf("published") {
	case FromElement, FromText:
		return "page"
	case FromAddress:
		return "url"
	case FromDateline:
		return "dateline"
	}
	return "declared"
}
