-- +goose Up

-- Who adds a feed by the address that it had before finds it.
CREATE INDEX feed_moved ON feed (moved) WHERE moved <> '';
