package bleveindex_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
)

// crashDir tells the test binary that it is the process to be killed.
const crashDir = "DATELINE_TEST_CRASH_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		if err := writeUntilKilled(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// writeUntilKilled goes on from the watermark: document n is written in the batch
// whose watermark first reaches n. It prints each watermark that was acknowledged.
func writeUntilKilled(dir string) error {
	s, err := bleveindex.Open(dir, bleveindex.Options{})
	if err != nil {
		return err
	}
	mark, err := s.Current().Watermark()
	for err == nil {
		var docs []index.Document
		for range 1 + mark%40 {
			mark++
			docs = append(docs, article(fmt.Sprint(mark), "words of a text that is no longer than it must be"))
		}
		err = s.Current().Write(context.Background(), docs, mark)
		fmt.Println(mark)
	}
	return err
}

// A process that is killed may lose what was acknowledged, which the archive
// gives again; the watermark never claims what is not there.
func TestKilledProcessClaimsOnlyWhatIsThere(t *testing.T) {
	const rounds, atMost = 12, 10 * time.Second
	dir, start, kept := t.TempDir(), time.Now(), 0
	for round := 0; round < rounds && time.Since(start) < atMost; round++ {
		acknowledged := killAfter(t, dir, 20+round*37%300)
		s, err := bleveindex.Open(dir, bleveindex.Options{})
		if err != nil {
			t.Fatal(err)
		}
		mark := int(watermark(t, s.Current()))
		missing := missingUpTo(t, s, mark)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if len(missing) > 0 {
			t.Fatalf("round %d: watermark %d, but %d documents are missing, the first %s", round, mark, len(missing), missing[0])
		}
		t.Logf("acknowledged %d, kept %d", acknowledged, mark)
		kept = max(kept, mark)
	}
	if kept == 0 {
		t.Error("nothing was ever kept")
	}
}

// killAfter runs a writer and kills it when it has written so many batches.
func killAfter(t *testing.T, dir string, batches int) (acknowledged int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	writer := exec.Command(self)
	writer.Env = append(os.Environ(), crashDir+"="+dir)
	var said strings.Builder
	writer.Stderr = &said
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; n < batches && lines.Scan(); n++ {
		if _, err := fmt.Sscan(lines.Text(), &acknowledged); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
	}
	if err := writer.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = writer.Wait() // it was killed
	if said.Len() > 0 {
		t.Fatalf("the writer said: %s", said.String())
	}
	return acknowledged
}

func missingUpTo(t *testing.T, s *bleveindex.Store, mark int) []string {
	t.Helper()
	idx, release, err := s.Acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	reader, err := idx.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close() //nolint:errcheck // gives a reference back
	var missing []string
	for n := 1; n <= mark; n++ {
		id := fmt.Sprint(n)
		doc, err := reader.Document(id)
		if err != nil {
			t.Fatal(err)
		}
		if doc == nil {
			missing = append(missing, id)
		}
	}
	return missing
}
