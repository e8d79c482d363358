package analysis_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
)

// reuters reads the bodies of up to n Reuters stories, and skips where the
// collection is not there.
func reuters(b *testing.B, n int) (texts []string, size int64) {
	b.Helper()
	dir := os.Getenv("DATELINE_TESTDATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "reuters21578", "reuters21578.jsonl.gz"))
	if err != nil {
		b.Skipf("needs the Reuters-21578 collection; set DATELINE_TESTDATA: %v", err)
	}
	b.Cleanup(func() { _ = f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for len(texts) < n && lines.Scan() {
		var story struct{ Title, Body string }
		if err := json.Unmarshal(lines.Bytes(), &story); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, story.Title+"\n"+story.Body)
		size += int64(len(texts[len(texts)-1]))
	}
	if size == 0 {
		b.Fatal("the Reuters collection holds no text")
	}
	return texts, size
}

func BenchmarkAppend(b *testing.B) {
	texts, size := reuters(b, 5000)
	b.SetBytes(size)
	b.ReportAllocs()
	var tokens []analysis.Token
	for b.Loop() {
		for _, text := range texts {
			tokens = analysis.Append(tokens[:0], text)
		}
	}
}

func BenchmarkAppendOtherScripts(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"French", "L’armée a frappé à Québec où l’État était déjà présent, d’après Élodie. "},
		{"Russian", "Переговоры в Женеве завершились без соглашения, сообщил представитель МИД. "},
		{"Urdu", "کراچی میں بارش کے بعد سیلاب کا پانی شہر میں داخل ہو گیا۔ "},
		{"Chinese", "记者林可唐昨日抵达云屿港，报道当地的消息。"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			var tokens []analysis.Token
			for b.Loop() {
				tokens = analysis.Append(tokens[:0], c.text)
			}
		})
	}
}

func BenchmarkStem(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		analysis.Stem("en", "organisations")
	}
}
