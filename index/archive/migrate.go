package archive

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// migrate brings the file to the schema that this program knows. Every migration
// is a transaction of its own.
func (a *Archive) migrate(ctx context.Context) error {
	provider, err := a.migrations()
	if err != nil {
		return err
	}
	from, to, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if from > to {
		return fmt.Errorf("%s was written by a newer Dateline (schema %d, this one knows up to %d); nothing was changed", a.path, from, to)
	}
	pending, err := provider.HasPending(ctx)
	if err != nil || !pending {
		return err
	}
	if err := upRacing(ctx, provider); err != nil {
		return err
	}
	var t tally
	if err := a.writer.QueryRowContext(ctx, sqlTally).Scan(&t.seq, &t.live); err != nil {
		return err
	}
	if t.seq > 0 { // an empty archive is nothing to speak of
		a.opts.Logger.InfoContext(ctx, "archive migrated", "path", a.path, "from", from, "to", to)
	}
	return nil
}

func (a *Archive) migrations() (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migration")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, a.writer, files,
		goose.WithTableName("migration"), goose.WithDisableGlobalRegistry(true),
		goose.WithGoMigrations(a.uniteFeeds()),
		// Migrations are independent of each other but for the first: a file that has
		// the seventh may still lack the third.
		goose.WithAllowOutofOrder(true))
}

// upRacing migrates while other processes may do the same. Of two that run one
// migration the later fails and is rolled back, and finds it done when it looks
// again; so nobody can lose more often than there are migrations.
func upRacing(ctx context.Context, p *goose.Provider) error {
	for lost := 0; ; lost++ {
		_, err := p.Up(ctx)
		if err == nil || isBusy(err) || lost == len(p.ListSources()) {
			return err
		}
	}
}

//go:embed migration/*.sql
var migrationFiles embed.FS
