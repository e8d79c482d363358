package page

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// The bounds of what is looked at in a page's JSON-LD: a page with more says
// nothing more about its article.
const (
	maxScripts   = 50
	maxNodes     = 20_000
	maxNodeDepth = 40
)

// graph is all of a page's JSON-LD: every object in it, and those that have an
// id by it.
type graph struct {
	nodes []map[string]any
	byID  map[string]map[string]any
}

// readGraph reads the scripts that hold JSON-LD. What is not JSON is passed over.
func readGraph(scripts []string) graph {
	g := graph{byID: map[string]map[string]any{}}
	for _, s := range scripts[:min(len(scripts), maxScripts)] {
		if value, ok := readJSON(s); ok {
			g.add(value, 0)
		}
	}
	return g
}

// readJSON reads JSON as pages write it: in a comment, with line breaks inside
// strings, with a semicolon behind it, or escaped as HTML.
func readJSON(s string) (value any, ok bool) {
	for _, frame := range []string{"<!--", "-->", "//<![CDATA[", "<![CDATA[", "//]]>", "]]>", "/*", "*/"} {
		s = strings.TrimSpace(s)
		s = strings.TrimSuffix(strings.TrimPrefix(s, frame), frame)
	}
	s = strings.TrimRight(strings.TrimSpace(s), ";")
	for _, try := range []func() string{
		func() string { return s },
		func() string { return strings.Map(controlToBlank, s) },
		func() string { return strings.Map(controlToBlank, html.UnescapeString(s)) },
	} {
		d := json.NewDecoder(bytes.NewReader([]byte(try())))
		if d.Decode(&value) == nil {
			return value, true
		}
	}
	return nil, false
}

func controlToBlank(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// add gathers the objects in a value, those outside before those inside.
func (g *graph) add(value any, depth int) {
	if depth > maxNodeDepth || len(g.nodes) >= maxNodes {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case map[string]any:
		g.nodes = append(g.nodes, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && g.byID[id] == nil {
			g.byID[id] = v
		}
		for _, name := range slices.Sorted(keysOf(v)) {
			g.add(v[name], depth+1)
		}
	}
}

func keysOf(m map[string]any) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// article returns the object that describes the page's article; nil where there
// is none. Of several, the one with the most of what an article needs.
func (g *graph) article() map[string]any {
	var best map[string]any
	bestScore := 0
	for _, n := range g.nodes {
		if !isArticleType(n) {
			continue
		}
		score := 1
		for _, name := range []string{"headline", "datePublished", "author", "articleBody", "publisher", "mainEntityOfPage"} {
			if n[name] != nil {
				score++
			}
		}
		if score > bestScore {
			best, bestScore = n, score
		}
	}
	return best
}

func isArticleType(n map[string]any) bool {
	for _, t := range texts(n["@type"]) {
		t = t[strings.LastIndexAny(t, "/:#")+1:]
		switch t {
		case "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "Review", "ReviewNewsArticle":
			return true
		}
		if strings.HasSuffix(t, "Article") {
			return true
		}
	}
	return false
}

// texts returns the strings in a value: itself, those in a list, or what an
// object with @value says.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			return []string{v}
		}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, texts(e)...)
		}
		return out
	case map[string]any:
		return texts(v["@value"])
	}
	return nil
}

// names returns the names of people or organisations, each written as a string
// or as an object, here or elsewhere in the graph.
func (g *graph) names(value any) []string {
	return g.members(value, "name", "alternateName")
}

// addresses returns URLs, each written as a string or as an object.
func (g *graph) addresses(value any) []string {
	return g.members(value, "url", "contentUrl", "@id")
}

func (g *graph) members(value any, members ...string) []string {
	switch v := value.(type) {
	case string:
		return texts(v)
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, g.members(e, members...)...)
		}
		return out
	case map[string]any:
		id, _ := v["@id"].(string)
		for _, object := range []map[string]any{v, g.byID[id]} {
			for _, m := range members {
				if found := texts(object[m]); len(found) > 0 {
					return found[:1]
				}
			}
		}
	}
	return nil
}

// first returns the first of strings, empty where there is none.
func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
