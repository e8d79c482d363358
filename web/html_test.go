package web_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// tree is a page that was parsed.
type tree struct {
	*html.Node
	t *testing.T
}

func parsePage(t *testing.T, w *httptest.ResponseRecorder) tree {
	t.Helper()
	root, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return tree{root, t}
}

// all finds elements by a selector of names, .classes and [attributes], side by
// side for one inside the other: "ul.chips a[href]".
func (p tree) all(selector string) []tree {
	found := []tree{p}
	for step := range strings.FieldsSeq(selector) {
		var inside []tree
		for _, f := range found {
			for n := range f.Descendants() {
				if n.Type == html.ElementNode && fits(n, step) {
					inside = append(inside, tree{n, p.t})
				}
			}
		}
		found = inside
	}
	return found
}

// one is the only element that a selector finds.
func (p tree) one(selector string) tree {
	p.t.Helper()
	found := p.all(selector)
	if len(found) != 1 {
		p.t.Fatalf("%d elements are %s, want one", len(found), selector)
	}
	return found[0]
}

// fits compares an element with name.class[attribute] or name[attribute=value].
func fits(n *html.Node, step string) bool {
	step, condition, _ := strings.Cut(strings.TrimSuffix(step, "]"), "[")
	if attribute, value, hasValue := strings.Cut(condition, "="); condition != "" {
		got, there := attributeOf(n, attribute)
		if !there || hasValue && got != value {
			return false
		}
	}
	name, class, _ := strings.Cut(step, ".")
	classes, _ := attributeOf(n, "class")
	return (name == "" || n.Data == name) && (class == "" || slices.Contains(strings.Fields(classes), class))
}

func attributeOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func (p tree) attr(name string) string {
	value, _ := attributeOf(p.Node, name)
	return value
}

// text is all text inside, with blanks as a browser shows them.
func (p tree) text() string {
	var b strings.Builder
	for n := range p.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func texts(list []tree) []string {
	all := make([]string, len(list))
	for i, p := range list {
		all[i] = p.text()
	}
	return all
}

// link is where the only link with this text leads.
func (p tree) link(text string) string {
	p.t.Helper()
	var found []string
	for _, a := range p.all("a[href]") {
		if a.text() == text {
			found = append(found, a.attr("href"))
		}
	}
	if len(found) != 1 {
		p.t.Fatalf("%d links say %q, want one", len(found), text)
	}
	return found[0]
}

// checkAccess checks what makes a page usable with a keyboard and a reader: one
// main heading and no level skipped, a label for each field, a name for each
// link, ids that are unique, and nothing that the security policy forbids.
func checkAccess(t *testing.T, p tree) {
	t.Helper()
	if n := len(p.all("h1")); n != 1 {
		t.Errorf("%d main headings", n)
	}
	for _, landmark := range []string{"header", "main", "footer", "form[role=search]", "html[lang]", "title", "a.skip"} {
		if len(p.all(landmark)) == 0 {
			t.Errorf("no %s", landmark)
		}
	}
	ids := map[string]bool{}
	last := 0
	for n := range p.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		e := tree{n, t}
		if id := e.attr("id"); id != "" {
			if ids[id] {
				t.Errorf("two elements are #%s", id)
			}
			ids[id] = true
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			level := int(n.Data[1] - '0')
			if level > last+1 {
				t.Errorf("heading %q skips from level %d to %d", e.text(), last, level)
			}
			last = level
		}
		checkElement(t, e)
	}
	for _, label := range p.all("label[for]") {
		if !ids[label.attr("for")] {
			t.Errorf("label %q is for nothing", label.text())
		}
	}
}

func checkElement(t *testing.T, e tree) {
	t.Helper()
	switch e.Data {
	case "a":
		if e.text() == "" && e.attr("aria-label") == "" {
			t.Errorf("a link to %s has no name", e.attr("href"))
		}
	case "script":
		if !strings.HasPrefix(e.attr("src"), "/static/") || e.text() != "" {
			t.Errorf("a script is not ours: %q %q", e.attr("src"), e.text())
		}
	case "style", "iframe":
		t.Errorf("<%s> is on the page", e.Data)
	}
	for _, a := range e.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("<%s> has %s=%q, which the policy forbids", e.Data, a.Key, a.Val)
		}
	}
}
