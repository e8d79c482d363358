-- +goose Up

-- Saved searches. params is what a URL holds; secret signs what is sent to the
-- webhook. Articles count from behind since, the last sequence number when the
-- search was saved.
CREATE TABLE saved_search (
    id      TEXT PRIMARY KEY,
    owner   TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    params  TEXT    NOT NULL,
    webhook TEXT    NOT NULL,
    secret  TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is to be sent, was sent, or could not be: once for each version of an
-- article. state is 0 to be sent, 1 sent, 2 given up.
CREATE TABLE delivery (
    n        INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL UNIQUE,
    search   TEXT    NOT NULL,
    article  TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    state    INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    due      INTEGER NOT NULL,
    problem  TEXT    NOT NULL DEFAULT '',
    made     INTEGER NOT NULL,
    UNIQUE (search, article, version)
) STRICT;
CREATE INDEX delivery_due ON delivery (due) WHERE state = 0;
CREATE INDEX delivery_search ON delivery (search, n);
