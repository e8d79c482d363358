package source

import (
	"fmt"
	"slices"
	"strings"
)

// Format is how a file holds its articles.
type Format string

// The formats. Auto looks at the content.
const (
	Auto         Format = ""
	JSON         Format = "json"   // an array of objects, or objects one after the other
	NDJSON       Format = "ndjson" // one object a line
	CSV          Format = "csv"    // with a header; split at comma, semicolon or tab
	TSV          Format = "tsv"    // with a header; split at tabs, one line a row
	Zip          Format = "zip"    // an archive of files of any format
	Tar          Format = "tar"    // likewise
	Feed         Format = "feed"   // RSS, Atom, CDF, JSON Feed, the export of WordPress
	HTML         Format = "html"   // a web page with one article
	WARC         Format = "warc"   // an archive of pages and feeds, WARC or ARC
	Text         Format = "text"   // one article; its first line is the title
	Mail         Format = "mail"   // a letter of e-mail: its subject and its text
	Mark         Format = "markdown"
	Telex        Format = "telex"        // wire copy between control characters: IPTC 7901, ANPA 1312
	Digitalwires Format = "digitalwires" // the agency dpa's JSON
	SchemaOrg    Format = "json-ld"      // NewsArticle and its kinds, in the words of schema.org
	// The IPTC's formats of news exchange: NewsML-G2 in messages or item by item,
	// and the older NewsML 1.
	NewsMLG2 Format = "newsml-g2"
	NewsML   Format = "newsml"
	NITF     Format = "nitf"   // the IPTC's News Industry Text Format
	Ritzau   Format = "ritzau" // the agency Ritzau's XML
	Ninjs    Format = "ninjs"  // the IPTC's News in JSON; "ninjs-2.1" holds it to that version
)

// format is a way to hold articles, and all that Dateline must know of it.
type format struct {
	name    Format
	aliases []string
	ends    []string // of the names of files that are taken from folders
	binary  bool     // may begin with bytes that no text has
	// detects reports whether a file is in this format, from how it begins; nil
	// where it can only be asked for.
	detects func(b *beginning) bool
	// open makes ready to read. Its error may come with the line where it is.
	open func(in *input) (articles, int, error)
}

// beginning is what there is to tell a format by.
type beginning struct {
	path  string // the file's, as the user named it; may be empty
	first byte   // the first byte that is not white space
	head  []byte // the text from there on, as much as is in the buffer
	root  string // the root element where the text is XML or HTML
}

// input is a file that was opened, and how its user wants it read.
type input struct {
	*text
	beginning
	stream
}

// formats lists all formats; of those that detect a file the first reads it.
func formats() []format {
	return slices.Concat(dialectFormats(), xmlFormats(), []format{
		{name: Telex, aliases: []string{"iptc7901", "anpa1312"}, binary: true, detects: isTelex, open: openTelex},
		{
			name: Feed, aliases: []string{"rss", "atom", "jsonfeed", "wxr"}, ends: []string{".xml", ".rss", ".atom", ".rdf", ".wxr"},
			binary: true, detects: isFeed, open: openFeed,
		},
		{name: Zip, ends: []string{".zip"}, binary: true, detects: isZip, open: openZip},
		{name: Tar, ends: []string{".tar", ".tgz"}, binary: true, detects: isTar, open: openTar},
		{name: HTML, ends: []string{".html", ".htm", ".xhtml"}, binary: true, detects: isHTML, open: openHTML},
		{name: NDJSON, aliases: []string{"jsonl"}, ends: []string{".jsonl", ".ndjson"}, detects: isNDJSON, open: openNDJSON},
		{name: JSON, ends: []string{".json"}, detects: isJSON, open: openJSON},
		{name: TSV, ends: []string{".tsv"}, open: openTSV},
		{name: "xml", binary: true, detects: isXML, open: openXML},
		{name: Mail, aliases: []string{"eml"}, ends: []string{".eml"}, binary: true, detects: isMail, open: openMail},
		{name: WARC, aliases: []string{"arc"}, ends: []string{".warc", ".arc"}, binary: true, detects: isWARC, open: openWARC},
		{name: Mark, aliases: []string{"md"}, ends: []string{".md", ".markdown"}, detects: isMarkdown, open: openMarkdown},
		{name: Text, aliases: []string{"txt"}, ends: []string{".txt", ".text"}, binary: true, detects: isPlainText, open: openPlainText},
		{name: CSV, ends: []string{".csv"}, detects: isAnything, open: openCSV},
	})
}

// isAnything is for the format that explains best what is wrong with a file.
func isAnything(*beginning) bool { return true }

// ParseFormat reads a format's name; "jsonl" and "auto" are known too.
func ParseFormat(s string) (Format, error) {
	if s == "" || s == "auto" {
		return Auto, nil
	}
	var names []string
	for _, f := range formats() {
		if s == string(f.name) || slices.Contains(f.aliases, s) {
			return f.name, nil
		}
		names = append(append(names, string(f.name)), f.aliases...)
	}
	slices.Sort(names)
	return Auto, fmt.Errorf("format %q is none of %s", s, strings.Join(names, ", "))
}

// ends lists how the names of files end that are taken from folders.
func ends() []string {
	var all []string
	for _, f := range formats() {
		all = append(all, f.ends...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// choose returns the format that is asked for, or the first that detects the
// file.
func choose(asked Format, b *beginning) format {
	list := formats()
	for _, f := range list {
		if asked == f.name || asked == Auto && f.detects != nil && f.detects(b) {
			return f
		}
	}
	return list[len(list)-1]
}
