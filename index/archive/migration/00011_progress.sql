-- +goose Up

-- How far a job is of what, and what of it was counted and not kept until now.
ALTER TABLE job ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN total INTEGER NOT NULL DEFAULT 0; -- 0 where it is not known
ALTER TABLE job ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0;

-- What was taken in when it was tried again is listed no more.
DELETE FROM rejected WHERE solved = 1;
CREATE INDEX rejected_of_job ON rejected (job, n);

-- How many articles the last poll of a feed brought.
ALTER TABLE feed ADD COLUMN brought INTEGER NOT NULL DEFAULT 0;
