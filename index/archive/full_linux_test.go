package archive_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
)

// A file system of a megabyte or two fills up and is emptied.
func TestFullDisk(t *testing.T) {
	disk := mount(t, "size=2m")
	dir := filepath.Join(disk, "data")
	a := open(t, dir, archive.Options{})
	stored, err := fill(a, 0)
	wantFull(t, err, dir)
	wantStored(t, a, stored)
	if err := a.Close(); err != nil {
		t.Errorf("close on a full disk: %v", err)
	}

	a = open(t, dir, archive.Options{})
	wantStored(t, a, stored)
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	put(t, a, batch(stored, 1000))
	wantStored(t, a, stored+1000)
}

func TestReadOnlyDisk(t *testing.T) {
	disk := mount(t, "size=8m")
	if err := open(t, disk, archive.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	_, err := archive.Open(t.Context(), disk, archive.Options{})
	if err == nil || !strings.Contains(err.Error(), disk) || !strings.Contains(err.Error(), "permissions") {
		t.Errorf("error %v does not say what and where", err)
	}
}

func mount(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("SKIPPED, NOT TESTED: a small disk needs the right to mount: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// The system says "file too large" where a limit or a quota is reached, for which
// SQLite has no other word than for a broken disk.
func TestFileSizeLimit(t *testing.T) {
	dir := t.TempDir()
	cmd, lines := child(t, "fill", dir, "")
	var said string
	for lines.Scan() {
		said = lines.Text()
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	var stored int
	if _, err := fmt.Sscanf(said, "stored %d", &stored); err != nil {
		t.Fatalf("%q: %v", said, err)
	}
	wantStored(t, open(t, dir, archive.Options{}), stored)
}

// fillLimited runs as a child. It fills the archive up to the limit, lifts that,
// and says how many articles were stored in the end.
func fillLimited(a *archive.Archive) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := limitFiles(600 << 10); err != nil {
		return err
	}
	stored, err := fill(a, 0)
	if !errors.Is(err, index.ErrFull) {
		return fmt.Errorf("error %w, want %w", err, index.ErrFull)
	}
	if err := limitFiles(64 << 20); err != nil {
		return err
	}
	if _, err := a.Put(context.Background(), batch(stored, 500)); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(os.Stdout, "stored", stored+500); err != nil {
		return err
	}
	return a.Close()
}

func limitFiles(bytes uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	limit.Cur = bytes
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
}
