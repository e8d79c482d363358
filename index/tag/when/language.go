package when

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/tag/sieve"
)

// language is what a file of lang/ says.
type language struct {
	order    string   // of numeric dates: mdy, dmy or ymd
	past     []string // endings of words that speak of what was
	future   []string // and of what will be
	ordinals []string // what follows the digits of an ordinal number
	words    *lexeme
	begin    sieve.Sieve // what the forms in words begin with
	levels   [levels]*pattern
	holidays []holiday
	rules    []rule
	literals map[string]category
	names    *fileNames // while the file is read
}

// fileNames are the words that a language's file may use.
type fileNames struct {
	categories map[string]category
	symbols    map[string]int
	actions    map[string]action
}

// levels is how often patterns are laid over a text: the later ones join what
// the earlier ones found.
const levels = 4

// lexeme is a node of the tree of the forms that a language knows.
type lexeme struct {
	next  map[string]*lexeme
	means []meaning
}

// meaning is one reading of a form.
type meaning struct {
	category category
	value    int
	weak     bool // a date by itself only where the context says so
	capital  bool // counts only where it begins with a capital
}

// rule is what a pattern makes of what it matches.
type rule struct {
	do   action
	arg  int
	weak bool // stands by itself only where the context says so
	part bool // never stands by itself
}

// parseLanguage reads a language's file: lines of
//
//	order mdy
//	past-ending ed
//	future-ending ra ront
//	ordinal-ending st nd
//	CATEGORY VALUE: form, form, …
//	@LEVEL ACTION [ARGUMENT][~ or !]: pattern
//
// where # begins a comment. What a rule with ~ finds stands by itself only where
// a word in front says that a date comes, with ! only as a part of another. A form may end in ? (weak) and in ^ (needs its
// capital). See parsePattern for patterns.
func parseLanguage(file string) (*language, error) {
	l := &language{
		order: "dmy", words: &lexeme{}, literals: map[string]category{},
		names: &fileNames{newCategories(), newSymbols(), newActions()},
	}
	for i := range l.levels {
		l.levels[i] = newPattern()
	}
	for i, line := range strings.Split(file, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := l.parseLine(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	for _, p := range l.levels {
		p.seal(int(catWord) + len(l.literals))
	}
	l.begin, l.names = sieve.Of(l.words.next), nil
	return l, nil
}

func (l *language) parseLine(line string) error {
	head, rest, found := strings.Cut(line, ":")
	name, arg, _ := strings.Cut(strings.TrimSpace(head), " ")
	switch {
	case name == "order" && !found:
		l.order = arg
		return nil
	case name == "past-ending" && !found:
		l.past = strings.Fields(arg)
		return nil
	case name == "future-ending" && !found:
		l.future = strings.Fields(arg)
		return nil
	case name == "ordinal-ending" && !found:
		l.ordinals = strings.Fields(arg)
		return nil
	case !found:
		return fmt.Errorf("%q has no colon", line)
	case strings.HasPrefix(name, "@"):
		return l.parseRule(name[1:], arg, rest)
	}
	return l.parseWords(name, arg, rest)
}

func (l *language) parseWords(name, value, forms string) error {
	c := l.names.categories[name]
	if c == none {
		return fmt.Errorf("there is no category %q", name)
	}
	n, err := l.value(c, value)
	if err != nil {
		return err
	}
	for form := range strings.SplitSeq(forms, ", ") {
		m := meaning{category: c, value: n}
		form = strings.TrimSpace(form)
		form, m.capital = strings.CutSuffix(form, "^")
		form, m.weak = strings.CutSuffix(form, "?")
		if !m.capital {
			form, m.capital = strings.CutSuffix(form, "^")
		}
		l.add(form, m)
	}
	return nil
}

func (l *language) value(c category, text string) (int, error) {
	if c == catHoliday {
		h, err := parseHoliday(text)
		l.holidays = append(l.holidays, h)
		return len(l.holidays) - 1, err
	}
	if n, ok := l.names.symbols[text]; ok {
		return n, nil
	}
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("there is no value %q", text)
	}
	return n, nil
}

// add puts a form into the tree.
func (l *language) add(form string, m meaning) {
	at := l.words
	for _, t := range scan(nil, form) {
		key := string(t.appendFolded(nil, form))
		if at.next == nil {
			at.next = map[string]*lexeme{}
		}
		if at.next[key] == nil {
			at.next[key] = &lexeme{}
		}
		at = at.next[key]
	}
	for _, known := range at.means {
		if known == m {
			return
		}
	}
	at.means = append(at.means, m)
}

// literal is the category of a word that a pattern names.
func (l *language) literal(form string) category {
	c, known := l.literals[form]
	if !known {
		c = catWord + category(len(l.literals))
		l.literals[form] = c
		l.add(form, meaning{category: c})
	}
	return c
}

func (l *language) parseRule(level, head, text string) error {
	n, err := strconv.Atoi(level)
	if err != nil || n < 1 || n > levels {
		return fmt.Errorf("there is no level %q", level)
	}
	head, weak := strings.CutSuffix(strings.TrimSpace(head), "~")
	head, part := strings.CutSuffix(head, "!")
	name, arg, _ := strings.Cut(strings.TrimSpace(head), " ")
	r := rule{do: l.names.actions[name], weak: weak, part: part}
	if r.do == doNothing {
		return fmt.Errorf("there is no action %q", name)
	}
	if r.arg, err = l.value(none, arg); err != nil {
		return err
	}
	l.rules = append(l.rules, r)
	return l.levels[n-1].add(l, text, len(l.rules)-1)
}
