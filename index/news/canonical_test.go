package news

import (
	"strings"
	"testing"
	"time"
)

func TestCanonicalURL(t *testing.T) {
	kinds := map[string]map[string]string{
		"scheme, host and port": {
			"HTTP://News.Example:80/a":      "https://news.example/a",
			"https://news.example:443/a":    "https://news.example/a",
			"https://news.example:8443/a":   "https://news.example:8443/a",
			"https://news.example./a":       "https://news.example/a",
			"https://Zürich.example/":       "https://xn--zrich-kva.example/",
			"https://xn--zrich-kva.example": "https://xn--zrich-kva.example/",
			"https://my_paper.example/":     "https://my_paper.example/",
			"https://127.0.0.1/":            "https://127.0.0.1/",
			"http://[2001:DB8::1]:80/a":     "https://[2001:db8::1]/a",
		},
		"path": {
			"https://a.example":             "https://a.example/",
			"https://a.example/b/":          "https://a.example/b",
			"https://a.example/b/../c/./d":  "https://a.example/c/d",
			"https://a.example/../../c":     "https://a.example/c",
			"https://a.example/%7eb/%2f%c3": "https://a.example/~b/%2F%C3",
			"https://a.example/é b":         "https://a.example/%C3%A9%20b",
			"https://a.example/B":           "https://a.example/B",
			" https://a.example/b\n":        "https://a.example/b",
		},
		"query and fragment": {
			"https://a.example/?b=2&a=1":                        "https://a.example/?a=1&b=2",
			"https://a.example/?id=7&utm_source=x&UTM_Medium=y": "https://a.example/?id=7",
			"https://a.example/b?fbclid=1&gclid=2&mc_cid=3":     "https://a.example/b",
			"https://a.example/b/?":                             "https://a.example/b",
			"https://a.example/b?a=2&a=1":                       "https://a.example/b?a=1&a=2",
			"https://a.example/b#c":                             "https://a.example/b",
			"https://a.example/?q=%41%26+c":                     "https://a.example/?q=A%26+c",
			"https://a.example/?ref=1&source=2":                 "https://a.example/?ref=1&source=2",
		},
	}
	for kind, urls := range kinds {
		t.Run(kind, func(t *testing.T) {
			for in, want := range urls {
				if got, err := CanonicalURL(in); err != nil || got != want {
					t.Errorf("%q is %q, %v; want %q", in, got, err, want)
				}
			}
		})
	}
}

func TestCanonicalURLRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                             "must begin with http",
		"news.example/a":               "must begin with http",
		"//news.example/a":             "must begin with http",
		"ftp://news.example/a":         "must begin with http",
		"javascript:alert(1)":          "must begin with http",
		"https:///a":                   "names no host",
		"https://ada:secret@a.example": "user name",
		"https://a b.example/":         "invalid character",
		"https://./":                   "no host name",
		"https://[fe80::1%25eth0]/":    "no host name",
		"https://a.example/%zz":        "invalid URL escape",
	} {
		if got, err := CanonicalURL(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is %q, %v; want an error with %q", in, got, err, want)
		}
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, s := range []string{
		"https://News.Example:80/a/../b/?utm_source=x&b=%7e#f", "http://[::1]/", "https://Zürich.example/é", "https://a.example//..//b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, err := CanonicalURL(s)
		if err != nil {
			return
		}
		if twice, err := CanonicalURL(once); err != nil || twice != once {
			t.Errorf("%q is %q, which is %q, %v", s, once, twice, err)
		}
	})
}

func TestDeriveID(t *testing.T) {
	day := Date{Time: time.Date(2025, 5, 9, 14, 0, 0, 0, time.UTC), Precision: Second}
	byURL := Article{URL: "http://a.example/1?utm_source=x", Title: "Old"}
	byTitle := Article{Source: "The Post", Title: "Café opens!", Published: day}
	same := []struct {
		name string
		a, b Article
	}{
		{"same address", byURL, Article{URL: "https://A.example/1/", Title: "New", Published: day}},
		{"same headline", byTitle, Article{Source: "THE POST", Title: "“Cafe” opens", Published: day}},
		{"same day", byTitle, Article{Source: "The Post", Title: "Café opens!", Published: Date{Time: day.Time, Precision: Day}}},
		{"address of no use", byTitle, Article{URL: "tag:1", Source: "The Post", Title: "Café opens!", Published: day}},
	}
	for _, tt := range same {
		if a, b := DeriveID(&tt.a), DeriveID(&tt.b); a != b || len(a) != 16 {
			t.Errorf("%s: %q and %q", tt.name, a, b)
		}
	}
	seen := map[string]bool{}
	for _, a := range []Article{
		byURL, byTitle,
		{Source: "The Post Café", Title: "opens", Published: day},
		{Source: "The Post", Title: "Café opens!"},
		{Source: "Post", Title: "Café opens!", Published: day},
		{Title: "東京"},
		{Title: "京都"},
		{},
	} {
		if id := DeriveID(&a); seen[id] {
			t.Errorf("%+v has an ID of another", a)
		} else {
			seen[id] = true
		}
	}
}
