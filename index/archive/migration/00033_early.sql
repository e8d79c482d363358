-- +goose Up

-- due stays when an embargo has ended, so that what was shown by a clock that was
-- wrong is held again when that is put right.
CREATE INDEX article_early ON article (due) WHERE held = 0 AND due IS NOT NULL;
