package relevance

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Query is a query with its judgements.
type Query struct {
	ID    string
	Text  string
	Gains Gains
}

// Document is what a collection says of one document.
type Document struct {
	ID    string
	Title string
	Body  string
}

// Collection is a set of documents with judged queries.
type Collection struct {
	Documents []Document
	Queries   []Query
}

// Open reads a collection from a folder: docs.jsonl, queries.dev.jsonl, and
// qrels.dev.tsv in the form of TREC. Its errors name file and line; a missing file
// is an os.ErrNotExist.
func Open(folder string) (c Collection, err error) {
	err = lines(filepath.Join(folder, "docs.jsonl"), func(line string) error {
		var d Document
		err := json.Unmarshal([]byte(line), &d)
		c.Documents = append(c.Documents, d)
		return err
	})
	if err != nil {
		return c, err
	}
	at := map[string]int{}
	err = lines(filepath.Join(folder, "queries.dev.jsonl"), func(line string) error {
		q := Query{Gains: Gains{}}
		err := json.Unmarshal([]byte(line), &q)
		at[q.ID] = len(c.Queries)
		c.Queries = append(c.Queries, q)
		return err
	})
	if err != nil {
		return c, err
	}
	return c, lines(filepath.Join(folder, "qrels.dev.tsv"), func(line string) error {
		parts := strings.Fields(line) // query, iteration, document, gain
		if len(parts) != 4 {
			return fmt.Errorf("%d columns, want 4", len(parts))
		}
		i, known := at[parts[0]]
		if !known {
			return fmt.Errorf("there is no query %s", parts[0])
		}
		gain, err := strconv.Atoi(parts[3])
		c.Queries[i].Gains[parts[2]] = gain
		return err
	})
}

// maxLine is far above the longest document of the collections.
const maxLine = 16 << 20

func lines(path string, do func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	return eachLine(file, path, do)
}

func eachLine(r io.Reader, path string, do func(line string) error) error {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, maxLine)
	for n := 1; scanner.Scan(); n++ {
		if err := do(scanner.Text()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
