-- +goose Up

-- Every article as it is now. n stays with an article for ever; seq moves on with
-- every change. Times are microseconds since 1970, UTC.
CREATE TABLE article (
    n           INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    seq         INTEGER NOT NULL UNIQUE,
    version     INTEGER NOT NULL,
    served_from INTEGER NOT NULL DEFAULT 1, -- earlier versions were taken down
    hash        BLOB    NOT NULL,
    first_seen  INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    deleted     INTEGER NOT NULL DEFAULT 0, -- 1: a tombstone
    data        BLOB,                       -- NULL in a tombstone
    CHECK ((deleted = 1) = (data IS NULL))
) STRICT;

-- What an article said before it was changed or deleted.
CREATE TABLE version (
    article INTEGER NOT NULL REFERENCES article (n),
    version INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    hash    BLOB    NOT NULL,
    changed INTEGER NOT NULL,
    data    BLOB    NOT NULL,
    UNIQUE (article, version)
) STRICT;

-- One row: the last sequence number given, which never goes back, and the number
-- of articles that are not deleted.
CREATE TABLE tally (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    seq  INTEGER NOT NULL,
    live INTEGER NOT NULL
) STRICT;
INSERT INTO tally (one, seq, live) VALUES (1, 0, 0);

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
