package archive

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
)

// KeepApart keeps that two names are not one, so that nobody is asked again; a.At
// is set here. It fails with alias.ErrName or alias.ErrOne.
func (a *Archive) KeepApart(ctx context.Context, of alias.Apart) error {
	return a.changeApart(ctx, of, func(c *change, of alias.Apart) error {
		return c.exec(ctx, sqlPutApart, string(of.Type), of.Name, of.Other, of.By, c.now)
	})
}

// DropApart forgets that two names are not one; where nobody said so nothing
// changes. It fails as KeepApart does.
func (a *Archive) DropApart(ctx context.Context, of alias.Apart) error {
	return a.changeApart(ctx, of, func(c *change, of alias.Apart) error {
		return c.exec(ctx, sqlDropApart, string(of.Type), of.Name, of.Other)
	})
}

func (a *Archive) changeApart(ctx context.Context, of alias.Apart, do func(*change, alias.Apart) error) error {
	err := a.write(ctx, func(c *change) error {
		all, err := readMerges(ctx, c.sql[sqlMerges])
		if err != nil {
			return err
		}
		checked, err := alias.New(all).CheckApart(of)
		if err != nil {
			return err
		}
		if err := do(c, checked); err != nil {
			return err
		}
		return c.exec(ctx, sqlMergesChanged)
	})
	if err != nil {
		return fmt.Errorf("archive: keep %q and %q apart: %w", of.Name, of.Other, a.explain(err))
	}
	return nil
}

func readApart(ctx context.Context, s *sql.Stmt) (all []alias.Apart, err error) {
	rows, err := s.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var a alias.Apart
		var kind string
		var at int64
		if err := rows.Scan(&kind, &a.Name, &a.Other, &a.By, &at); err != nil {
			return nil, err
		}
		a.Type, a.At = news.EntityType(kind), time.UnixMicro(at).UTC()
		all = append(all, a)
	}
	return all, rows.Err()
}
