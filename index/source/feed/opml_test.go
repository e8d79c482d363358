package feed

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestOPML(t *testing.T) {
	in := `<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
<outline text="Ports"><outline type="rss" text="Harbour &amp; Post" xmlUrl="https://post.example/rss?a=1&amp;b=2" htmlUrl="https://post.example/"/>
<outline type="rss" title="Courier" text="x" xmlUrl="https://courier.example/rss"></outline></outline>
<outline type="rss" text="again" xmlUrl="https://courier.example/rss"/><outline type="rss" text="none" xmlUrl="ftp://x/"/><outline text="unclosed" xmlUrl=https://last.example/rss`
	feeds, wrong, err := ReadOPML(strings.NewReader(in+">"), time.Now())
	if err != nil || len(wrong) != 1 || len(feeds) != 3 {
		t.Fatalf("%+v, %v, %v", feeds, wrong, err)
	}
	if feeds[0].Title != "Harbour & Post" || feeds[0].URL != "https://post.example/rss?a=1&b=2" || feeds[1].Title != "Courier" {
		t.Errorf("%+v", feeds)
	}
	var out bytes.Buffer
	if err := WriteOPML(&out, feeds); err != nil {
		t.Fatal(err)
	}
	again, wrong, err := ReadOPML(&out, time.Now())
	if err != nil || len(wrong) > 0 || len(again) != len(feeds) {
		t.Fatalf("%+v, %v, %v", again, wrong, err)
	}
	for i := range again {
		if again[i].ID != feeds[i].ID || again[i].Title != feeds[i].Title {
			t.Errorf("%+v came back as %+v", feeds[i], again[i])
		}
	}
	if _, _, err := ReadOPML(strings.NewReader("<html></html>"), time.Now()); err == nil {
		t.Error("a page is read as a list")
	}
}
