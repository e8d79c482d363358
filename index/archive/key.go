package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
)

const (
	sqlPutKey  = `INSERT INTO key (id, name, scope, hash, created) VALUES (?, ?, ?, ?, ?)`
	sqlRevoke  = `UPDATE key SET revoked = ? WHERE id = ? AND revoked IS NULL RETURNING id`
	sqlFindKey = `SELECT id, name, scope, created, coalesce(revoked, 0), hash FROM key WHERE id = ?`
	sqlKeys    = `SELECT id, name, scope, created, coalesce(revoked, 0), hash FROM key ORDER BY created, id`
	sqlAnyKey  = `SELECT EXISTS (SELECT 1 FROM key)`
)

// keyWriting and keyReading are the statements of this file.
func keyWriting() []string { return []string{sqlPutKey, sqlRevoke} }
func keyReading() []string { return []string{sqlFindKey, sqlKeys, sqlAnyKey} }

// PutKey keeps a new key with the hash of its secret.
func (a *Archive) PutKey(ctx context.Context, k access.Key, hash access.Hash) error {
	err := a.write(ctx, func(c *change) error {
		return c.exec(ctx, sqlPutKey, k.ID, k.Name, string(k.Scope), hash[:], k.Created.UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: put key: %w", a.explain(err))
	}
	return nil
}

// RevokeKey ends a key. It fails with index.ErrNotFound where there is none that
// works.
func (a *Archive) RevokeKey(ctx context.Context, id string) error {
	err := a.write(ctx, func(c *change) error {
		var revoked string
		err := c.sql[sqlRevoke].QueryRowContext(ctx, c.now, id).Scan(&revoked)
		if errors.Is(err, sql.ErrNoRows) {
			return index.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("archive: revoke key %q: %w", id, a.explain(err))
	}
	return nil
}

// FindKey returns a key that works, with the hash of its secret, and false where
// there is none.
func (a *Archive) FindKey(ctx context.Context, id string) (access.Key, access.Hash, bool, error) {
	k, hash, err := scanKey(a.reading[sqlFindKey].QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) || err == nil && !k.Revoked.IsZero() {
		return access.Key{}, access.Hash{}, false, nil
	}
	if err != nil {
		return access.Key{}, access.Hash{}, false, fmt.Errorf("archive: find key: %w", a.explain(err))
	}
	return k, hash, true, nil
}

// HasKeys reports whether any key was ever made. A revoked one counts: to revoke
// the last must not open what it kept shut.
func (a *Archive) HasKeys(ctx context.Context) (has bool, err error) {
	if err := a.reading[sqlAnyKey].QueryRowContext(ctx).Scan(&has); err != nil {
		return false, fmt.Errorf("archive: look for keys: %w", a.explain(err))
	}
	return has, nil
}

// Keys lists all keys, revoked ones too, oldest first.
func (a *Archive) Keys(ctx context.Context) ([]access.Key, error) {
	var keys []access.Key
	err := a.each(ctx, sqlKeys, nil, func(rows *sql.Rows) error {
		k, _, err := scanKey(rows)
		keys = append(keys, k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list keys: %w", a.explain(err))
	}
	return keys, nil
}

func scanKey(row interface{ Scan(dest ...any) error }) (k access.Key, hash access.Hash, err error) {
	var created, revoked int64
	var bytes []byte
	if err := row.Scan(&k.ID, &k.Name, &k.Scope, &created, &revoked, &bytes); err != nil {
		return k, hash, err
	}
	k.Created = stored(created)
	if revoked != 0 {
		k.Revoked = stored(revoked)
	}
	copy(hash[:], bytes)
	return k, hash, nil
}

// each calls do for every row that a statement gives.
func (a *Archive) each(ctx context.Context, text string, args []any, do func(*sql.Rows) error) error {
	rows, err := a.reading[text].QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
