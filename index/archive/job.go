package archive

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/dateline-search/dateline/index/intake"
)

const (
	sqlBeginJob = `INSERT INTO job (kind, name, began) VALUES (?, ?, ?) RETURNING n`
	sqlSaveJob  = `UPDATE job SET name = ?2, ended = ?3, seen = ?4, new = ?5, updated = ?6, unchanged = ?7, duplicates = ?8,
		rejected = ?9, error = ?10, done = ?11, total = ?12, deleted = ?13, unreadable = ?14 WHERE n = ?1`
	sqlForgetJobs = `DELETE FROM job WHERE n <= (SELECT max(n) FROM job) - ?`
	sqlEndJobs    = `UPDATE job SET ended = ?, error = '` + intake.Interrupted + `' WHERE ended = 0`
	sqlDropJob    = `DELETE FROM job WHERE n = ?`
	sqlJobs       = `SELECT n, kind, name, began, ended, seen, new, updated, unchanged, duplicates, rejected, error,
		done, total, deleted, unreadable FROM job ORDER BY n DESC LIMIT ?`

	sqlReject         = `INSERT INTO rejected (job, at, file, line, reason, form, item, content_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	sqlForgetRejected = `DELETE FROM rejected WHERE n <= (SELECT max(n) FROM rejected) - ?`
	rejectedColumns   = `n, job, at, file, line, reason, item IS NOT NULL, retried, solved`
	sqlRejected       = `SELECT ` + rejectedColumns + ` FROM rejected WHERE ?1 = 0 OR job = ?1 ORDER BY n DESC LIMIT ?2`
)

// How many jobs and rejections are kept: weeks of a busy newsroom, some 10 MB.
const (
	jobsKept     = 5000
	rejectedKept = 20_000
)

func jobWriting() []string {
	return []string{sqlBeginJob, sqlSaveJob, sqlForgetJobs, sqlEndJobs, sqlDropJob, sqlReject, sqlForgetRejected, sqlForgetItems, sqlRetried, sqlDismiss, sqlDismissAll}
}
func jobReading() []string { return []string{sqlJobs, sqlRejected, sqlRejectedItem} }

// BeginJob keeps a job that begins, and gives it its ID.
func (a *Archive) BeginJob(ctx context.Context, j intake.Job) (intake.Job, error) {
	err := a.write(ctx, func(c *change) error {
		if err := c.sql[sqlBeginJob].QueryRowContext(ctx, string(j.Kind), j.Name, micros(j.Began)).Scan(&j.ID); err != nil {
			return err
		}
		return c.exec(ctx, sqlForgetJobs, jobsKept)
	})
	if err != nil {
		return j, fmt.Errorf("archive: begin job: %w", a.explain(err))
	}
	return j, nil
}

// SaveJob keeps how far a job is, and what it could not take in since the last
// time.
func (a *Archive) SaveJob(ctx context.Context, j intake.Job, rejected []intake.Rejected) error {
	err := a.write(ctx, func(c *change) error {
		err := c.exec(ctx, sqlSaveJob, j.ID, j.Name, micros(j.Ended), j.Read, j.New, j.Updated, j.Unchanged, j.Duplicates, j.Rejected, j.Error,
			j.Done, j.Total, j.Deleted, j.Unreadable)
		if err != nil || len(rejected) == 0 {
			return err
		}
		for _, r := range rejected {
			if err := c.exec(ctx, sqlReject, j.ID, micros(r.At), r.File, r.Line, r.Reason, string(r.Item.Form), blob(r.Item.Bytes), r.Item.ContentType); err != nil {
				return err
			}
		}
		if err := c.exec(ctx, sqlForgetItems, itemBytesKept); err != nil {
			return err
		}
		return c.exec(ctx, sqlForgetRejected, rejectedKept)
	})
	if err != nil {
		return fmt.Errorf("archive: save job: %w", a.explain(err))
	}
	return nil
}

// DropJob forgets a job that came to nothing.
func (a *Archive) DropJob(ctx context.Context, id int64) error {
	if err := a.write(ctx, func(c *change) error { return c.exec(ctx, sqlDropJob, id) }); err != nil {
		return fmt.Errorf("archive: drop job: %w", a.explain(err))
	}
	return nil
}

// EndJobs ends the jobs that a crash left running. One that runs all the same, in
// another process, says so when it ends.
func (a *Archive) EndJobs(ctx context.Context) error {
	if err := a.write(ctx, func(c *change) error { return c.exec(ctx, sqlEndJobs, c.now) }); err != nil {
		return fmt.Errorf("archive: end jobs: %w", a.explain(err))
	}
	return nil
}

// Jobs lists the latest jobs, the last first.
func (a *Archive) Jobs(ctx context.Context, limit int) ([]intake.Job, error) {
	var jobs []intake.Job
	err := a.each(ctx, sqlJobs, []any{limit}, func(rows *sql.Rows) error {
		var j intake.Job
		var began, ended int64
		err := rows.Scan(&j.ID, &j.Kind, &j.Name, &began, &ended, &j.Read, &j.New, &j.Updated, &j.Unchanged, &j.Duplicates, &j.Rejected, &j.Error,
			&j.Done, &j.Total, &j.Deleted, &j.Unreadable)
		j.Began, j.Ended = moment(began), moment(ended)
		jobs = append(jobs, j)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list jobs: %w", a.explain(err))
	}
	return jobs, nil
}

// Rejected lists what could not be taken in, the last first: by one job, or by
// any where job is 0. What was taken in at another try, or dismissed, is not
// among it.
func (a *Archive) Rejected(ctx context.Context, job int64, limit int) ([]intake.Rejected, error) {
	var list []intake.Rejected
	err := a.each(ctx, sqlRejected, []any{job, limit}, func(rows *sql.Rows) error {
		r, err := scanRejected(rows)
		list = append(list, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list rejected: %w", a.explain(err))
	}
	return list, nil
}
