package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/dateline-search/dateline/index/news"
)

// Set says what an article may be used for.
type Set string

// The sets of a corpus.
const (
	Train Set = "train" // the tagger may learn from it
	Test  Set = "test"  // never learnt from; every canonical name in it is meant
)

// Article is one annotated article.
type Article struct {
	File string // the name within its folder, such as "harbour-vote.txt"
	Set  Set
	Kind string // the kind of news, one of Kinds
	Date string // published, as 2025-05-08

	// Each is plain text with its mentions. All but Title and Body may be empty.
	Title    Paragraph
	Dateline Paragraph // as printed before the first sentence, "KIEL, May 8 (Elbe Wire) -"
	Byline   Paragraph // as printed, "By Anna Roth in Kiel"
	Body     []Paragraph
}

// Paragraph is plain text, the markup taken out. The text of a table or of score
// lines holds line breaks.
type Paragraph struct {
	Text     string
	Mentions []Mention // in order of the text; they never overlap
	Line     int       // where it begins in the file, from 1
}

// Mention is one name in a paragraph. Start and End count code points, as the
// offsets of news.Mention do, ByteStart and ByteEnd bytes of the same text; the
// second of each pair is exclusive.
type Mention struct {
	Type               news.EntityType
	Start, End         int
	ByteStart, ByteEnd int
	Surface            string // the text from ByteStart to ByteEnd

	// Canonical is the entity's full name, "Marco Rubio" for "Rubio". Where the
	// file gives none, it is the surface; that is a claim in the Test set alone,
	// and elsewhere may be for want of an annotation.
	Canonical string
}

// Parts are all paragraphs that hold text, in the order in which they are read.
func (a Article) Parts() []Paragraph {
	parts := append([]Paragraph{a.Title, a.Byline, a.Dateline}, a.Body...)
	return slices.DeleteFunc(parts, func(p Paragraph) bool { return p.Text == "" })
}

// Kinds are the kinds of news that an article may be.
func Kinds() []string {
	return []string{
		"brief", "business", "courts", "culture", "disaster", "election", "letters", "live", "local",
		"markets", "obituary", "politics", "science", "sport", "technology", "weather",
	}
}

// Read reads every *.txt at the top of a folder, in the order of their names. A
// folder without any is an error, since nothing could be learnt from it.
func Read(folder fs.FS) ([]Article, error) {
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("corpus: no article (*.txt): %w", fs.ErrNotExist)
	}
	articles := make([]Article, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("corpus: %w", err)
		}
		article, err := Parse(path.Base(name), string(text))
		if err != nil {
			return nil, fmt.Errorf("corpus: %w", err)
		}
		articles = append(articles, article)
	}
	return articles, nil
}

// Only keeps the articles of one set.
func Only(set Set, articles []Article) []Article {
	var kept []Article
	for _, a := range articles {
		if a.Set == set {
			kept = append(kept, a)
		}
	}
	return kept
}
