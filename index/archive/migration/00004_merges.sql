-- +goose Up

-- Names of entities that people have merged into others, who did it and when
-- (microseconds since 1970, UTC). revision counts their changes, so that what was
-- read of them before is known to be true still.
CREATE TABLE merge (
    type      TEXT NOT NULL CHECK (type IN ('person', 'org', 'place')),
    name      TEXT NOT NULL,
    into_name TEXT NOT NULL CHECK (into_name <> name),
    made_by   TEXT NOT NULL,
    made_at   INTEGER NOT NULL,
    PRIMARY KEY (type, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE merge_revision (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO merge_revision (one, revision) VALUES (1, 0);
