-- +goose Up

-- What a feed said when it was polled last, as the poller writes it: what it only
-- says again is nothing new, also after a restart.
CREATE TABLE said (
    feed  TEXT PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
    items BLOB NOT NULL
) STRICT, WITHOUT ROWID;
