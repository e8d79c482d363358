-- +goose Up

-- Where the text of a feed's articles is taken from: empty or 'feed', or 'page'.
ALTER TABLE feed ADD COLUMN text TEXT NOT NULL DEFAULT '';
