package archive

import (
	"context"
	"database/sql"
	"slices"
)

// All that is said to SQLite stands in this file and in the folder migration.
const (
	sqlOwner    = `SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`
	sqlOwn      = `PRAGMA application_id = 1148480622` // applicationID
	sqlLogAhead = `PRAGMA journal_mode = WAL`

	sqlTally    = `SELECT seq, live FROM tally`
	sqlSetTally = `UPDATE tally SET seq = ?, live = ?`

	// The ids come as one JSON array; CROSS JOIN holds their order, and looks
	// each of them up instead of reading all articles.
	sqlKnown = `SELECT a.id, a.n, coalesce(a.own_seq, a.seq), a.version, a.hash, a.deleted, a.held, a.due, a.killed, a.sent, a.revision
		FROM json_each(?) AS wanted CROSS JOIN article AS a ON a.id = wanted.value`
	sqlInsert = `INSERT INTO article (n, id, seq, version, hash, first_seen, changed, data, held, due, sent, revision)
		VALUES (?1, ?2, ?1, 1, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9)`
	sqlKeep = `INSERT INTO version (article, version, seq, hash, changed, data)
		SELECT n, version, coalesce(own_seq, seq), hash, changed, data FROM article WHERE n = ?`
	sqlReplace = `UPDATE article SET seq = ?2, own_seq = NULL, version = ?3, hash = ?4, changed = ?5, data = ?6,
		held = ?7, due = ?8, sent = ?9, revision = ?10 WHERE n = ?1`
	sqlRevive = `UPDATE article SET seq = ?2, own_seq = NULL, version = ?3, hash = ?4, changed = ?5, data = ?6,
		held = ?7, due = ?8, sent = ?9, revision = ?10, deleted = 0, killed = 0, served_from = ?3 WHERE n = ?1`
	sqlBury = `UPDATE article SET seq = ?2, own_seq = NULL, changed = ?3, deleted = 1, data = NULL, held = 0, due = NULL WHERE n = ?1`

	sqlInsertKilled = `INSERT INTO article (n, id, seq, version, hash, first_seen, changed, deleted, killed, sent, revision)
		VALUES (?1, ?2, ?1, 0, ?3, ?4, ?4, 1, 1, ?5, ?6)`
	sqlKill    = `UPDATE article SET killed = 1, sent = ?2, revision = ?3 WHERE n = ?1`
	sqlNote    = `UPDATE article SET sent = ?2, revision = ?3 WHERE n = ?1`
	sqlAnyDue  = `SELECT EXISTS (SELECT 1 FROM article WHERE held = 1 AND due IS NOT NULL AND due <= ?)`
	sqlDue     = `SELECT n FROM article WHERE held = 1 AND due IS NOT NULL AND due <= ? ORDER BY due, n LIMIT 1000`
	sqlRelease = `UPDATE article SET seq = ?2, own_seq = NULL, held = 0 WHERE n = ?1`

	sqlAnyEarly = `SELECT EXISTS (SELECT 1 FROM article WHERE held = 0 AND due IS NOT NULL AND due > ?)`
	sqlEarly    = `SELECT n FROM article WHERE held = 0 AND due IS NOT NULL AND due > ? ORDER BY due, n LIMIT 1000`
	sqlHold     = `UPDATE article SET seq = ?2, own_seq = NULL, held = 1 WHERE n = ?1`

	sqlSetting    = `SELECT value FROM setting WHERE name = ?`
	sqlPutSetting = `INSERT INTO setting (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`

	columns = `a.id, a.seq, coalesce(a.own_seq, 0), a.version, a.first_seen, a.changed, a.deleted, a.held, a.due, a.data`

	sqlGet     = `SELECT ` + columns + ` FROM article AS a WHERE a.id = ?`
	sqlGetMany = `SELECT ` + columns + `
		FROM json_each(?) AS wanted CROSS JOIN article AS a ON a.id = wanted.value
		WHERE a.deleted = 0 AND a.held = 0`
	sqlSince = `SELECT ` + columns + ` FROM article AS a WHERE a.seq > ? ORDER BY a.seq LIMIT ?`

	sqlGetVersion = `SELECT ` + columns + ` FROM article AS a WHERE a.id = ?1 AND a.version = ?2
		UNION ALL
		SELECT a.id, v.seq, 0, v.version, a.first_seen, v.changed, a.deleted OR v.version < a.served_from, a.held, a.due, v.data
		FROM article AS a JOIN version AS v ON v.article = a.n WHERE a.id = ?1 AND v.version = ?2`
	sqlVersions = `SELECT v.version, v.changed, 0, a.deleted, a.held, a.due
		FROM article AS a JOIN version AS v ON v.article = a.n AND v.version >= a.served_from WHERE a.id = ?1
		UNION ALL
		SELECT version, changed, 1, deleted, held, due FROM article WHERE id = ?1
		ORDER BY 1`

	sqlIntegrity = `PRAGMA integrity_check(20)`
	sqlCounted   = `SELECT (SELECT count(*) FROM article WHERE deleted = 0 AND held = 0) = live,
		(SELECT coalesce(max(seq), 0) FROM article) <= seq FROM tally`
)

// statements are prepared, by their text.
type statements map[string]*sql.Stmt

// prepare has SQLite read every statement but once for each connection.
func (a *Archive) prepare(ctx context.Context) (err error) {
	a.writing, err = prepareAll(ctx, a.writer, append(slices.Concat(keyWriting(), auditWriting(), sessionWriting(), searchWriting(), similarWriting(), mergeWriting(), feedWriting(), jobWriting()),
		sqlTally, sqlSetTally, sqlKnown, sqlInsert, sqlKeep, sqlReplace, sqlRevive, sqlBury,
		sqlInsertKilled, sqlKill, sqlNote, sqlDue, sqlRelease, sqlEarly, sqlHold, sqlSetting, sqlPutSetting)...)
	if err != nil {
		return err
	}
	a.reading, err = prepareAll(ctx, a.readers, append(slices.Concat(keyReading(), auditReading(), []string{sqlFindSession}, searchReading(), similarReading(), mergeReading(), feedReading(), jobReading()),
		sqlTally, sqlGet, sqlGetMany, sqlSince, sqlGetVersion, sqlVersions, sqlAnyDue, sqlAnyEarly, sqlBuried, sqlSetting)...)
	return err
}

func prepareAll(ctx context.Context, db *sql.DB, texts ...string) (s statements, err error) {
	s = statements{}
	for _, text := range texts {
		//nolint:sqlclosecheck // they live as long as db, which closes them
		if s[text], err = db.PrepareContext(ctx, text); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// in binds the statements to a transaction, which closes them when it ends.
func (s statements) in(ctx context.Context, tx *sql.Tx) statements {
	bound := make(statements, len(s))
	for text, stmt := range s {
		bound[text] = tx.StmtContext(ctx, stmt)
	}
	return bound
}
