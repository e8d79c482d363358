package locale_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Every language has the same messages, which want the same values.
func TestLanguagesAgree(t *testing.T) {
	all := mustLoad(t).All()
	english := all[0]
	if english.Tag() != "en" || len(all) < 2 {
		t.Fatalf("%d languages, the first is %s", len(all), english.Tag())
	}
	for _, l := range all[1:] {
		if diff := cmp.Diff(english.Keys(), l.Keys()); diff != "" {
			t.Errorf("%s has other messages than English (-en +%s):\n%s", l.Tag(), l.Tag(), diff)
		}
		for _, key := range english.Keys() {
			ours, _ := english.Wants(key)
			theirs, ok := l.Wants(key)
			if ok && !cmp.Equal(ours, theirs) {
				t.Errorf("%s: %s wants %v, in English %v", l.Tag(), key, theirs, ours)
			}
		}
	}
}

// A language's name is what CLDR says that its speakers call it.
func TestLanguagesNameThemselves(t *testing.T) {
	for _, l := range mustLoad(t).All() {
		want := display.Self.Name(language.Make(l.Tag()))
		if !strings.EqualFold(l.Name(), want) {
			t.Errorf("%s calls itself %q, want %q", l.Tag(), l.Name(), want)
		}
	}
}

// English as the pages have always had it; Spanish as the Real Academia asks for:
// Ortografía de la lengua española (2010), VIII 2.2.1.1 and 2.4.
func TestNumbers(t *testing.T) {
	c := mustLoad(t)
	for _, test := range []struct {
		n           int
		english, es string
	}{
		{0, "0", "0"},
		{999, "999", "999"},
		{1234, "1,234", "1234"},
		{12345, "12,345", "12\u202f345"},
		{1234567, "1,234,567", "1\u202f234\u202f567"},
		{-12345, "-12,345", "-12\u202f345"},
	} {
		if got := c.Named("en").Count(test.n); got != test.english {
			t.Errorf("English writes %d as %q", test.n, got)
		}
		if got := c.Named("es").Count(test.n); got != test.es {
			t.Errorf("Spanish writes %d as %q", test.n, got)
		}
	}
	for _, test := range []struct {
		share       float64
		english, es string
	}{{.004, "0.4\u00a0%", "0,4\u00a0%"}, {.12, "12\u00a0%", "12\u00a0%"}, {1, "100\u00a0%", "100\u00a0%"}} {
		if got := c.Named("en").Percent(test.share); got != test.english {
			t.Errorf("English writes %v as %q", test.share, got)
		}
		if got := c.Named("es").Percent(test.share); got != test.es {
			t.Errorf("Spanish writes %v as %q", test.share, got)
		}
	}
}

func TestTimes(t *testing.T) {
	c := mustLoad(t)
	at := time.Date(2025, 5, 8, 14, 3, 0, 0, time.UTC) // a Thursday
	for tag, want := range map[string][]string{
		"en": {"Thu 8 May 2025", "8 May 2025", "May 2025", "Thu 8 May 2025, 14:03"},
		"es": {"jue 8 may 2025", "8 may 2025", "mayo de 2025", "jue 8 may 2025, 14:03"},
	} {
		l := c.Named(tag)
		got := []string{l.Day(at), l.Date(at), l.Month(at), l.At(l.Day(at), at)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tag, diff)
		}
	}
}

func TestAccepted(t *testing.T) {
	c := mustLoad(t)
	for header, want := range map[string]string{
		"":                             "en",
		"es":                           "es",
		"es-MX,es;q=0.9,en;q=0.8":      "es",
		"en-GB,en;q=0.9,es;q=0.8":      "en",
		"de, es;q=0.5":                 "es",
		"de":                           "en",
		"en;q=0.1, es;q=0.9":           "es",
		"*":                            "en",
		"; = ,":                        "en",
		strings.Repeat("es,", 100_000): "en",
	} {
		if got := c.Accepted(header).Tag(); got != want {
			t.Errorf("%.40s is answered in %s, want %s", header, got, want)
		}
	}
	if c.Named("de") != nil || c.Named("") != nil {
		t.Error("a language that there is none of has words")
	}
}

func TestScriptHasAllOfItsWords(t *testing.T) {
	for _, l := range mustLoad(t).All() {
		script, err := l.Script()
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range l.Keys() {
			if name, ok := strings.CutPrefix(key, "script."); ok && !strings.Contains(script, `"`+name+`":`) {
				t.Errorf("%s: the script is not told %s: %s", l.Tag(), name, script)
			}
		}
		if !slices.Contains(l.Keys(), "script.selected") || !strings.Contains(script, `"one":"# se`) {
			t.Errorf("%s: no plural in %s", l.Tag(), script)
		}
	}
}

// Spanish says tú where it asks for something, in every place, and quotes as
// newspapers do.
func TestSpanishIsOfOnePiece(t *testing.T) {
	source, err := os.ReadFile("es.toml")
	if err != nil {
		t.Fatal(err)
	}
	formal := regexp.MustCompile(`(?i)[^\p{L}](usted|su búsqueda|añada|busque|cambie|ejecute|elija|entre con|envíe|envíelo|escriba|guarde|haga|indique|pruebe|pulse|quite|vea|vuelva)[^\p{L}]`)
	for i, line := range strings.Split(string(source), "\n") {
		if found := formal.FindString(line); found != "" && !strings.HasPrefix(line, "#") {
			t.Errorf("line %d says usted: %q", i+1, found)
		}
		if strings.ContainsAny(line, "“”") || strings.Contains(line, "...") {
			t.Errorf("line %d: %s", i+1, line)
		}
	}
}
