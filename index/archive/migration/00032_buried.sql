-- +goose Up

-- What must not be shown is found at once, however much stands before it in the
-- order of numbers.
CREATE INDEX article_buried ON article (seq) WHERE deleted = 1 OR held = 1;
