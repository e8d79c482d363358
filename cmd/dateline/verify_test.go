package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// openForTest opens a newsroom with 30 articles, number 7 in its second version
// and number 9 deleted, all indexed.
func openForTest(t *testing.T, dir string) *newsroom {
	t.Helper()
	cfg := config.Default()
	cfg.Data = dir
	l, err := takeLock(dir)
	if err != nil {
		t.Fatal(err)
	}
	n, err := openNewsroom(t.Context(), cfg, l, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	put := func(i int, body string) {
		t.Helper()
		a := news.Article{ID: fmt.Sprintf("n%02d", i), Title: fmt.Sprintf("Story %d", i), Body: body}
		if _, err := n.archive.Put(t.Context(), []news.Article{a}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 30 {
		put(i, "The quay is open.")
	}
	put(7, "The quay is shut.")
	if _, err := n.archive.Delete(t.Context(), "n09"); err != nil {
		t.Fatal(err)
	}
	if err := n.indexer.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	return n
}

// tamper loses n03 from the index, puts n07 back to its first version, brings back
// n09, which is deleted, and makes up ghost.
func (n *newsroom) tamper(t *testing.T) []index.Difference {
	t.Helper()
	document := func(id string, seq uint64, version int) index.Document {
		r := news.Record{Article: news.Article{ID: id, Title: "Behind the back", Body: "Tampered."}, Seq: seq, Version: version}
		return index.Document{Record: r}
	}
	lost := document("n03", 0, 0)
	lost.Deleted = true
	docs := []index.Document{lost, document("n07", 8, 1), document("n09", 10, 1), document("ghost", 3, 1)}
	if err := n.index.Current().Write(t.Context(), docs, 0); err != nil {
		t.Fatal(err)
	}
	return []index.Difference{
		{ID: "n03", Kind: index.Missing, Archive: index.State{Seq: 4, Version: 1}},
		{ID: "n07", Kind: index.Stale, Archive: index.State{Seq: 31, Version: 2}, Index: index.State{Seq: 8, Version: 1}},
		{ID: "ghost", Kind: index.Superfluous, Index: index.State{Seq: 3, Version: 1}},
		{ID: "n09", Kind: index.Superfluous, Index: index.State{Seq: 10, Version: 1}},
	}
}

// TestVerifyBesideAServer has the command ask the process that has the index, as
// it does where a server is running.
func TestVerifyBesideAServer(t *testing.T) {
	dir := t.TempDir()
	n := openForTest(t, dir)
	defer n.follow(t.Context())()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n.obey(ctx, slog.New(slog.DiscardHandler))
	if err := n.lock.announce(owner{Addr: "http://127.0.0.1:1"}); err != nil {
		t.Fatal(err)
	}
	verify := func(args ...string) (code int, v verified, stderr string) {
		t.Helper()
		var stdout, errs bytes.Buffer
		code = run(t.Context(), append([]string{"verify", "--json", "--data", dir}, args...), strings.NewReader(""), &stdout, &errs, nil)
		if err := json.Unmarshal(stdout.Bytes(), &v); err != nil {
			t.Fatalf("%s: %v; %s", stdout.Bytes(), err, errs.Bytes())
		}
		return code, v, errs.String()
	}
	want := verified{Articles: 29, Differences: []index.Difference{}}
	if code, v, stderr := verify(); code != exitDone || !cmp.Equal(want, v) {
		t.Errorf("exit %d, %s (-want +got):\n%s", code, stderr, cmp.Diff(want, v))
	}

	want = verified{Articles: 27, Missing: 1, Stale: 1, Superfluous: 2, Differences: n.tamper(t)}
	if code, v, stderr := verify(); code != exitFailed || !strings.Contains(stderr, "--repair mends it") || !cmp.Equal(want, v) {
		t.Errorf("exit %d, %s (-want +got):\n%s", code, stderr, cmp.Diff(want, v))
	}
	serving := n.index.Current()
	want.Articles, want.Repaired = 29, true
	if code, v, stderr := verify("--repair"); code != exitDone || !cmp.Equal(want, v) {
		t.Errorf("exit %d, %s (-want +got):\n%s", code, stderr, cmp.Diff(want, v))
	}
	if n.index.Current() != serving {
		t.Error("the index was rebuilt; only what differs should be written")
	}
	want = verified{Articles: 29, Differences: []index.Difference{}}
	if code, v, stderr := verify(); code != exitDone || !cmp.Equal(want, v) {
		t.Errorf("exit %d, %s (-want +got):\n%s", code, stderr, cmp.Diff(want, v))
	}
}

func TestVerifySaysWhatDiffers(t *testing.T) {
	n := openForTest(t, t.TempDir())
	defer n.follow(t.Context())()
	n.tamper(t)
	v, err := n.verify(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	var out, notes bytes.Buffer
	a := &app{Stdout: &out, Stderr: &notes}
	if err := a.printVerified(v); err != nil {
		t.Fatal(err)
	}
	want := "missing      n03: the archive has version 1\n" +
		"stale        n07: the index has version 1, the archive version 2\n" +
		"superfluous  ghost: the index has version 1, the archive none to show\n" +
		"superfluous  n09: the index has version 1, the archive none to show\n" +
		"27 articles in the index as in the archive; 1 missing, 1 stale, 2 superfluous.\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnOrderFailsAsTheServerDoes(t *testing.T) {
	n := openForTest(t, t.TempDir())
	refuse := func(context.Context, string) (any, error) { return nil, context.DeadlineExceeded }
	for _, o := range []order{rebuildOrder, verifyOrder} {
		if err := n.archive.PutSetting(t.Context(), o.asked(), []byte("NAME detail")); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time it is answered already
			if err := n.obeyOnce(t.Context(), slog.New(slog.DiscardHandler), o, refuse); err != nil {
				t.Fatal(err)
			}
		}
		done, _, err := n.archive.Setting(t.Context(), o.done())
		if err != nil {
			t.Fatal(err)
		}
		answered, text := answerTo("NAME", string(done))
		if _, err := readAnswer(text); !answered || err == nil || err.Error() != context.DeadlineExceeded.Error() {
			t.Errorf("%s: answered %t, %v", o, answered, err)
		}
	}
}
