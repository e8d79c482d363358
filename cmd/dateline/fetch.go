package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"

	"github.com/dateline-search/dateline/index/source"
	"github.com/dateline-search/dateline/index/source/fetch"
)

// fetcher fetches what is named by its address. Addresses that are not public
// are refused unless the user, or for some networks the operator, allows them.
func fetcher(allowPrivate bool, allowed []netip.Prefix) func(ctx context.Context, address string) (source.Fetched, error) {
	client := fetch.New(fetch.Options{AllowPrivate: allowPrivate, Allowed: allowed, UserAgent: "Dateline/" + thisBuild().Version})
	return func(ctx context.Context, address string) (source.Fetched, error) {
		resp, err := client.Get(ctx, fetch.Request{URL: address})
		if err != nil {
			return source.Fetched{}, err
		}
		if resp.Status != http.StatusOK {
			err := fmt.Errorf("answers %d %s", resp.Status, http.StatusText(resp.Status))
			return source.Fetched{}, errors.Join(err, resp.Body.Close())
		}
		return source.Fetched{Body: resp.Body, URL: resp.URL, ContentType: resp.Header.Get("Content-Type")}, nil
	}
}
