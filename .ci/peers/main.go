// Command peers compares how pages are read with how two libraries read them as
// they come: go-readability and go-trafilatura. It stands in a module of its own,
// so that neither is linked into Dateline.
//
//	cd .ci/peers && go run . FOLDER
//
// FOLDER holds ground-truth.dev.json and html/*.html.gz.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"

	"github.com/dateline-search/dateline/index/source/page"
)

type sample struct {
	name        string
	data        []byte
	URL         string
	ArticleBody string
}

// result is what an extractor made of a page; day is empty where it found none.
type result struct{ text, day string }

type extractor struct {
	name string
	read func(s sample) (result, error)
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: peers FOLDER")
		os.Exit(2)
	}
	samples, err := load(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	days := map[string][]string{}
	fmt.Printf("%-15s %9s %6s %6s %6s %8s %8s\n", "", "precision", "recall", "F1", "dated", "failed", "pages/s")
	for _, e := range extractors() {
		measure(e, samples, days)
	}
	if os.Getenv("DAYS") != "" {
		for _, s := range samples {
			fmt.Println(s.name[:8], days[s.name])
		}
	}
}

func extractors() []extractor {
	return []extractor{
		{"Dateline", readDateline}, {"go-readability", readReadability}, {"go-trafilatura", readTrafilatura},
	}
}

func readDateline(s sample) (result, error) {
	a, err := page.Read(s.data, page.Options{URL: s.URL})
	day := ""
	if !a.Published.IsZero() {
		day = a.Published.Time.Format(time.DateOnly)
	}
	return result{a.Body, day}, err
}

func readReadability(s sample) (result, error) {
	address, err := url.Parse(s.URL)
	if err != nil {
		return result{}, err
	}
	a, err := readability.FromReader(bytes.NewReader(s.data), address)
	if err != nil {
		return result{}, err
	}
	var text bytes.Buffer
	if a.Node != nil {
		err = a.RenderText(&text)
	}
	day := ""
	if t, err := a.PublishedTime(); err == nil && !t.IsZero() {
		day = t.Format(time.DateOnly)
	}
	return result{text.String(), day}, err
}

func readTrafilatura(s sample) (result, error) {
	address, err := url.Parse(s.URL)
	if err != nil {
		return result{}, err
	}
	a, err := trafilatura.Extract(bytes.NewReader(s.data), trafilatura.Options{OriginalURL: address, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return result{}, err
	}
	day := ""
	if !a.Metadata.Date.IsZero() {
		day = a.Metadata.Date.Format(time.DateOnly)
	}
	return result{a.ContentText, day}, nil
}

func measure(e extractor, samples []sample, days map[string][]string) {
	var precision, recall float64
	dated, failed := 0, 0
	start := time.Now()
	results := make([]result, len(samples))
	for i, s := range samples {
		var err error
		if results[i], err = e.read(s); err != nil {
			failed++
		}
	}
	took := time.Since(start)
	for i, s := range samples {
		p, r := overlap(results[i].text, s.ArticleBody)
		precision += p / float64(len(samples))
		recall += r / float64(len(samples))
		if results[i].day != "" {
			dated++
		}
		days[s.name] = append(days[s.name], results[i].day)
	}
	f1 := 2 * precision * recall / (precision + recall)
	fmt.Printf("%-15s %9.3f %6.3f %6.3f %6d %8d %8.0f\n", e.name, precision, recall, f1, dated, failed, float64(len(samples))/took.Seconds())
}

// overlap measures the 4-grams of words that two texts share.
func overlap(got, want string) (precision, recall float64) {
	g, w := grams(got), grams(want)
	hit, found, expected := 0, 0, 0
	for gram, n := range g {
		hit += min(n, w[gram])
		found += n
	}
	for _, n := range w {
		expected += n
	}
	return float64(hit) / float64(max(found, 1)), float64(hit) / float64(max(expected, 1))
}

func grams(text string) map[string]int {
	words := regexp.MustCompile(`[\p{L}\p{N}_]+`).FindAllString(text, -1)
	out := map[string]int{}
	for i := 0; i < max(1, len(words)-3); i++ {
		out[strings.Join(words[i:min(len(words), i+4)], " ")]++
	}
	return out
}

func load(folder string) ([]sample, error) {
	truth, err := os.ReadFile(filepath.Join(folder, "ground-truth.dev.json"))
	if err != nil {
		return nil, err
	}
	var byName map[string]sample
	if err := json.Unmarshal(truth, &byName); err != nil {
		return nil, err
	}
	var out []sample
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		s := byName[name]
		s.name = name
		file, err := os.Open(filepath.Join(folder, "html", name+".html.gz"))
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(file)
		if err != nil {
			return nil, err
		}
		if s.data, err = io.ReadAll(z); err != nil {
			return nil, err
		}
		_ = file.Close() // it was only read
		out = append(out, s)
	}
	return out, nil
}
