package syndication

import "strings"

// binding is a prefix in scope and the one that we use for its namespace.
type binding struct{ prefix, ours string }

// foreign marks a namespace that means nothing here, so that its title is not
// taken for the item's.
const foreign = "?"

// canonical gives a name the prefix that we use. A prefix that nobody declared
// is taken at its word.
func (s *scanner) canonical(name string) string {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	for i := len(s.scopes) - 1; i >= 0; i-- {
		if s.scopes[i].prefix == prefix {
			prefix = s.scopes[i].ours
			break
		}
	}
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}

// known returns our prefix for a namespace; empty for those of RSS itself.
func known(uri string) string {
	uri = strings.ToLower(strings.TrimRight(strings.TrimSpace(uri), "/#"))
	_, name, found := strings.Cut(uri, "://")
	if !found {
		name = uri
	}
	switch strings.TrimPrefix(name, "www.") {
	case "", "purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "my.netscape.com/publish/formats/rss-0.91.dtd",
		"channel.netscape.com/rdf/simple/0.9", "purl.org/net/rss1.1", "backend.userland.com/rss",
		"backend.userland.com/rss2", "blogs.law.harvard.edu/tech/rss", "cyber.law.harvard.edu/rss/rss.html",
		"rssboard.org/rss-specification", "backend.userland.com/rss091", "backend.userland.com/rss092":
		return ""
	case "w3.org/2005/atom", "purl.org/atom/ns", "example.com/necho", "intertwingly.net/blog/echo":
		return "atom"
	case "purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0":
		return "dc"
	case "purl.org/dc/terms":
		return "dcterms"
	case "purl.org/rss/1.0/modules/content":
		return "content"
	case "search.yahoo.com/mrss", "rssboard.org/media-rss", "video.search.yahoo.com/mrss":
		return "media"
	case "itunes.com/dtds/podcast-1.0.dtd", "example.com/dtds/podcast-1.0.dtd":
		return "itunes"
	case "w3.org/1999/02/22-rdf-syntax-ns":
		return "rdf"
	case "w3.org/1999/xhtml":
		return "xhtml"
	case "purl.org/rss/1.0/modules/syndication":
		return "sy"
	case "rssnamespace.org/feedburner/ext/1.0":
		return "feedburner"
	}
	switch {
	case strings.HasPrefix(name, "wordpress.org/export/") && strings.HasSuffix(name, "/excerpt"):
		return "excerpt"
	case strings.HasPrefix(name, "wordpress.org/export/"):
		return "wp"
	}
	return foreign
}
