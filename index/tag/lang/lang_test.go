package lang

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/lineartest"
)

//go:embed testdata/headlines.tsv
var headlines string

func detector(t testing.TB) *Detector {
	t.Helper()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDetect(t *testing.T) {
	d := detector(t)
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"numbers", "12 345 67.8 %", ""},
		{"names alone", "Orven Tarn", ""},
		{"capitals", "THE COUNCIL OF ORVEN WILL VOTE ON THE BRIDGE", "en"},
		{"English about a Chinese name", "The envoy 林可唐 arrived in Orven on Thursday, and was met by the mayor.", "en"},
		{"Chinese with an English name", "记者 Tam Brisco 昨日抵达云屿港，并会见了市长。", "zh"},
		{"Japanese", "昨日、港で新しい橋が開通した。", "ja"},
		{"Ukrainian", "Міст відкрили вчора, його чекали сім років.", "uk"},
		{"Greek", "Η γέφυρα άνοιξε χθες.", "el"},
		{"Hebrew", "הגשר נפתח אתמול.", "he"},
		{"bytes", "\xff\xfe\x00", ""},
	} {
		if got := d.Detect(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEvalHeadlines measures on headlines of ours, which are short.
func TestEvalHeadlines(t *testing.T) {
	d := detector(t)
	right, all := 0, 0
	for line := range strings.Lines(headlines) {
		want, text, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all++
		if got := d.Detect(text); got == want {
			right++
		} else {
			t.Logf("%q: %q, want %q", text, got, want)
		}
	}
	t.Logf("headlines: %d of %d right", right, all)
	if all < 60 || right*100 < all*90 {
		t.Errorf("want 90 of 100 at least")
	}
}

// TestEvalExcerpts measures on excerpts of news of two or three sentences.
func TestEvalExcerpts(t *testing.T) {
	d := detector(t)
	for _, lang := range strings.Fields("ar de en es fr hi zh") {
		path := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "pud-multilingual", lang+".jsonl")
		file, err := os.Open(path)
		if err != nil {
			t.Skipf("DATELINE_TESTDATA names no folder with pud-multilingual: %v", err)
		}
		right, all := 0, 0
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var excerpt struct{ Body string }
			if err := json.Unmarshal(lines.Bytes(), &excerpt); err != nil {
				t.Fatal(err)
			}
			all++
			if got := d.Detect(excerpt.Body); got == lang {
				right++
			} else if os.Getenv("DATELINE_EVAL_MISSES") != "" {
				t.Logf("%s is %q: %s", lang, got, excerpt.Body)
			}
		}
		_ = file.Close()
		t.Logf("%s: %d of %d excerpts right: %.1f %%", lang, right, all, 100*float64(right)/float64(max(1, all)))
	}
}

func TestLinearTime(t *testing.T) {
	d := detector(t)
	for _, part := range []string{"a", "é", "the ", "\xff"} {
		lineartest.Check(t, 1<<18, func(n int) { d.Detect(strings.Repeat(part, n/len(part))) })
	}
}

func FuzzDetect(f *testing.F) {
	d := detector(f)
	f.Add("El puente se abrió ayer")
	f.Add("\xff 林可唐 ẞß")
	f.Fuzz(func(_ *testing.T, text string) { d.Detect(text) })
}

func BenchmarkDetect(b *testing.B) {
	d := detector(b)
	text := strings.Repeat("The council of Orven said on Thursday that the bridge over the river would open. ", 45)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d.Detect(text)
	}
}
