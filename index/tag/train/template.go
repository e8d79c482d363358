package main

import (
	_ "embed" // holds the templates
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// templates are sentences of news with places for names.
//
//go:embed templates.txt
var templates string

// readTemplates returns the templates of documents, each its lines.
func readTemplates(text string) [][]string {
	var all [][]string
	var lines []string
	for line := range strings.Lines(text + "\n\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
		case line != "":
			lines = append(lines, line)
		case len(lines) > 0:
			all, lines = append(all, lines), nil
		}
	}
	return all
}

// filler fills the places of one document.
type filler struct {
	*augmenter
	names map[string]string
}

// fill makes a document of a template.
func (a *augmenter) fill(template []string) conll.Document {
	f := &filler{a, map[string]string{}}
	d := make(conll.Document, len(template))
	for i, line := range template {
		d[i] = f.sentence(f.choose(line))
	}
	return d
}

// choose takes one of {one|two} by chance.
func (f *filler) choose(line string) string {
	for {
		start, end := choice(line)
		if start < 0 {
			return line
		}
		ways := strings.Split(line[start+1:end], "|")
		line = line[:start] + f.pick(ways) + line[end+1:]
	}
}

// choice finds the first choice. None holds another.
func choice(line string) (start, end int) {
	open := -1
	for i, c := range line {
		switch {
		case c == '{':
			open = i
		case c == '}' && open >= 0:
			if strings.Contains(line[open:i], "|") {
				return open, i
			}
			open = -1
		}
	}
	return -1, -1
}

// sentence makes tokens and tags of a line whose choices are made.
func (f *filler) sentence(line string) conll.Sentence {
	var b builder
	for line != "" {
		at := strings.IndexAny(line, "{[")
		if at < 0 {
			at = len(line)
		}
		b.add(strings.Fields(line[:at]))
		if line = line[at:]; line == "" {
			break
		}
		end := strings.IndexAny(line, "}]")
		inside := line[1:end]
		if line[0] == '[' {
			name, kind, _ := strings.Cut(inside, "|")
			b.name(split(name), kindNamed(kind))
		} else {
			f.place(&b, inside)
		}
		rest := line[end+1:]
		if suffix, after, ok := strings.Cut(rest, " "); ok && strings.HasPrefix(suffix, "-") {
			b.glue(suffix)
			rest = after
		}
		line = rest
	}
	return b.sentence
}

// glue adds what follows a name without a blank: a name with it is none.
func (b *builder) glue(suffix string) {
	n := len(b.sentence.Words) - 1
	b.sentence.Words[n] += suffix
	for i := n; i >= 0 && b.sentence.Tags[i] != crf.Outside; i-- {
		first := b.sentence.Tags[i].Part() == crf.Begin || b.sentence.Tags[i].Part() == crf.Unit
		b.sentence.Tags[i] = crf.Outside
		if first {
			break
		}
	}
}

func kindNamed(kind string) int {
	switch kind {
	case "person":
		return crf.Person
	case "org":
		return crf.Org
	default:
		return crf.Place
	}
}

// place adds what {kind:n} stands for.
func (f *filler) place(b *builder, slot string) {
	kind, n, numbered := strings.Cut(slot, ":")
	if !numbered {
		b.add(strings.Fields(f.word(kind)))
		return
	}
	name := f.name2(kind, n)
	switch kind {
	case "person", "surname", "PERSONCAPS":
		b.name(split(name), crf.Person)
	case "city", "CITY", "country", "COUNTRYCAPS", "region", "stadium":
		b.name(split(name), crf.Place)
	default:
		b.name(split(name), crf.Org)
	}
}

