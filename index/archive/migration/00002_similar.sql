-- +goose Up

-- What is remembered of each article's text to find others that say nearly the
-- same, and the group it came to. It could be made again from the articles, at
-- some cost, but not in the order in which they came, on which groups hang.
CREATE TABLE similar (
    n         INTEGER PRIMARY KEY REFERENCES article (n),
    version   INTEGER NOT NULL, -- of the article's text
    grp       INTEGER NOT NULL,
    signature BLOB    NOT NULL
) STRICT;
CREATE INDEX similar_group ON similar (grp);
