package page

import (
	"net/url"
	"strings"
	"testing"
)

// Whatever it is given, a browser on http://here.example stays there. What a
// browser makes of an address is what the URL standard says: it drops tabs and
// line ends, and takes a backslash for a slash.
func FuzzLocal(f *testing.F) {
	for _, s := range []string{"/a?q=b", "//evil.example", `/\evil.example`, "/\t/evil.example", "/%2f/evil.example", "/../..//evil.example"} {
		f.Add(s)
	}
	base, err := url.Parse("http://here.example/sign-in")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path string) {
		got := Local(path)
		seen := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimFunc(got, func(r rune) bool { return r <= ' ' }))
		u, err := base.Parse(seen)
		if err != nil || u.Host != base.Host || u.Scheme != base.Scheme || !strings.HasPrefix(seen, "/") || strings.HasPrefix(seen, "//") {
			t.Errorf("%q leads to %q", path, got)
		}
	})
}
