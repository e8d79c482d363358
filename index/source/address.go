package source

import (
	"context"
	"errors"
	"io"
	"strings"
)

// Fetched is what an address answered with.
type Fetched struct {
	Body        io.ReadCloser
	URL         string // where it came from in the end
	ContentType string
}

// isAddress reports whether a name is a web address rather than a file.
func isAddress(name string) bool {
	scheme, rest, ok := strings.Cut(name, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// openAddress fetches an address; what came with it tells how to read it.
func openAddress(ctx context.Context, address string, opts *Options) (io.ReadCloser, error) {
	if opts.Fetch == nil {
		return nil, errors.New("is a web address; files alone are read here")
	}
	f, err := opts.Fetch(ctx, address)
	if err != nil {
		return nil, err
	}
	opts.URL, opts.ContentType = f.URL, f.ContentType
	return f.Body, nil
}
