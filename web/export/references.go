package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/cite"
)

// references writes a bibliography. BibTeX takes what stands between entries for
// a comment; RIS has no comments, but its readers pass over what follows the last
// entry; CSL JSON is an array, whose bracket is the mark that it is complete.
type references struct {
	w      io.Writer
	format cite.Format
	begun  bool
}

func (f *references) head(h Head) error {
	switch f.format {
	case cite.BibTeX:
		return f.print("% " + comment(h.sentence()) + "\n\n")
	case cite.CSL:
		return f.print("[")
	}
	return nil
}

func (f *references) hit(h search.WalkHit) error {
	entry, err := f.format.Entry(h.Record)
	if err != nil {
		return err
	}
	separator := ""
	switch {
	case f.format == cite.CSL && f.begun:
		separator = ","
	case f.format == cite.BibTeX && f.begun:
		separator = "\n"
	}
	f.begun = true
	return f.print(separator + entry)
}

func (f *references) tail(t Tail) error {
	switch f.format {
	case cite.BibTeX:
		return f.print("\n% " + t.complete() + "\n")
	case cite.RIS:
		return f.print("\r\n# " + t.complete() + "; " + oneLine(t.sentence()) + "\r\n")
	}
	return f.print("]\n")
}

func (f *references) print(s string) error {
	if _, err := io.WriteString(f.w, s); err != nil {
		return fmt.Errorf("export: write: %w", err)
	}
	return nil
}

// comment takes out what would begin an entry for BibTeX.
func comment(s string) string { return strings.ReplaceAll(oneLine(s), "@", "(at)") }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
