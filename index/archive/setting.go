package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting returns what an installation keeps under a name, and whether there is
// anything.
func (a *Archive) Setting(ctx context.Context, name string) ([]byte, bool, error) {
	value, found, err := readSetting(ctx, a.reading[sqlSetting], name)
	if err != nil {
		return nil, false, fmt.Errorf("archive: setting %s: %w", name, a.explain(err))
	}
	return value, found, nil
}

// PutSetting keeps value under a name, in place of what was there. It fails with
// index.ErrFull when the disk is full.
func (a *Archive) PutSetting(ctx context.Context, name string, value []byte) error {
	err := a.write(ctx, func(c *change) error { return c.putSetting(ctx, name, value) })
	if err != nil {
		return fmt.Errorf("archive: put setting %s: %w", name, a.explain(err))
	}
	return nil
}

// SettingOrPut returns the setting, and where there is none keeps what produce
// returns. Of several callers, in this or other processes, one produces and all
// get the same. produce runs while nobody else can write: it must be quick and
// not use the archive.
func (a *Archive) SettingOrPut(ctx context.Context, name string, produce func() ([]byte, error)) ([]byte, error) {
	value, found, err := a.Setting(ctx, name)
	if found || err != nil {
		return value, err
	}
	err = a.write(ctx, func(c *change) (err error) {
		value, err = c.settingOrPut(ctx, name, produce)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: put setting %s: %w", name, a.explain(err))
	}
	return value, nil
}

func (c *change) settingOrPut(ctx context.Context, name string, produce func() ([]byte, error)) ([]byte, error) {
	value, found, err := readSetting(ctx, c.sql[sqlSetting], name)
	if found || err != nil {
		return value, err
	}
	if value, err = produce(); err != nil {
		return nil, err
	}
	return value, c.putSetting(ctx, name, value)
}

func (c *change) putSetting(ctx context.Context, name string, value []byte) error {
	if value == nil {
		value = []byte{} // nil would be NULL
	}
	return c.exec(ctx, sqlPutSetting, name, value)
}

func readSetting(ctx context.Context, s *sql.Stmt, name string) (value []byte, found bool, err error) {
	err = s.QueryRowContext(ctx, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return value, err == nil, err
}
