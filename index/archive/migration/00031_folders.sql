-- +goose Up

-- Folders that are watched beside those of the configuration; added is in
-- microseconds of Unix time.
CREATE TABLE folder (
    path  TEXT PRIMARY KEY, -- absolute
    added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
