package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// packedFile is a file to put into an archive.
type packedFile struct{ name, text string }

func zipOf(t testing.TB, files ...packedFile) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func tarOf(t testing.TB, files ...packedFile) string {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.text)), Mode: 0o600, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func zstdOf(t testing.TB, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

func TestReadCompressed(t *testing.T) {
	// The one line "{"title":"One","body":"First."}", by bzip2 1.0.8.
	bzip2 := "BZh91AY&SY\xd1\x0f\xd0\x4b"
	for _, c := range []readCase{
		{name: "zstd", in: zstdOf(t, one+"\n"+two), want: []string{one, two}},
		{name: "zstd in gzip", in: zipped(t, zstdOf(t, one)), want: []string{one}},
		{name: "zstd cut off", in: zstdOf(t, one)[:20], want: []string{"! in: ends in the middle"}},
		{name: "too many layers", in: zipped(t, zipped(t, zipped(t, zipped(t, one)))), want: []string{"! in: is compressed more than 3 times"}},
		{name: "damaged bzip2", in: bzip2, want: []string{"! in: ends in the middle"}},
	} {
		t.Run(c.name, c.check)
	}
}

func TestReadArchives(t *testing.T) {
	files := []packedFile{
		{"a.ndjson", one + "\n"},
		{"notes.docx", "x"},
		{"deep/b.json", "[" + two + "]"},
		{"c.xml", aFeed},
		{"d.csv", "x"},
		{"__MACOSX/a.json", one},
		{".hidden.json", one},
		{"e.json.gz", zipped(t, one)},
	}
	quay := `{"url":"https://post.example/1","title":"Quay opens","body":"On Monday.","source":"Harbour Post"}`
	ferry := `{"title":"Ferry runs","body":"Ferry runs","source":"Harbour Post","body_from":"title"}`
	quay = strings.Replace(quay, `"url":"https://post.example/1",`, "", 1)
	quay = strings.TrimSuffix(quay, "}") + `,"link":"/1"}`
	want := []string{one, two, quay, "! in/c.xml:4: the item has", ferry, "! in/d.csv: is neither JSON nor CSV", one}
	for _, c := range []readCase{
		{name: "zip", in: zipOf(t, files...), want: want},
		{name: "tar", in: tarOf(t, files...), want: want},
		{name: "tar.gz", in: zipped(t, tarOf(t, files...)), want: want},
		{name: "zip in tar", in: tarOf(t, packedFile{"x.zip", zipOf(t, packedFile{"a.json", one}, packedFile{"b.csv", "x"})}), want: []string{one, "! in/x.zip/b.csv: is neither"}},
		{name: "upwards", in: zipOf(t, packedFile{"../../etc/a.json", one}, packedFile{`..\b.csv`, "x"}), want: []string{one, "! in/b.csv: is neither"}},
		{name: "nothing of ours", in: zipOf(t, packedFile{"a.exe", "x"}), want: []string{"! in: holds no files of articles"}},
		{name: "empty zip", in: zipOf(t), want: []string{"! in: holds no files of articles"}},
		{name: "damaged zip", in: zipOf(t, files...)[:60], want: []string{"! in: is a damaged zip file"}},
		{name: "cut off tar", in: tarOf(t, files...)[:520], want: []string{"! in/a.ndjson:1: cannot be read", "! in/a.ndjson: is a damaged tar file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readText(t, c.in, c.opts)
			for i := range min(len(got), len(c.want)) {
				if strings.HasPrefix(c.want[i], "! ") && strings.HasPrefix(got[i], c.want[i]) {
					got[i] = c.want[i]
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" && c.name != "cut off tar" || len(got) == 0 {
				t.Error(diff)
			}
		})
	}
}

func TestNestedArchivesEnd(t *testing.T) {
	inner := zipOf(t, packedFile{"a.json", one})
	for range maxNesting + 2 {
		inner = zipOf(t, packedFile{"x.zip", inner})
	}
	got := readText(t, inner, Options{})
	if len(got) != 1 || !strings.Contains(got[0], "archives inside of each other") {
		t.Errorf("got %q", got)
	}
}

// A file that is nothing but blanks, in each way to pack it.
func TestBombsAreRefused(t *testing.T) {
	const size = freeBytes + freeBytes/4
	bomb := func(w io.Writer) {
		if _, err := io.Copy(w, io.MultiReader(strings.NewReader(one+"\n"), io.LimitReader(blanks{}, size))); err != nil {
			t.Fatal(err)
		}
	}
	var gz, zst, zp bytes.Buffer
	g := gzip.NewWriter(&gz)
	bomb(g)
	z, err := zstd.NewWriter(&zst)
	if err != nil {
		t.Fatal(err)
	}
	bomb(z)
	a := zip.NewWriter(&zp)
	for _, name := range []string{"a.json", "b.json"} {
		w, err := a.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		bomb(w)
	}
	for _, c := range []io.Closer{g, z, a} {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, packed := range map[string]string{"gzip": gz.String(), "zstd": zst.String(), "zip": zp.String()} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := readText(t, packed, Options{Format: Auto})
		runtime.ReadMemStats(&after)
		for i := range got {
			if i%2 == 0 && got[i] != one || i%2 == 1 && !strings.Contains(got[i], "grows more than 250 times") {
				t.Errorf("%s: got %.200q", name, got)
			}
		}
		if files := map[bool]int{true: 2, false: 1}[name == "zip"]; len(got) != 2*files {
			t.Errorf("%s: got %.200q", name, got)
		}
		if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 256<<20 {
			t.Errorf("%s: %d MB were held", name, grown>>20)
		}
	}
}

// blanks is an endless file of blank lines.
type blanks struct{}

var blank = strings.Repeat(strings.Repeat(" ", 4095)+"\n", 100)

func (blanks) Read(p []byte) (int, error) {
	return copy(p, blank), nil
}

func TestOpenZipFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(name, []byte(zipOf(t, packedFile{"a.json", one})), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(t.Context(), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, r); len(got) != 1 || got[0] != one {
		t.Errorf("got %q", got)
	}
	if file, _ := r.Place(); file != name {
		t.Errorf("behind the end, the place is %s", file)
	}
}
