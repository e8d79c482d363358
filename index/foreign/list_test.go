package foreign

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A list is made of the foreign one that is meant and of no other, and of ours as it
// was; what fails writes nothing.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	theirs, ours := filepath.Join(dir, "theirs"), filepath.Join(dir, "ours.gz")
	if err := os.WriteFile(theirs, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	// The digest of "abc" is from FIPS 180-2, appendix B.1.
	l := List{Name: "abc of FIPS 180-2", Sum: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
	add := func(foreign, ours []byte) ([]byte, error) { return append(append(ours, foreign...), '.'), nil }
	for _, want := range []string{"abc.", "abc.abc."} {
		if err := l.run([]string{theirs, ours}, add); err != nil {
			t.Fatal(err)
		}
		if got, err := unpack(ours); err != nil || string(got) != want {
			t.Errorf("ours is %q, %v; want %q", got, err, want)
		}
	}
	fails := func([]byte, []byte) ([]byte, error) { return nil, errors.New("no list") }
	other := filepath.Join(dir, "other")
	if err := os.WriteFile(other, []byte("abd, and no gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, err := range map[string]error{
		"give the file to read": l.run([]string{theirs}, add),
		"no such file":          l.run([]string{filepath.Join(dir, "none"), ours}, add),
		"is not abc of FIPS":    l.run([]string{other, ours}, add),
		"no list":               l.run([]string{theirs, ours}, fails),
		"invalid header":        l.run([]string{theirs, other}, add),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if got, err := unpack(ours); err != nil || string(got) != "abc.abc." {
		t.Errorf("afterwards ours is %q, %v", got, err)
	}
}
