-- +goose Up

-- Browsers that are signed in with a key; of a token its SHA-256 alone is kept.
CREATE TABLE session (
    hash    BLOB PRIMARY KEY,
    key     TEXT    NOT NULL,
    created INTEGER NOT NULL,
    ends    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
