package web_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web"
)

func newFeeding(change ...func(*web.Options)) *site {
	s := newSite(change...)
	published := news.Date{Time: time.Date(2025, 5, 9, 14, 0, 0, 0, time.FixedZone("", 7200)), Precision: news.Second}
	s.store.put(news.Article{
		ID: "a/b", Title: `Ferry <&> "more"` + "\x01", URL: "https://courier.example/1?a=b&c=d", Published: published,
		Authors: []string{"Ana Orlova", "Ben Tarr"}, Keywords: []string{"harbour"}, Lang: "en",
	})
	s.store.put(news.Article{ID: "c", Title: "Bare", URL: "javascript:alert(1)"})
	s.searcher.result = search.Result{
		Query: search.Understood{Input: "ferry"},
		Hits:  []search.Hit{{ID: "a/b", Summary: "It sailed."}, {ID: "gone"}, {ID: "c"}},
	}
	return s
}

// The elements and their order of need are those of RFC 4287.
func TestAtom(t *testing.T) {
	s := newFeeding(func(o *web.Options) { o.PublicURL, o.Hub = "https://news.example", "https://hub.example/" })
	w := s.get("/feed.atom?q=ferry&person=Ana&size=7")
	wantStatus(t, w, 200)
	var f struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  string   `xml:"author>name"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID        string   `xml:"id"`
			Title     string   `xml:"title"`
			Updated   string   `xml:"updated"`
			Published string   `xml:"published"`
			Authors   []string `xml:"author>name"`
			Summary   string   `xml:"summary"`
			Links     []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	links := fmt.Sprint(f.Links)
	want := "[{self https://news.example/feed.atom?person=Ana&q=ferry&size=7} {alternate https://news.example/?person=Ana&q=ferry} {hub https://hub.example/}]"
	if f.ID == "" || f.Title != "Dateline: ferry" || f.Author == "" || links != want || f.Updated != "2025-05-09T15:04:05Z" {
		t.Errorf("feed %+v, links %s", f, links)
	}
	if len(f.Entries) != 2 {
		t.Fatalf("%d entries, want the two that are there", len(f.Entries))
	}
	e := f.Entries[0]
	if e.ID != "urn:dateline:article:a%2Fb" || e.Title != `Ferry <&> "more"`+"\ufffd" || e.Published != "2025-05-09T14:00:00+02:00" ||
		e.Updated != "2025-05-09T15:04:05Z" || len(e.Authors) != 2 || e.Summary != "It sailed." ||
		e.Links[0].Href != "https://courier.example/1?a=b&c=d" || e.Links[1].Href != "https://news.example/article/a%2Fb" {
		t.Errorf("entry %+v", e)
	}
	if bare := f.Entries[1]; bare.Links[0].Href != "https://news.example/article/c" || bare.Published != "" {
		t.Errorf("entry without address and date %+v", bare)
	}
	if asked := s.searcher.asked; *asked.Size != 7 || asked.Sort != search.Newest || asked.Q != "ferry" || !asked.NoHighlight {
		t.Errorf("asked %+v", asked)
	}
}

func TestRSS(t *testing.T) {
	w := newFeeding().get("/feed.rss?q=ferry")
	wantStatus(t, w, 200)
	var f struct {
		Version string `xml:"version,attr"`
		Channel struct {
			Title       string `xml:"title"`
			Description string `xml:"description"`
			Items       []struct {
				Title, Link string
				Date        string `xml:"pubDate"`
				GUID        struct {
					Permanent string `xml:"isPermaLink,attr"`
					Value     string `xml:",chardata"`
				} `xml:"guid"`
				Creators []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	item := f.Channel.Items[0]
	if f.Version != "2.0" || f.Channel.Title != "Dateline: ferry" || f.Channel.Description == "" || item.GUID.Permanent != "false" ||
		item.GUID.Value != "urn:dateline:article:a%2Fb" || item.Date != "Fri, 09 May 2025 14:00:00 +0200" || len(item.Creators) != 2 {
		t.Errorf("%+v", f)
	}
}

func TestJSONFeed(t *testing.T) {
	w := newFeeding().get("/feed.json")
	wantStatus(t, w, 200)
	var f struct {
		Version string
		FeedURL string `json:"feed_url"`
		Items   []struct {
			ID, URL, Title string
			Text           *string `json:"content_text"`
			Published      string  `json:"date_published"`
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || f.FeedURL != "http://localhost:8080/feed.json" || len(f.Items) != 2 ||
		f.Items[0].Text == nil || f.Items[0].Published != "2025-05-09T14:00:00+02:00" || f.Items[1].Published != "" {
		t.Errorf("%+v", f)
	}
}

func TestFeedsAreConditional(t *testing.T) {
	for _, path := range []string{"/feed.atom", "/feed.rss", "/feed.json"} {
		s := newFeeding()
		first := s.get(path + "?q=ferry")
		again := s.get(path+"?q=ferry", "If-None-Match", first.Header().Get("ETag"))
		wantStatus(t, again, 304)
		if again.Body.Len() > 0 || first.Header().Get("Last-Modified") != "Fri, 09 May 2025 15:04:05 GMT" {
			t.Errorf("%s: %q, %v", path, again.Body, first.Header())
		}
		s.store.put(news.Article{ID: "c", Title: "Changed"})
		wantStatus(t, s.get(path+"?q=ferry", "If-None-Match", first.Header().Get("ETag")), 200)
		for query, parameter := range map[string]string{"size=0": "size", "cursor=x": "cursor", "from=soon": "from", "facets=person": "facets"} {
			w := s.get(path + "?" + query)
			wantStatus(t, w, 400)
			if p := readProblem(t, w); p.Parameter != parameter {
				t.Errorf("%s?%s: parameter %q", path, query, p.Parameter)
			}
		}
		s.searcher.result.Hits = nil
		empty := s.get(path)
		wantStatus(t, empty, 200)
		if strings.Contains(empty.Body.String(), "0001-01-01") {
			t.Errorf("an empty feed has a senseless date:\n%s", empty.Body)
		}
	}
}

// RSS 2.0 and JSON Feed take URIs: what RFC 3986 does not allow is escaped.
func TestFeedAddressesAreURIs(t *testing.T) {
	s := newSite()
	s.store.put(news.Article{ID: "é", Title: "T", URL: "https://courier.example/ü b?q=é b&c=%C3%A9|\"<x>#ä"})
	s.searcher.result = search.Result{Hits: []search.Hit{{ID: "é"}}}
	w := s.get("/feed.json")
	wantStatus(t, w, 200)
	const want = `"url":"https://courier.example/%C3%BC%20b?q=%C3%A9%20b&c=%C3%A9%7C%22%3Cx%3E#%C3%A4"`
	if !strings.Contains(w.Body.String(), want) || !strings.Contains(w.Body.String(), `"id":"urn:dateline:article:%C3%A9"`) {
		t.Errorf("%s lacks %s", w.Body, want)
	}
}
