package param

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
)

// Kind is what a parameter's value must be.
type Kind uint8

// The kinds.
const (
	Text   Kind = iota // anything
	Choice             // one of Words
	Number             // a whole number from Least to Most
	Date               // a date or a time
	Zone               // a time zone
)

// Spec describes a parameter. It is what values are checked against and what
// the API's description is made of, so that the two say the same.
type Spec struct {
	Name     string
	Kind     Kind
	Meaning  string
	Words    []string // of a Choice
	Least    int      // of a Number
	Most     int      // of a Number; of a Text how many times it may be given, where Repeat
	Default  string
	Example  string
	Required bool
	Repeat   bool // given several times, each time another value
}

// Values are checked parameters.
type Values struct {
	specs  []Spec
	values url.Values
}

// Read checks parameters: each name must be described, each value must be right.
// A parameter without a value counts as absent. It fails with an Error.
func Read(values url.Values, specs []Spec) (Values, error) {
	if err := CheckNames(values, namesOf(specs)); err != nil {
		return Values{}, err
	}
	b := binder{values: values}
	for _, s := range specs {
		b.check(s)
	}
	return Values{specs, values}, b.err
}

// Check looks at values that are there, one for each spec: names in a path. It
// fails with an Error.
func Check(values map[string]string, specs []Spec) error {
	b := binder{values: url.Values{}}
	for name, value := range values {
		b.values[name] = []string{value}
	}
	for _, s := range specs {
		b.check(s)
	}
	return b.err
}

func namesOf(specs []Spec) []string {
	names := make([]string, len(specs))
	for i, s := range specs {
		names[i] = s.Name
	}
	return names
}

// check looks at the values of one parameter.
func (b *binder) check(s Spec) {
	if s.Repeat {
		b.checkAll(s)
		return
	}
	value := b.text(s.Name)
	if value == "" {
		if s.Required && b.err == nil {
			b.err = &Error{Name: s.Name, Text: fmt.Sprintf("%s is missing; it must be %s", s.Name, s.want())}
		}
		return
	}
	switch s.Kind {
	case Choice:
		if !slices.Contains(s.Words, value) {
			b.fail(s.Name, value, s.want())
		}
	case Number:
		if n, err := strconv.Atoi(value); err != nil || n < s.Least || n > s.Most {
			b.fail(s.Name, value, s.want())
		}
	case Date:
		b.date(s.Name)
	case Zone:
		b.zone(s.Name)
	}
}

// checkAll counts the values of a parameter that may be given several times.
func (b *binder) checkAll(s Spec) {
	n := 0
	for _, value := range b.values[s.Name] {
		if value != "" {
			n++
		}
	}
	switch {
	case b.err != nil:
	case n == 0 && s.Required:
		b.err = &Error{Name: s.Name, Text: s.Name + " is missing"}
	case s.Most > 0 && n > s.Most:
		b.err = &Error{Name: s.Name, Text: fmt.Sprintf("%s is given %d times; at most %d are taken", s.Name, n, s.Most)}
	}
}

// want is what would be right, as the end of "it must be …".
func (s Spec) want() string {
	switch s.Kind {
	case Choice:
		return oneOf(s.Words)
	case Number:
		return fmt.Sprintf("a whole number from %d to %d", s.Least, s.Most)
	case Date:
		return dateForms
	}
	return "a text"
}

// URL are the values as they were given.
func (v Values) URL() url.Values { return v.values }

func (v Values) spec(name string) Spec {
	for _, s := range v.specs {
		if s.Name == name {
			return s
		}
	}
	panic("param: there is no parameter " + name + " here")
}

// Text is a parameter's value, or its default.
func (v Values) Text(name string) string {
	byDefault := v.spec(name).Default
	for _, value := range v.values[name] {
		if value != "" {
			return value
		}
	}
	return byDefault
}

// Number is that of a Number, or its default.
func (v Values) Number(name string) int {
	n, err := strconv.Atoi(v.Text(name))
	if err != nil {
		return 0 // there is no default: Read has looked at what was given
	}
	return n
}

// All are the values of a parameter that may be given several times.
func (v Values) All(name string) []string {
	_ = v.spec(name)
	var all []string
	for _, value := range v.values[name] {
		if value != "" {
			all = append(all, value)
		}
	}
	return all
}
