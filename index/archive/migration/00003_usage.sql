-- +goose Up

-- What senders say of the use of their articles. A held article is in no answer,
-- as if it were deleted, but waits for its time (due, microseconds since 1970,
-- UTC) or, where due is NULL, for its sender's word. A killed one is a tombstone
-- that only a newer text can replace. sent (microseconds, 0 where unknown) and
-- revision tell which of two texts is the newer.
ALTER TABLE article ADD COLUMN held     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN due      INTEGER;
ALTER TABLE article ADD COLUMN killed   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN sent     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

CREATE INDEX article_due ON article (due) WHERE held = 1 AND due IS NOT NULL;