// name2 is the name of a kind and number in the document, made where it is new.
func (f *filler) name2(kind, n string) string {
	switch kind {
	case "surname":
		full := f.name2("person", n)
		return full[strings.LastIndexByte(full, ' ')+1:]
	case "short":
		return shorten(f.name2("company", n))
	case "nick":
		full := f.name2("cityteam", n)
		return full[strings.LastIndexByte(full, ' ')+1:]
	case "CITY":
		return strings.ToUpper(f.name2("city", n))
	case "PERSONCAPS":
		return strings.ToUpper(f.name2("surname", n))
	case "COUNTRYCAPS":
		return strings.ToUpper(f.name2("country", n))
	case "ORGCAPS":
		return strings.ToUpper(f.name2("short", n))
	case "BODYCAPS":
		return strings.ToUpper(f.name2("body", n))
	}
	key := kind + n
	if f.names[key] == "" {
		f.names[key] = f.newName(kind)
	}
	return f.names[key]
}

func (f *filler) newName(kind string) string {
	switch kind {
	case "person":
		return f.name(f.first) + " " + f.name(f.last)
	case "company":
		return f.company()
	case "country":
		return f.pick(f.countries)
	case "region":
		return f.pick(f.regions)
	case "city":
		return f.name(f.cities)
	case "club":
		return f.pick(f.clubs)
	case "college", "team":
		return f.teamName(kind)
	case "cityteam":
		return f.pick(f.big) + " " + f.pick(strings.Fields(nicknames))
	case "university":
		return f.pick(f.universities)
	case "stadium":
		return f.pick(f.last) + " " + f.pick([]string{"Park", "Stadium", "Arena", "Road", "Lane"})
	case "body":
		return f.pick(several(bodies))
	default:
		return f.pick(several(media))
	}
}

// several splits names.
func several(names string) []string {
	all := strings.Split(names, "|")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

func (f *filler) teamName(kind string) string {
	switch chance := f.chance.Float64(); {
	case kind == "college" && chance < 0.4:
		return f.pick(f.regions)
	case chance < 0.3:
		return f.pick(f.clubs)
	default:
		return f.pick(f.big)
	}
}

// company is a listed one, or one with a made-up name.
func (f *filler) company() string {
	switch chance := f.chance.Float64(); {
	case chance < 0.55:
		return f.pick(f.companies)
	case chance < 0.75:
		return f.name(f.last)
	case chance < 0.9:
		return f.name(f.last) + " " + f.pick([]string{"Group", "AG", "Plc", "Inc", "Ltd", "Corp", "& Co", "Energy", "Bank", "Motors", "Capital", "Holdings", "Partners", "Air", "SA", "NV"})
	default:
		return f.letters(3 + f.chance.IntN(2))
	}
}

// letters is n capitals.
func (f *filler) letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('A' + f.chance.IntN(26))
	}
	return string(b)
}

// shorten leaves out what is said of a company once only.
func shorten(name string) string {
	for {
		at := strings.LastIndexByte(name, ' ')
		if at < 0 {
			return name
		}
		switch strings.Trim(strings.ToLower(name[at+1:]), ".,&") {
		case "inc", "corp", "corporation", "plc", "ltd", "limited", "llc", "co", "company", "group", "ag", "sa", "nv", "holdings", "":
			name = strings.TrimRight(name[:at], " ,&")
		default:
			return name
		}
	}
}

// word is something that is no name.
func (f *filler) word(kind string) string {
	n := func(n int) string { return strconv.Itoa(f.chance.IntN(n)) }
	switch kind {
	case "day":
		return f.pick(strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"))
	case "date":
		return f.pick(strings.Fields("January February March April May June July August September October November December Jan. Sept. Dec")) + " " + n(30) + f.pick([]string{"", " , 20" + n(3) + n(10)})
	case "num":
		return n(99) + f.pick([]string{"", "." + n(10)})
	case "n":
		return n(9)
	case "age":
		return n(70)
	case "record":
		return n(9) + "-" + n(9)
	case "score":
		return n(50) + "-" + n(40)
	case "time":
		return n(5) + ":" + n(60) + "." + n(99)
	case "demonym":
		return f.pick(strings.Fields("German French Japanese Swedish Italian Korean Brazilian Turkish Dutch Polish Swiss Canadian Indian"))
	default:
		return f.letters(2+f.chance.IntN(3)) + f.pick([]string{".N", ".O", ".L", ".PA", ".DE"})
	}
}
