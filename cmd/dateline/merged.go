package main

import (
	"context"
	"log/slog"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag"
	"github.com/dateline-search/dateline/index/trouble"
)

// mergedTagger finds what the tagger finds, under the names that people have
// merged. What is indexed has the names apart: merges are applied as it is read.
type mergedTagger struct {
	tagger  *tag.Tagger
	archive *archive.Archive
	unread  *trouble.Trouble
}

func newMergedTagger(n *newsroom, log *slog.Logger) mergedTagger {
	return mergedTagger{n.tagger, n.archive, trouble.New(log, nil, "merged names cannot be read; articles are shown without them", "merged names are read again")}
}

// Tag finds the entities and dates of an article.
func (t mergedTagger) Tag(r *news.Record) news.Tags {
	tags := t.tagger.Tag(r)
	ctx := context.Background()
	table, err := t.archive.Merges(ctx)
	if t.unread.Note(ctx, err); err != nil {
		return tags
	}
	tags.Entities = table.Apply(tags.Entities, tag.EntityID)
	return tags
}
