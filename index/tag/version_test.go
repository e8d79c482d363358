package tag

import (
	"strings"
	"testing"
)

// Who changes a list of names must not be told that the program is another.
func TestChangedSaysWhatIsAnother(t *testing.T) {
	const head = "surface\ttype\tcanonical\tflags\n"
	before, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	after, err := New(Options{Names: head + "Quay Desk\torg\tQuayside Desk\t\n"})
	if err != nil {
		t.Fatal(err)
	}
	cut := strings.LastIndex(after.Version(), "-")
	for _, tt := range []struct{ name, former, want string }{
		{"nothing", after.Version(), ""},
		{"the newsroom's list", before.Version(), "the list of names"},
		{"and another part", before.Version()[:strings.LastIndex(before.Version(), "-")] + "-0", "the list of names, the languages"},
		{"the languages", after.Version()[:cut] + "-0", "the languages"},
		{"a form of long ago", "v2", "the tagger"},
		{"none", "", "the tagger"},
	} {
		if got := after.Changed(tt.former); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
