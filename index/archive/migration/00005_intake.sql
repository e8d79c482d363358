-- +goose Up

-- Feeds that are polled; times are microseconds of Unix time, 0 for never.
CREATE TABLE feed (
    id            TEXT PRIMARY KEY,
    url           TEXT    NOT NULL UNIQUE,
    title         TEXT    NOT NULL,
    source        TEXT    NOT NULL,
    added         INTEGER NOT NULL,
    next          INTEGER NOT NULL DEFAULT 0,
    last_polled   INTEGER NOT NULL DEFAULT 0,
    last_changed  INTEGER NOT NULL DEFAULT 0,
    every         INTEGER NOT NULL DEFAULT 0, -- microseconds
    etag          TEXT    NOT NULL DEFAULT '',
    last_modified TEXT    NOT NULL DEFAULT '',
    error         TEXT    NOT NULL DEFAULT '',
    warnings      TEXT    NOT NULL DEFAULT '',
    failures      INTEGER NOT NULL DEFAULT 0,
    moved         TEXT    NOT NULL DEFAULT '',
    stopped       INTEGER NOT NULL DEFAULT 0,
    items         INTEGER NOT NULL DEFAULT 0,
    articles      INTEGER NOT NULL DEFAULT 0,
    rejected      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Files that were taken from watched folders, as they were then. One that looks
-- otherwise now is taken again.
CREATE TABLE taken (
    path     TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    modified INTEGER NOT NULL, -- nanoseconds of Unix time
    taken    INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    error    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
