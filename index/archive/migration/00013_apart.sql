-- +goose Up

-- Names of entities that somebody says are not one, in order, who said so and
-- when (microseconds since 1970, UTC). Their changes count in merge_revision.
CREATE TABLE apart (
    type    TEXT NOT NULL CHECK (type IN ('person', 'org', 'place')),
    name    TEXT NOT NULL,
    other   TEXT NOT NULL CHECK (name < other),
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (type, name, other)
) STRICT, WITHOUT ROWID;
