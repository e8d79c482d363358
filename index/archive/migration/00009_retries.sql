-- +goose Up

-- What was rejected itself, while there is room, so that it can be tried again.
ALTER TABLE rejected ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE rejected ADD COLUMN item BLOB;
ALTER TABLE rejected ADD COLUMN retried INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rejected ADD COLUMN solved INTEGER NOT NULL DEFAULT 0;
