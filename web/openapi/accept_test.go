package openapi

import "testing"

// The first cases are those of RFC 9110, section 12.5.1.
func TestQuality(t *testing.T) {
	const example = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"
	for _, c := range []struct {
		accept, form string
		want         float64
	}{
		{example, "text/html", 0.3},
		{example, "image/jpeg", 0.5},
		{"text/html", "application/json", 0},
		{"application/json", "application/json", 1},
		{"APPLICATION/JSON", "application/json", 1},
		{"application/json;charset=utf-8", "application/json", 1},
		{"application/json;q=0, */*", "application/json", 0},
		{"*/*;q=0", "application/json", 0},
		{"text/csv", "text/csv; charset=utf-8; header=present", 1},
		{"application/xml", "application/atom+xml", 1},
		{"text/xml", "application/rss+xml", 1},
		{"application/json", "application/feed+json", 1},
		{"application/atom+xml", "application/rss+xml", 0},
	} {
		if got := quality(rangesOf(c.accept), c.form); got != c.want {
			t.Errorf("%s for %s: %v, want %v", c.form, c.accept, got, c.want)
		}
	}
}

func FuzzRanges(f *testing.F) {
	f.Add("text/*;q=0.3, text/plain;q=x, ;, /")
	f.Fuzz(func(t *testing.T, accept string) {
		for _, r := range rangesOf(accept) {
			if r.kind == "" && r.form == "" {
				t.Errorf("%q names nothing", accept)
			}
		}
	})
}
