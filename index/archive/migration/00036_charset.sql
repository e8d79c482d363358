-- +goose Up

-- What the sender of a rejected file called it, which may name its character set.
ALTER TABLE rejected ADD COLUMN content_type TEXT NOT NULL DEFAULT '';
