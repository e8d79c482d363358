package syndication

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// refusedIn reads a feed and returns the documents of the items that it refuses,
// and the titles of the others.
func refusedIn(t *testing.T, text string) (documents, titles []string) {
	t.Helper()
	r, err := NewReader(strings.NewReader(text), Options{URL: "https://post.example/feeds/rss"})
	if err != nil {
		t.Fatal(err)
	}
	for {
		a, _, err := r.Next()
		var refused *ItemError
		switch {
		case err == nil:
			titles = append(titles, a.Title)
		case errors.As(err, &refused):
			documents = append(documents, string(refused.Document))
		case errors.Is(err, io.EOF):
			if r.Feed().Cut {
				t.Errorf("%s: has no end", text)
			}
			return documents, titles
		default:
			t.Fatal(err)
		}
	}
}

// What is no article is kept as it stands, in a feed of its own that says the same
// of it: mended, it is read as it would have been.
func TestRefusedItemsAreKept(t *testing.T) {
	for name, c := range map[string]struct{ feed, has, mend, by string }{
		"RSS": {
			rss("<item><link>/a</link><guid>1</guid><x:y xmlns:x='urn:x'>&amp;</x:y></item><item><title>Quay</title></item>"),
			"<item><link>/a</link><guid>1</guid><x:y xmlns:x='urn:x'>&amp;</x:y></item>", "<guid>", "<title>Ferry</title><guid>",
		},
		"not closed": {rss("<item><link>/a</link><item><title>Quay</title></item>"), "<item><link>/a</link>", "<item>", "<item><title>Ferry</title>"},
		"empty tag":  {rss("<item/><item><title>Quay</title></item>"), "<item/>", "<item/>", "<item><link>/a</link><title>Ferry</title></item>"},
		"namespace of the root": {
			`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:q="http://purl.org/dc/elements/1.1/"><channel><title>Harbour &amp; Post</title></channel><item><link>/a</link><q:date>2025-06-01</q:date></item><item><title>Quay</title></item></rdf:RDF>`,
			`xmlns:q="http://purl.org/dc/elements/1.1/"`, "<q:date>", "<q:title>Ferry</q:title><q:date>",
		},
		"Atom": {
			`<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Harbour Post</a:title><a:entry><a:link href="/a"/></a:entry><a:entry><a:title>Quay</a:title></a:entry></a:feed>`,
			`<a:entry><a:link href="/a"/></a:entry>`, "<a:entry>", "<a:entry><a:title>Ferry</a:title>",
		},
		"JSON Feed": {
			`{"version":"https://jsonfeed.org/version/1.1","title":"Harbour \"Post\"","items":[{"id":"1","url":"https://post.example/a","_x":{"y":[1]}},{"id":"2","title":"Quay"}]}`,
			`{"id":"1","url":"https://post.example/a","_x":{"y":[1]}}`, `"_x"`, `"title":"Ferry","_x"`,
		},
	} {
		documents, titles := refusedIn(t, c.feed)
		if len(documents) != 1 || strings.Join(titles, "") != "Quay" || !strings.Contains(documents[0], c.has) {
			t.Errorf("%s: refused %q, read %q", name, documents, titles)
			continue
		}
		if again, titles := refusedIn(t, documents[0]); len(again) != 1 || len(titles) != 0 || !strings.Contains(again[0], c.has) {
			t.Errorf("%s: read again, refused %q, read %q", name, again, titles)
		}
		mended := strings.Replace(documents[0], c.mend, c.by, 1)
		a := one(t, mended, Options{})
		if a.Title != "Ferry" || a.URL != "https://post.example/a" {
			t.Errorf("%s: mended, it is %q at %q: %s", name, a.Title, a.URL, mended)
		}
	}
}

// An item that is too long is not kept, and costs no more than before.
func TestRefusedItemsAreBounded(t *testing.T) {
	documents, titles := refusedIn(t, rss("<item><x>"+strings.Repeat("<y/>", maxKept/4+1)+"</x></item><item><title>Quay</title></item>"))
	if len(documents) != 1 || documents[0] != "" || len(titles) != 1 {
		t.Errorf("%d documents, the first of %d bytes, %q", len(documents), len(documents[0]), titles)
	}
}
