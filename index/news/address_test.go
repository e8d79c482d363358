package news

import "testing"

// What is equivalent is from RFC 3986, sections 5.4, 6.2.2 and 6.2.3.
func TestNormalURL(t *testing.T) {
	for want, same := range map[string][]string{
		"https://post.example/rss":          {"HTTPS://Post.Example/rss", "https://post.example:443/rss", "https://post.example:/rss", "https://post.example/rss#top", "https://post.example/./a/../rss", "https://post.example/%72s%73", " https://post.example/rss\n"},
		"http://post.example/rss":           {"http://POST.EXAMPLE:80/rss"},
		"http://post.example:443/rss":       {"http://Post.example:443/rss"},
		"https://post.example/":             {"https://post.example", "https://post.example#", "https://post.example/.", "https://post.example/..", "https://post.example/a/.."},
		"https://post.example/?a=1":         {"https://post.example?a=1"},
		"https://post.example/rss/":         {"https://post.example/rss/.", "https://post.example/rss/x/..", "https://post.example/rss/%2E"},
		"https://post.example/RSS":          {"https://POST.example/RSS"},
		"https://post.example//rss":         {"https://post.example//rss"},
		"https://post.example/a%2Fb":        {"https://post.example/a%2fb"},
		"https://post.example/rss?":         {"https://post.example/rss?"},
		"https://post.example/r?b=%7e&a=A/": {"https://post.example/r?b=%7e&a=A/"}, // it may be signed
		"https://xn--zrich-kva.example/rss": {"https://Zürich.example/rss", "https://XN--zrich-kva.example/rss"},
		"http://[2001:db8::1]/rss":          {"http://[2001:DB8:0::1]:80/rss"},
		"https://post.example./rss":         {"https://post.example./rss"},
	} {
		for _, in := range append(same, want) {
			if got, err := NormalURL(in); err != nil || got != want {
				t.Errorf("%q is %q, %v; want %q", in, got, err, want)
			}
		}
	}
	for _, in := range []string{"", "post.example/rss", "ftp://post.example/", "https:///rss", "https://ada:secret@post.example/", "https://post.example/%zz"} {
		if got, err := NormalURL(in); err == nil {
			t.Errorf("%q is %q", in, got)
		}
	}
}

func FuzzNormalURL(f *testing.F) {
	for _, s := range []string{"HTTPS://News.Example:443/a/../b/?x=%7e#f", "http://[::1]:80", "https://Zürich.example/é/.", "https://a.example//..//b", "http://h/%2e%2E/%2f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		normal, err := NormalURL(s)
		canonical, other := CanonicalURL(s)
		if err != nil {
			return
		}
		if again, err := NormalURL(normal); err != nil || again != normal {
			t.Errorf("%q is %q, and that %q, %v", s, normal, again, err)
		}
		// Whoever compares articles sees no difference.
		if same, err := CanonicalURL(normal); (err != nil) != (other != nil) || same != canonical {
			t.Errorf("%q is compared as %q, and its normal form %q as %q, %v", s, canonical, normal, same, err)
		}
	})
}
