package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"
)

// endlessLine is a file of one line: what stands before, and then the same over
// and over, to a length that no machine of a newsroom holds.
type endlessLine struct {
	before, again string
	left          int64
}

func (e *endlessLine) Read(p []byte) (int, error) {
	if e.before != "" {
		n := copy(p, e.before)
		e.before = e.before[n:]
		return n, nil
	}
	n := 0
	for n < len(p) && e.left > 0 {
		n += copy(p[n:min(len(p), n+int(min(e.left, int64(len(e.again)))))], e.again)
	}
	if e.left -= int64(n); n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// held runs f and fails where it holds more than most bytes at any time.
func held(t *testing.T, most uint64, f func()) {
	t.Helper()
	const every = 5 * time.Millisecond
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	before, peak := sample[0].Value.Uint64(), uint64(0)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			metrics.Read(sample)
			peak = max(peak, sample[0].Value.Uint64())
			select {
			case <-done:
				return
			case <-time.After(every):
			}
		}
	}()
	f()
	close(done)
	if <-ended; peak > before+most {
		t.Errorf("%d MB were held", (peak-before)>>20)
	}
}

// One line without an end is refused in every format, what stands
// before it stays, and no more of it is held than of any article.
func TestOneLineWithoutEnd(t *testing.T) {
	const (
		most = 128 << 20 // a buffer of MaxItem that grows by doubling, and its text
		long = "longer than 16 MB"
	)
	again := strings.Repeat("ab", 4<<10)
	for _, tt := range []struct {
		name, before, want string
		format             Format
	}{
		{"NDJSON", one + "\n" + `{"title":"`, long, Auto},
		{"JSON", "[" + one + `,{"title":"`, "cut off", Auto},
		{"JSON-LD", `{"@type":"NewsArticle","headline":"One","articleBody":"a"}` + "\n" + `{"@type":"NewsArticle","headline":"`, long, Auto},
		{"ninjs", `{"uri":"u","headline":"One","body_text":"a"}` + "\n" + `{"uri":"`, long, Ninjs},
		{"CSV", "title,body\nOne,a\nx,\"", long, Auto},
		{"TSV", "title\tbody\nOne\ta\nx\t", long, TSV},
		{"NITF", "<contentSet>" + itemOf(itemNITF, "One", "", "") + "<nitf><body>", long, Auto},
		{"NewsML-G2", "<newsMessage>" + itemOf(itemG2, "One", "usable", "") + "<newsItem guid='", long, Auto},
		{"XML without a root", "<?xml version='1.0'?><!--", "root element does not end within", Auto},
		{"XML of one tag", "<nitf a='", "root element does not end within", Auto},
		{"RSS", `<rss version="2.0"><channel><item><title>One</title><description>a</description></item><item><title>`, "more than 16 MB", Auto},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One","content_text":"a"},{"id":"2","title":"`, "more than 16 MB", Auto},
		{"HTML", "<!DOCTYPE html><html><body><p>", "larger than", Auto},
		{"text", "", long, Text},
		{"Markdown", "---\ntitle: x\n---\n", long, Mark},
		{"mail", "Received: from a by b;\nMIME-Version: 1.0\nSubject: x\n\n", long, Auto},
		{"telex", itemOf(itemTelex, "One", "", "") + "\x01mwa017 4 i 96\r\n\x02", "longer than 4 MB", Auto},
		{"WARC", warcOf("1", itemOf(itemFeed, "One", "", "")) + "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9223372036854775807\r\n\r\n", "cut off", Auto},
		{"WARC's header", warcOf("1", itemOf(itemFeed, "One", "", "")) + "WARC/1.0\r\nWARC-Type: ", long, Auto},
		{"anything", "", long, Auto},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if looking && slices.Contains([]string{"NITF", "NewsML-G2", "RSS"}, tt.name) {
				t.Skip("too slow when races are looked for")
			}
			held(t, most, func() {
				good, said := endless(t, &endlessLine{tt.before, again, lineLength}, tt.format)
				if !strings.Contains(said, tt.want) {
					t.Errorf("got %.300s, want %s", said, tt.want)
				}
				if strings.Contains(tt.before, "One") && good != 1 {
					t.Errorf("%d good articles", good)
				}
			})
		})
	}
}

// endless reads a file to its end, counts the articles and returns what was
// rejected.
func endless(t *testing.T, in io.Reader, format Format) (good int, said string) {
	t.Helper()
	r, err := NewReader(t.Context(), "in", in, Options{Format: format})
	for err == nil {
		_, err = r.Next()
		if err == nil {
			good++
		} else if err.Error() != "EOF" {
			said += err.Error() + "\n"
			err = nil
		}
	}
	if err.Error() != "EOF" {
		said += err.Error()
	}
	return good, said
}

// What stands beside a bomb is read, before it and behind it, and the bomb is
// refused by its name, whatever archive they lie in; and many bombs end an archive.
func TestWhatLiesBesideABomb(t *testing.T) {
	bomb := one + "\n" + strings.Repeat(blank, (freeBytes+freeBytes/8)/len(blank))
	bombs := []packedFile{{"bomb.json", bomb}, {"bomb.json.gz", zipped(t, bomb)}, {"deep.zip", zipOf(t, packedFile{"inner.json", one}, packedFile{"bomb.json", bomb}, packedFile{"last.json", two})}}
	want := map[string]string{"bomb.json": "in/bomb.json", "bomb.json.gz": "in/bomb.json.gz", "deep.zip": "in/deep.zip/bomb.json"}
	for _, b := range bombs {
		packs := map[string]string{"zip": zipOf(t, packedFile{"a.json", one}, b, packedFile{"z.json", two})}
		if b.name != "bomb.json" { // in a tar file that is as long as it says
			packs["tar"] = tarOf(t, packedFile{"a.json", one}, b, packedFile{"z.json", two})
		}
		for name, in := range packs {
			good, said := endless(t, strings.NewReader(in), Auto)
			inner := map[bool]int{true: 2}[b.name == "deep.zip"]
			if good != 3+inner || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, want[b.name]) || !strings.Contains(said, "grows more than 250 times") {
				t.Errorf("%s in %s: %d articles, %s", b.name, name, good, said)
			}
		}
	}
	var many []packedFile
	packed := zipped(t, bomb)
	for i := range maxBombs + 10 {
		many = append(many, packedFile{fmt.Sprint(i, ".json.gz"), packed})
	}
	good, said := endless(t, strings.NewReader(zipOf(t, append(many, packedFile{"z.json", two})...)), Auto)
	if good != maxBombs || strings.Count(said, "\n") != maxBombs || !strings.Contains(said, fmt.Sprint(maxBombs-1, ".json.gz:")) || !strings.HasSuffix(said, "nothing behind it in archives was read\n") {
		t.Errorf("%d articles, %s", good, said)
	}
}

// A member of a tar file may have holes that are stored nowhere.
func TestHolesOfATarFileAreBounded(t *testing.T) {
	const real = 1 << 40          // bytes
	const stored = 2 * bufferSize // before the hole, so that it looks like text
	sparse := fmt.Sprintf("2\n0\n%d\n%d\n512\n", stored, int64(real-512))
	data := sparse + strings.Repeat("\x00", 512-len(sparse)) + two + "\n" + strings.Repeat(" ", stored-len(two)-1+512)
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	add := func(name, text string) {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o600, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	add("a.json", one)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	out.WriteString(paxHeader(t, map[string]string{
		"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "hole.ndjson", "GNU.sparse.realsize": fmt.Sprint(int64(real)),
	}))
	add("GNUSparseFile.0/hole.ndjson", data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	held(t, 160<<20, func() {
		good, said := endless(t, &out, Auto)
		if good != 2 || !strings.Contains(said, "grows more than 250 times") {
			t.Errorf("%d articles, %s", good, said)
		}
	})
}

// paxHeader is what stands before a member and says more of it (POSIX.1-2001,
// pax). archive/tar writes none for holes.
func paxHeader(t *testing.T, records map[string]string) string {
	t.Helper()
	var body strings.Builder
	for _, key := range []string{"GNU.sparse.major", "GNU.sparse.minor", "GNU.sparse.name", "GNU.sparse.realsize"} {
		record := " " + key + "=" + records[key] + "\n"
		n := len(record) + 2 // these are all of two digits
		fmt.Fprintf(&body, "%d%s", n, record)
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	if err := w.WriteHeader(&tar.Header{Name: "x", Size: int64(body.Len()), Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, body.String()); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	header := out.Bytes()
	header[156] = 'x' // its type, which changes its sum
	copy(header[148:156], "        ")
	sum := 0
	for _, c := range header[:512] {
		sum += int(c)
	}
	copy(header[148:156], fmt.Sprintf("%06o\x00 ", sum))
	return string(header)
}

// Members of a zip file may all be unpacked from the same bytes.
func TestMembersOfAZipFileThatShareBytes(t *testing.T) {
	const members = 5_000
	text := one + "\n" + strings.Repeat(" ", 40<<20)
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	header := zip.FileHeader{Name: "00000.json", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(text)), CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(text))}
	raw, err := z.CreateRaw(&header)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	held(t, 160<<20, func() {
		good, said := endless(t, strings.NewReader(sharing(out.Bytes(), members)), Auto)
		if good < 1 || good > maxBombs+2 || strings.Count(said, "grows more than 250 times") != maxBombs || !strings.Contains(said, "nothing behind it in archives was read") {
			t.Errorf("%d articles, %.300s", good, said)
		}
	})
}

// sharing makes a zip file with one member one with many, which all stand for the
// same bytes.
func sharing(in []byte, members int) string {
	const end = 22 // bytes of what stands last
	last := in[len(in)-end:]
	size, offset := binary.LittleEndian.Uint32(last[12:]), binary.LittleEndian.Uint32(last[16:])
	entry := in[offset : offset+size]
	out := bytes.NewBuffer(bytes.Clone(in[:offset]))
	for i := range members {
		const name = 46 // where it stands in an entry
		copy(entry[name:], fmt.Sprintf("%05d.json", i))
		out.Write(entry)
	}
	tail := bytes.Clone(last)
	binary.LittleEndian.PutUint16(tail[8:], uint16(members))
	binary.LittleEndian.PutUint16(tail[10:], uint16(members))
	binary.LittleEndian.PutUint32(tail[12:], size*uint32(members))
	out.Write(tail)
	return out.String()
}

// Archives in archives, a hundred deep, and what stands beside them.
func TestArchivesAHundredDeep(t *testing.T) {
	for name, pack := range map[string]func(...packedFile) string{
		"zip":    func(files ...packedFile) string { return zipOf(t, files...) },
		"tar":    func(files ...packedFile) string { return tarOf(t, files...) },
		"tar.gz": func(files ...packedFile) string { return zipped(t, tarOf(t, files...)) },
	} {
		inner := pack(packedFile{"a.json", one})
		for range 100 {
			inner = pack(packedFile{"good.json", one}, packedFile{"x." + name, inner})
		}
		good, said := endless(t, strings.NewReader(inner), Auto)
		if good != maxNesting || strings.Count(said, "\n") != 1 || !strings.Contains(said, "lies in more than 4 archives inside of each other") {
			t.Errorf("%s: %d articles, %s", name, good, said)
		}
	}
}

// What is no file in a tar file is passed over, and names lead nowhere.
func TestWhatIsNoFileInATarFile(t *testing.T) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, h := range []tar.Header{
		{Name: "../../../../etc/up.json", Typeflag: tar.TypeReg},
		{Name: "/etc/root.json", Typeflag: tar.TypeReg},
		{Name: "soft.json", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		{Name: "hard.json", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"},
		{Name: "zero.json", Typeflag: tar.TypeChar, Devmajor: 1, Devminor: 5},
		{Name: "disk.json", Typeflag: tar.TypeBlock, Devmajor: 8},
		{Name: "pipe.json", Typeflag: tar.TypeFifo},
		{Name: "folder.json", Typeflag: tar.TypeDir},
		{Name: "c\x1b[2J\n.json", Typeflag: tar.TypeReg},
	} {
		if h.Typeflag == tar.TypeReg {
			h.Size = 1
		}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := io.WriteString(w, "{"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_, said := endless(t, &out, Auto)
	var places []string
	for line := range strings.Lines(said) {
		place, _, _ := strings.Cut(line, ":")
		places = append(places, place)
	}
	if got := strings.Join(places, "|"); got != "in/etc/up.json|in/etc/root.json|in/c[2J.json" {
		t.Errorf("got %s", got)
	}
}

// However deep a text is nested, it is read or refused, and what stands beside it
// is read.
func TestNestingWithoutEnd(t *testing.T) {
	const depth = 100_000
	deep := func(open, end string) string { return strings.Repeat(open, depth) + "1" + strings.Repeat(end, depth) }
	for _, tt := range []struct {
		name, in, want string
		good           int
	}{
		{"arrays", one + "\n" + `{"title":"t","body":"b","x":` + deep("[", "]") + "}\n" + two, "in:2: not JSON at byte 10028: invalid character '[' exceeded max depth", 2},
		{"objects", one + "\n" + `{"title":"t","body":"b","x":` + deep(`{"a":`, "}") + "}\n" + two, "in:2: not JSON", 2},
		{"arrays in an array", "[" + one + `,{"x":` + deep("[", "]") + "}]", "exceeded max depth", 1},
		{"arrays without an end", one + "\n" + `{"x":` + strings.Repeat("[", depth) + "\n" + two, "in:2: not JSON", 2},
		{"JSON-LD", `{"@type":"NewsArticle","headline":"One","articleBody":"a"}` + "\n" + deep(`{"@graph":`, "}") + "\n", "in:2: not JSON", 1},
		{"ninjs", `{"uri":"u","headline":"One","body_text":"a"}` + "\n" + deep(`{"items":`, "}"), "in:2: not JSON", 1},
		{"digitalwires", `{"format":"digitalwires@1","urn":"u","headline":"One","article_html":"a"}` + "\n" + deep(`{"entries":`, "}"), "in:2: not JSON", 1},
		{"a form in a letter", letter("Subject: One\n", deep(`{"Headline":`, "}")), "", 1},
		{"NITF", "<contentSet>" + itemOf(itemNITF, "1", "", deep("<em>", "</em>")) + itemOf(itemNITF, "2", "", "") + "</contentSet>", "in:1: elements are nested deeper than 200", 1},
		{"NewsML-G2", message(itemOf(itemG2, "1", "usable", strings.Repeat("<a>", depth)) + itemOf(itemG2, "2", "usable", "")), "in:1: elements are nested deeper than 200", 1},
		{"a feed", `<rss version="2.0"><channel>` + strings.Repeat("<item><title>One</title><description>"+deep("<div>", "</div>")+"</description></item>", 2) + "</channel></rss>", "", 2},
		{"a feed with HTML", `<rss version="2.0"><channel><item><title>One</title><description>` + deep("&lt;div&gt;", "") + "</description></item></channel></rss>", "", 1},
		{"HTML of our own", `{"title":"t","html":"` + deep("<div>", "</div>") + `"}`, "", 1},
		{"a page", "<html><body>" + deep("<div>", "</div>") + "</body></html>", "no running text", 0},
	} {
		good, said := endless(t, strings.NewReader(tt.in), Auto)
		if good != tt.good || !strings.Contains(said, tt.want) || tt.want == "" && said != "" {
			t.Errorf("%s: %d articles, %.200s", tt.name, good, said)
		}
	}
}

// No entity grows, and none reads a file.
func TestEntitiesAreNotRead(t *testing.T) {
	const (
		laughs = `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
		files  = `<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>`
	)
	for name, entities := range map[string]string{"laughs": laughs, "files": files} {
		for format, in := range map[string]string{
			"nitf":   itemOf(itemNITF, "1", "", "&c;"),
			"g2":     message(itemOf(itemG2, "1", "usable", "&c;")),
			"newsml": "<NewsML>" + itemOf(itemNewsML, "1", "usable", "&c;") + "</NewsML>",
			"ritzau": itemOf(itemRitzau, "1", "", "&c;"),
			"feed":   strings.Replace(itemOf(itemFeed, "1", "", ""), "It opens", "It opens &c;", 1),
		} {
			r := readingsOf(t, "in", `<?xml version="1.0"?>`+entities+in, Options{})
			refused := len(r.rejected) == 1 && strings.Contains(r.rejected[0].Err.Error(), "declares entities of its own")
			if format != "feed" && !refused || format == "feed" && len(r.titles) != 1 {
				t.Errorf("%s in %s: %+v", name, format, r)
			}
		}
	}
}
