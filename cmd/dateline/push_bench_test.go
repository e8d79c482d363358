package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// pushers is how many clients push at once: a large newsroom's desks and feeds.
const pushers = 64

// BenchmarkPush has many clients push articles to a server of its own, one by
// one, each acknowledged when it is on disk. An operation is one article.
func BenchmarkPush(b *testing.B) {
	s := startServer(b, b.TempDir())
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: pushers}}
	var next atomic.Int64
	var clients sync.WaitGroup
	b.ResetTimer()
	for range pushers {
		clients.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				if err := push(client, s.url+"/api/v1/articles", n); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	clients.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkPushToFound has one client push articles, and wait each time until
// the article can be found.
func BenchmarkPushToFound(b *testing.B) {
	s := startServer(b, b.TempDir())
	var longest time.Duration
	var n int64
	for b.Loop() {
		n++
		start := time.Now()
		if err := push(http.DefaultClient, s.url+"/api/v1/articles?refresh=wait", n); err != nil {
			b.Fatal(err)
		}
		longest = max(longest, time.Since(start))
	}
	b.ReportMetric(longest.Seconds()*1000, "longest-ms")
}

func push(client *http.Client, url string, n int64) error {
	resp, err := client.Post(url, "application/json", benchArticle(n))
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("article %d: %s", n, resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// benchArticle is as long as a short report.
func benchArticle(n int64) io.Reader {
	text := strings.Repeat(fmt.Sprintf("The harbour of Greywick took in ship %d on Thursday. ", n), 40)
	return strings.NewReader(fmt.Sprintf(`{"id":"push-%d","title":"Ship %d arrives","body":%q}`, n, n, text))
}
