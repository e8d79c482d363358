package param

import (
	"net/url"
	"strings"

	"github.com/dateline-search/dateline/index"
)

// ID is what follows prefix in a URL's path, which is one escaped segment: an id
// may hold any character, a slash among them. It is read from the path as it was
// sent, so that it is unescaped exactly once.
func ID(u *url.URL, prefix string) (string, error) {
	escaped, ok := strings.CutPrefix(u.EscapedPath(), prefix)
	if !ok || escaped == "" || strings.Contains(escaped, "/") {
		return "", index.ErrNotFound
	}
	id, err := url.PathUnescape(escaped)
	if err != nil {
		return "", index.ErrNotFound
	}
	return id, nil
}
