-- +goose Up

-- Of a file that is gone from its folder again it is enough to know that it was
-- taken, should it come back: mark is a digest of its path, size and time of change.
CREATE TABLE once (
    mark BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What these files held, by the folder in which they lay. Times are in microseconds
-- of Unix time.
CREATE TABLE taken_before (
    folder   TEXT PRIMARY KEY,
    files    INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    taken    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was rejected of a file is found by it.
CREATE INDEX rejected_file ON rejected (file);
