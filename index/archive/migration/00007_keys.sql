-- +goose Up

-- Keys of the API; of a secret its SHA-256 alone is kept. A revoked key stays: its
-- id must not be given again, and its use is told in audit.
CREATE TABLE key (
    id      TEXT PRIMARY KEY,
    name    TEXT    NOT NULL,
    scope   TEXT    NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
    hash    BLOB    NOT NULL,
    created INTEGER NOT NULL,
    revoked INTEGER
) STRICT, WITHOUT ROWID;

-- Requests that could change something, the latest ones.
CREATE TABLE audit (
    n       INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    key     TEXT    NOT NULL,
    address TEXT    NOT NULL,
    method  TEXT    NOT NULL,
    path    TEXT    NOT NULL,
    status  INTEGER NOT NULL,
    request TEXT    NOT NULL
) STRICT;
