package page

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// relink puts a prefix before the address of every page of ours that a page
// links to or sends a form to. Links that already name their language (hreflang)
// stay.
func relink(page []byte, prefix string) ([]byte, error) {
	return readdress(page, func(t html.Token, a html.Attribute) string {
		if !slices.Contains([]string{"href", "action", "formaction"}, a.Key) || slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "hreflang" }) {
			return a.Val
		}
		return within(prefix, a.Val)
	})
}

// Mount puts the path below which the server is reached before every address of
// ours in a page: of pages, of what they are made of, and of what is for programs.
func Mount(page []byte, mount string) ([]byte, error) {
	if mount == "" {
		return page, nil
	}
	const goOn = "0; url=" // of meta
	return readdress(page, func(_ html.Token, a html.Attribute) string {
		switch a.Key {
		case "href", "action", "formaction", "src", "data-hx-get":
			return Below(mount, a.Val)
		case "content":
			if to, leads := strings.CutPrefix(a.Val, goOn); leads {
				return goOn + Below(mount, to)
			}
		}
		return a.Val
	})
}

// Below puts a mount before an address of ours; other addresses it leaves as they
// are.
func Below(mount, address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		return address
	}
	return mount + address
}

// readdress gives the attributes of a page's elements other values.
func readdress(page []byte, other func(t html.Token, a html.Attribute) string) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(page) + len(page)/16)
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, fmt.Errorf("page: relink: %w", err)
			}
			return b.Bytes(), nil
		}
		raw := z.Raw()
		if kind != html.StartTagToken || !bytes.Contains(raw, []byte("/")) {
			b.Write(raw)
			continue
		}
		b.Write(readdressed(bytes.Clone(raw), z, other))
	}
}

func readdressed(raw []byte, z *html.Tokenizer, other func(t html.Token, a html.Attribute) string) []byte {
	t := z.Token()
	changed := false
	for i, a := range t.Attr {
		t.Attr[i].Val = other(t, a)
		changed = changed || t.Attr[i].Val != a.Val
	}
	if !changed {
		return raw
	}
	return []byte(t.String())
}
