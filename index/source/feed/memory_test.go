package feed

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// Sections of one outlet have the same article, each under the section's name.
func TestTwoFeedsDoNotQuarrelOverAnArticle(t *testing.T) {
	b := newBench(t)
	quay := item("/quay", "1", "Quay")
	world := b.add(b.serve("/world", section("World", quay)))
	text := section("Latest", quay)
	latest := b.add(b.handle("/latest", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) }))
	for range 3 {
		for _, f := range []string{world.ID, latest.ID} {
			if f := b.poll(f); f.Items != 1 || f.Error != "" {
				t.Errorf("%d items, %q", f.Items, f.Error)
			}
		}
	}
	if got := b.titles(); got != "Quay v2" {
		t.Errorf("after three rounds: %s", got)
	}
	for _, title := range []string{"Quay opens", "Quay"} { // and back again is a change
		text = strings.Replace(section("Latest", quay), ">Quay<", ">"+title+"<", 1)
		b.poll(latest.ID)
	}
	if got := b.titles(); got != "Quay v4" {
		t.Errorf("after two corrections: %s", got)
	}
}

// What was taken down stays so, though its feed still lists it, also when the
// poller has forgotten what the feed said.
func TestDeletedArticlesStayAway(t *testing.T) {
	b := newBench(t)
	f := b.add(b.serve("/rss", channel(item("/quay", "1", "Quay"), item("/ferry", "2", "Ferry"))))
	b.poll(f.ID)
	records, err := b.store.Since(t.Context(), 0, 10)
	if err != nil || len(records) != 2 {
		t.Fatalf("%d articles, %v", len(records), err)
	}
	if _, err := b.store.Delete(t.Context(), records[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := b.store.SaveFeed(t.Context(), f, []byte{}); err != nil {
		t.Fatal(err)
	}
	if f := b.poll(f.ID); f.Items != 2 || f.Error != "" || f.Rejected != 0 {
		t.Errorf("%d items, %d rejected, %q", f.Items, f.Rejected, f.Error)
	}
	if got := b.titles(); got != "Ferry v1,  v1" {
		t.Errorf("got %q", got)
	}
}

// What two feeds say otherwise does not come again because the server was stopped
// in between.
func TestARestartForgetsNothing(t *testing.T) {
	b := newBench(t)
	quay := item("/quay", "1", "Quay")
	feeds := []string{
		b.add(b.serve("/world", section("World", quay))).ID,
		b.add(b.serve("/latest", section("Latest", quay, "<item><link>/a</link></item>"))).ID,
	}
	for round := range 3 {
		for i, f := range feeds {
			want := map[bool]int{true: 1}[round == 0]
			if f := b.poll(f); f.Brought != want || f.Items != 1+i || f.Rejected != i {
				t.Errorf("round %d: %+v", round+1, f.State)
			}
		}
		b.restart()
	}
	if got := b.titles(); got != "Quay v2" {
		t.Errorf("after three rounds: %s", got)
	}
}

// A feed that breaks off each time has its broken items rejected once as well, and
// what stands behind the break is remembered.
func TestAFeedThatBreaksOffForgetsNothing(t *testing.T) {
	b := newBench(t)
	in := &tattler{Ingester: b.poller.options.Ingester}
	b.poller.options.Ingester = in
	whole := channel("<item><link>/a</link></item>", item("/quay", "1", "Quay"), item("/ferry", "2", "Ferry"))
	cut := strings.Index(whole, "<title>Ferry")
	f := b.add(b.handle("/rss", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(whole)))
		_, _ = io.WriteString(w, whole[:cut])
	}))
	for _, n := range []int{cut, cut, len(whole), cut, len(whole)} {
		cut = n
		if f := b.poll(f.ID); (f.Error == "") != (n == len(whole)) || len(in.rejected) != 1 {
			t.Errorf("%q, and %d were rejected in all", f.Error, len(in.rejected))
		}
	}
	if got := b.titles(); got != "Quay v1, Ferry v1" || in.articles != 2 {
		t.Errorf("%s, of %d articles that were handed on", got, in.articles)
	}
}

// section is a channel of that name.
func section(name string, items ...string) string {
	return strings.Replace(channel(items...), "<title>Harbour Post</title>", "<title>"+name+"</title>", 1)
}
