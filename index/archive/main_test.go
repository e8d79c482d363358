package archive_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

// Some tests need another process: the test binary starts itself with these set.
const (
	childRole = "DATELINE_ARCHIVE_TEST_ROLE"
	childDir  = "DATELINE_ARCHIVE_TEST_DIR"
	childName = "DATELINE_ARCHIVE_TEST_NAME"
)

func TestMain(m *testing.M) {
	role := os.Getenv(childRole)
	if role == "" {
		os.Exit(m.Run())
	}
	if err := play(role, os.Getenv(childDir), os.Getenv(childName)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func play(role, dir, name string) error {
	a, err := archive.Open(context.Background(), dir, archive.Options{})
	if err != nil {
		return err
	}
	switch role {
	case "put for ever":
		return putForEver(a, name)
	case "put some":
		return putSome(a, name, someBatches)
	case "fill":
		return fillLimited(a)
	}
	return fmt.Errorf("no role %q", role)
}

// putForEver prints the id of each article that was acknowledged.
func putForEver(a *archive.Archive, name string) error {
	for n := 0; ; n++ {
		one := article(n)
		one.ID = fmt.Sprint(name, "-", n)
		if _, err := a.Put(context.Background(), []news.Article{one}); err != nil {
			return err
		}
		fmt.Println(one.ID)
	}
}

const (
	someBatches = 40
	someSize    = 5
)

// putSome changes one article in each batch too, which the others change as well.
func putSome(a *archive.Archive, name string, batches int) error {
	for n := range batches {
		articles := batch(0, someSize)
		for i := range articles {
			articles[i].ID = fmt.Sprint(name, "-", n, "-", i)
		}
		shared := article(0)
		shared.ID, shared.Title = "shared", fmt.Sprint(name, " ", n)
		if _, err := a.Put(context.Background(), append(articles, shared)); err != nil {
			return err
		}
	}
	return a.Close()
}

// child starts the test binary in a role. Its lines come in the order printed.
func child(t *testing.T, role, dir, name string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childRole+"="+role, childDir+"="+dir, childName+"="+name)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}
