-- +goose Up

-- Groups of near-duplicates hang on when articles were published and no longer on
-- when they came; they are found anew as the index is built, which a new schema of
-- the index asks for. Of each text: by what it resembles others, and its group.
DROP TABLE similar;
CREATE TABLE similar (
    n         INTEGER PRIMARY KEY REFERENCES article (n),
    version   INTEGER NOT NULL, -- of the article's text
    published INTEGER NOT NULL, -- seconds since 1970; the highest number where it is unknown
    grp       INTEGER NOT NULL,
    signature BLOB    NOT NULL
) STRICT;
CREATE INDEX similar_group ON similar (grp);

-- The sequence number of an article's own last change, where it was given another
-- since because its group changed; else NULL.
ALTER TABLE article ADD COLUMN own_seq INTEGER;
