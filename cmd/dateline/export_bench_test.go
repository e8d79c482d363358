package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// exportStories is how many articles BenchmarkExport exports, unless
// DATELINE_STORIES says otherwise: as many as are taken in within two minutes.
const exportStories = 200_000

// BenchmarkExport exports every article of an archive from a server of its own,
// which is a process of its own, and tells how much memory that takes: the most
// that the server has, what it had before, and the difference, without pages of
// files, which the system may take back at any time. The export must have as many
// articles as the search counts. The data folder lies where DATELINE_INDEXES says,
// and is used again from there.
func BenchmarkExport(b *testing.B) {
	n, kept := wanted(b, exportStories)
	data := archiveOf(b, kept, "export", n, writeStory)
	for _, how := range []struct{ name, params string }{
		{"ndjson-newest", "format=ndjson&q="},
		{"ndjson-relevance", "format=ndjson&q=harbour"},
		{"csv-oldest", "format=csv&sort=oldest&q=harbour"},
		{"bibtex-newest", "format=bibtex&sort=newest&q=harbour"},
	} {
		b.Run(how.name, func(b *testing.B) {
			s := startServer(b, data)
			s.awaitReady(b)
			if got := s.total(b, "harbour"); got != n {
				b.Fatalf("the search counts %d articles, want %d", got, n)
			}
			for b.Loop() {
				before := anonymous(s.cmd.Process.Pid)
				peak, stop := watchMemory(s.cmd.Process.Pid)
				start := time.Now()
				rows := s.export(b, how.params, n)
				took := time.Since(start)
				stop()
				b.ReportMetric(float64(rows)/took.Seconds(), "articles/s")
				b.ReportMetric(float64(*peak)/1e6, "peak-MB")
				b.ReportMetric(float64(before)/1e6, "before-MB")
				b.ReportMetric(float64(*peak-before)/1e6, "grown-MB")
			}
		})
	}
}

// wanted is how many articles DATELINE_STORIES asks for, and the folder that
// DATELINE_INDEXES names; the program would take them for settings of its own.
func wanted(b *testing.B, otherwise int) (n int, kept string) {
	b.Helper()
	n, kept = otherwise, os.Getenv("DATELINE_INDEXES")
	if s := os.Getenv("DATELINE_STORIES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatalf("DATELINE_STORIES: %v", err)
		}
	}
	for _, name := range []string{"DATELINE_STORIES", "DATELINE_INDEXES"} {
		value := os.Getenv(name)
		b.Setenv(name, value) // which brings it back
		_ = os.Unsetenv(name)
	}
	return n, kept
}

// archiveOf is a data folder of n articles that write writes one by one.
func archiveOf(b *testing.B, kept, name string, n int, write func(w io.Writer, i int)) string {
	b.Helper()
	data := filepath.Join(b.TempDir(), "data")
	if kept != "" {
		data = filepath.Join(kept, fmt.Sprint(name, "-", n))
	}
	if _, err := os.Stat(data + ".filled"); err == nil {
		return data
	}
	if err := os.RemoveAll(data); err != nil {
		b.Fatal(err)
	}
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Args = []string{"dateline", "ingest", "--data", data, "-"}
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(in)
	for i := range n {
		write(w, i) // Flush tells of errors
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	_ = in.Close()
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(data+".filled", nil, 0o600); err != nil {
		b.Fatal(err)
	}
	return data
}

// writeStory writes a report of about 150 words as NDJSON, each with the word
// harbour; no two are alike.
func writeStory(w io.Writer, i int) {
	var body strings.Builder
	for s := range 10 {
		fmt.Fprintf(&body, "Ship %d came into the harbour of Greywick with load %d, and berth %d was free for pilot %d at last. ",
			i, (i*31+s)%9973, (i+s)%97, (i*7+s*13)%1009)
	}
	day := time.Date(2023, 1, 1, 0, i%1_000_000, 0, 0, time.UTC).Format(time.RFC3339)
	_, _ = fmt.Fprintf(w, `{"id":"story-%07d","title":"Ship %d comes in","body":%q,"source":"Desk %d","published":%q}`+"\n",
		i, i, strings.TrimSpace(body.String()), i%40, day)
}

// awaitReady waits until the server says that it can search.
func (s *server) awaitReady(tb testing.TB) {
	tb.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if status, _, err := send("GET", s.url+"/readyz", "", nil); err == nil && status == http.StatusOK {
			return
		}
	}
	tb.Fatalf("the server is not ready after %v", patience)
}

// total is how many articles a search counts.
func (s *server) total(tb testing.TB, q string) int {
	tb.Helper()
	resp, err := http.Get(s.url + "/api/v1/search?size=0&facets=none&interval=none&q=" + q)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var result struct{ Total int }
	if err := json.NewDecoder(resp.Body).Decode(&result); err != nil {
		tb.Fatal(err)
	}
	return result.Total
}

// export reads an export to its end and counts its articles, as the end must too.
func (s *server) export(tb testing.TB, params string, want int) (articles int) {
	tb.Helper()
	resp, err := http.Get(s.url + "/api/v1/export?" + params)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	last := ""
	for lines.Scan() {
		if last = lines.Text(); strings.HasPrefix(last, `{"id":`) || strings.HasPrefix(last, "story-") || strings.HasPrefix(last, "@") {
			articles++
		}
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	if articles != want || !strings.Contains(last, "complete") || !strings.Contains(last, strconv.Itoa(want)) {
		tb.Fatalf("%d articles, want %d; the end: %.200s", articles, want, last)
	}
	return articles
}

// watchMemory looks at a process's memory 50 times a second until stop is called.
func watchMemory(pid int) (peak *int64, stop func()) {
	peak = new(int64)
	done := make(chan struct{})
	var work sync.WaitGroup
	work.Go(func() {
		ticker := time.NewTicker(20 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				*peak = max(*peak, anonymous(pid))
			}
		}
	})
	return peak, func() { close(done); work.Wait() }
}
