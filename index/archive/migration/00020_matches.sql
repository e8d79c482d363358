-- +goose Up

-- Whom a search tells by mail, the token in every mail by which that is stopped,
-- and the last match that its owner has looked at.
ALTER TABLE saved_search ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_search ADD COLUMN stop TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_search ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;

-- Versions of articles that matched a search as they came in, the latest of each.
-- mail is NULL where none is wanted, empty where one is to be made, else its id.
CREATE TABLE match (
    n       INTEGER PRIMARY KEY AUTOINCREMENT,
    search  TEXT    NOT NULL,
    article TEXT    NOT NULL,
    version INTEGER NOT NULL,
    made    INTEGER NOT NULL,
    mail    TEXT,
    UNIQUE (search, article, version)
) STRICT;
CREATE INDEX match_search ON match (search, n);
CREATE INDEX match_mail ON match (mail) WHERE mail IS NOT NULL;

-- Mails about matches of one search; state as of a delivery.
CREATE TABLE mail (
    n        INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL UNIQUE,
    search   TEXT    NOT NULL,
    address  TEXT    NOT NULL,
    state    INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    due      INTEGER NOT NULL,
    problem  TEXT    NOT NULL DEFAULT '',
    made     INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_due ON mail (due) WHERE state = 0;
CREATE INDEX mail_search ON mail (search, n);
