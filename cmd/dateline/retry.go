package main

import (
	"bytes"
	"context"
	"strings"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source"
)

// retrier tries again what a newsroom rejected, with the fields of opts.
func (n *newsroom) retrier(opts source.Options) *journal.Retrier {
	return &journal.Retrier{
		Rejected: n.archive, Ingester: n.ingester,
		Open: func(ctx context.Context, file string, item index.Item) (index.Source, error) {
			o := source.Options{Fields: opts.Fields, URL: addressOf(file)}
			if item.Form != index.FormFile {
				o.Format = source.JSON
			}
			if item.Form == index.FormArticle {
				o.Fields = ownFirst(opts.Fields)
			}
			return source.NewReader(ctx, file, bytes.NewReader(item.Bytes), o)
		},
	}
}

// addressOf is where a file came from, as a feed did and a page in an archive of
// pages; empty where it came from nowhere.
func addressOf(file string) string {
	for at := 0; at < len(file); {
		if rest := file[at:]; strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "http://") {
			return rest
		}
		next := strings.IndexByte(file[at:], '/')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return ""
}

// ownFirst looks for fields under our own names first: what was read already has
// them.
func ownFirst(fields map[string]string) map[string]string {
	both := map[string]string{}
	for ours, theirs := range fields {
		both[ours] = ours + "|" + theirs
	}
	return both
}
