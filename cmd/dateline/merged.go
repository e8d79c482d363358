package main

import (
	"context"
	"log/slog"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag"
)

// mergedTagger finds what the tagger finds, under the names that people have
// merged. What is indexed has the names apart: merges are applied as it is read.
type mergedTagger struct {
	tagger  *tag.Tagger
	archive *archive.Archive
	log     *slog.Logger
}

// Tag finds the entities and dates of an article.
func (t mergedTagger) Tag(r *news.Record) news.Tags {
	tags := t.tagger.Tag(r)
	table, err := t.archive.Merges(context.Background())
	if err != nil {
		t.log.Error("merged names cannot be read; an article is shown without them", "error", err)
		return tags
	}
	tags.Entities = table.Apply(tags.Entities, tag.EntityID)
	return tags
}
