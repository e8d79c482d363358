package ninjs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// data returns the folder of real files; a test that needs it is skipped where it
// is missing.
func data(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("DATELINE_TESTDATA")
	if folder == "" {
		folder = "../../../../shared/data"
	}
	if _, err := os.Stat(filepath.Join(folder, "ninjs")); err != nil {
		t.Skip("no ninjs files: ", err)
	}
	return filepath.Join(folder, "ninjs")
}

// files lists the files that patterns below the folder of real files match.
func files(t testing.TB, patterns ...string) []string {
	t.Helper()
	folder := data(t)
	var all []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		t.Fatalf("nothing matches %q in %s", patterns, folder)
	}
	return all
}

func object(t testing.TB, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.TrimSpace(string(content)))
}

func TestStandardsOwnSuite(t *testing.T) {
	read, refused := 0, 0
	for _, file := range files(t, "test_suite/*/should_*/*.json") {
		version := filepath.Base(filepath.Dir(filepath.Dir(file)))
		good := strings.HasSuffix(filepath.Dir(file), "should_pass")
		_, err := NewParser(version).Parse(object(t, file))
		switch {
		case good && err != nil:
			t.Errorf("%s/%s: %v", version, filepath.Base(file), err)
		case !good && err == nil:
			t.Errorf("%s/%s was read, but should not", version, filepath.Base(file))
		case good:
			read++
		default:
			refused++
			t.Logf("%s/%s: %v", version, filepath.Base(file), err)
		}
	}
	t.Logf("%d read, %d refused", read, refused)
}

func TestExamplesOfTheStandard(t *testing.T) {
	for _, file := range files(t, "examples/[0-9]*/*.json", "guideline-examples/[0-9]*/*.json") {
		content := object(t, file)
		for _, version := range []string{filepath.Base(filepath.Dir(file)), ""} {
			if _, err := NewParser(version).Parse(content); err != nil {
				t.Errorf("%s as %q: %v", file, version, err)
			}
		}
		if !Detect(content) {
			t.Errorf("%s is not known as ninjs", file)
		}
	}
}
