package cite

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// Format is a way to write citations.
type Format string

// The formats.
const (
	BibTeX Format = "bibtex"
	RIS    Format = "ris"
	CSL    Format = "csl"
	Plain  Format = "plain"
)

// Formats lists them.
func Formats() []Format { return []Format{BibTeX, RIS, CSL, Plain} }

// MediaType is what HTTP calls a format.
func (f Format) MediaType() string {
	switch f {
	case BibTeX:
		return "application/x-bibtex; charset=utf-8"
	case RIS:
		return "application/x-research-info-systems; charset=utf-8"
	case CSL:
		return "application/vnd.citationstyles.csl+json"
	}
	return "text/plain; charset=utf-8"
}

// Entry writes one article in a format; an unknown one is Plain. BibTeX, RIS and
// CSL end with a line break.
func (f Format) Entry(r *news.Record) (string, error) {
	switch f {
	case BibTeX:
		return bibtex(r), nil
	case RIS:
		return ris(r), nil
	case CSL:
		return csl(r)
	}
	return plain(r), nil
}

// version says which text is cited.
func version(r *news.Record) string {
	return fmt.Sprintf("version %d, stored %s", r.Version, r.Changed.UTC().Format(time.RFC3339))
}

// Key is short, made of ASCII letters and digits, and another for each article:
// source, year, a word of the title, and a hash of the id.
func Key(r *news.Record) string {
	sum := sha256.Sum256([]byte(r.ID))
	year := ""
	if !r.Published.IsZero() {
		year = strconv.Itoa(r.Published.Time.Year())
	}
	return letters(r.Source) + year + longWord(r.Title) + "-" + hex.EncodeToString(sum[:4])
}

// keyLetters keeps each part of a key short.
const keyLetters = 16

func letters(s string) string {
	var b strings.Builder
	for _, c := range analysis.Fold(s) {
		if b.Len() < keyLetters && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// longWord is the first word that is more than an article or a preposition.
func longWord(title string) string {
	const long = 5
	for word := range strings.FieldsSeq(title) {
		if w := letters(word); len(w) >= long {
			return w
		}
	}
	return ""
}

// line puts text on one line and takes out what is no character.
func line(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.IsControl(c):
			return -1
		}
		return c
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// lines does so for each of several texts, and leaves out the empty.
func lines(texts []string) []string {
	var all []string
	for _, t := range texts {
		if t = line(t); t != "" {
			all = append(all, t)
		}
	}
	return all
}
