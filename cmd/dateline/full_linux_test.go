package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestAFullDiskIsTold fills the disk while a feed, a folder and clients bring
// articles in. Each is told of it in words, the feed's server is not asked more
// often, searches go on; and with room again all goes on by itself.
func TestAFullDiskIsTold(t *testing.T) {
	t.Parallel()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64m"); err != nil {
		t.Skipf("SKIPPED, NOT TESTED: a small disk needs the right to mount: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	w := newWire(t)
	s := startServerIn(t, w.env, filepath.Join(disk, "data"))
	w.send(t, s, 20)
	w.arrives(t, s)

	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	waitUntil(t, "clients are refused", func() bool {
		status, answer, err := send(http.MethodPost, s.url+"/api/v1/articles", "application/json", []byte(`{"title":"Late","body":"`+strings.Repeat("Late. ", 10_000)+`"}`))
		return err == nil && status == http.StatusInsufficientStorage && strings.Contains(answer, "No space is left")
	})
	w.stories.Add(20)
	asked := w.asked.Load()
	waitUntil(t, "the page says why files wait", func() bool {
		w.send(t, s, 5)
		_, page, err := send(http.MethodGet, s.url+"/sources", "", nil)
		return err == nil && strings.Contains(page, `Its files wait: <span>no space left in the data folder.`)
	})
	if n := w.asked.Load() - asked; n > 5 {
		t.Errorf("the feed was asked %d times", n)
	}
	if got := s.total(t, "ferry"); got != 20 {
		t.Errorf("%d are found while the disk is full", got)
	}

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	w.arrives(t, s)
	waitUntil(t, "the page has no trouble", func() bool {
		_, page, err := send(http.MethodGet, s.url+"/sources", "", nil)
		return err == nil && !strings.Contains(page, "no space left")
	})
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 64<<10)
	for end := time.Now().Add(patience); err == nil && time.Now().Before(end); {
		_, err = file.Write(block)
	}
	_ = file.Close()
	if err == nil {
		t.Fatal("the disk does not become full")
	}
}
