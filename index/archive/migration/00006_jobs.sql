-- +goose Up

-- What brought articles in, the latest ones: a run of ingest, a poll that had
-- something new, files from a watched folder.
CREATE TABLE job (
    n          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    began      INTEGER NOT NULL,
    ended      INTEGER NOT NULL DEFAULT 0, -- 0 while it runs
    seen       INTEGER NOT NULL DEFAULT 0,
    new        INTEGER NOT NULL DEFAULT 0,
    updated    INTEGER NOT NULL DEFAULT 0,
    unchanged  INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0,
    rejected   INTEGER NOT NULL DEFAULT 0,
    error      TEXT    NOT NULL DEFAULT ''
) STRICT;

-- What could not be taken in, and why, the latest ones.
CREATE TABLE rejected (
    n      INTEGER PRIMARY KEY AUTOINCREMENT,
    job    INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    file   TEXT    NOT NULL,
    line   INTEGER NOT NULL,
    reason TEXT    NOT NULL
) STRICT;
