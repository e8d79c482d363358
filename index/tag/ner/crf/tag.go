package crf

// Tag says what a token is of the entity it belongs to: 0 is outside; then, type
// by type, Begin, Inside, Last and Unit (the only token).
type Tag uint8

// Outside is the tag of a token of no entity.
const Outside Tag = 0

// Types of entity, and the tags they make.
const (
	Person = iota
	Org
	Place
	Types

	Tags = 1 + Types*parts
)

// Parts of an entity.
const (
	Begin = iota
	Inside
	Last
	Unit
	parts
)

// NewTag is the tag of one part of an entity of a type.
func NewTag(kind, part int) Tag { return Tag(1 + kind*parts + part) }

// Kind is the type of entity of a tag that is not Outside.
func (t Tag) Kind() int { return int(t-1) / parts }

// Part is the part of an entity of a tag that is not Outside.
func (t Tag) Part() int { return int(t-1) % parts }

// closed reports whether no entity goes on behind the tag.
func (t Tag) closed() bool { return t == Outside || t.Part() == Last || t.Part() == Unit }

// opens reports whether no entity goes on before the tag.
func (t Tag) opens() bool { return t == Outside || t.Part() == Begin || t.Part() == Unit }

// Follows reports whether t may stand right behind before.
func (t Tag) Follows(before Tag) bool {
	if before.closed() {
		return t.opens()
	}
	return !t.opens() && t.Kind() == before.Kind()
}

// Starts reports whether a chain may begin with the tag.
func (t Tag) Starts() bool { return t.opens() }

// Ends reports whether a chain may end with the tag.
func (t Tag) Ends() bool { return t.closed() }

// Span is an entity: tokens Start to End, half-open, of a type.
type Span struct{ Start, End, Kind int }

// Mark sets the tags of one entity.
func (s Span) Mark(tags []Tag) {
	if s.End-s.Start == 1 {
		tags[s.Start] = NewTag(s.Kind, Unit)
		return
	}
	for i := s.Start + 1; i < s.End-1; i++ {
		tags[i] = NewTag(s.Kind, Inside)
	}
	tags[s.Start] = NewTag(s.Kind, Begin)
	tags[s.End-1] = NewTag(s.Kind, Last)
}

// Spans appends the entities that the tags mark. What is not a whole entity is
// none.
func Spans(dst []Span, tags []Tag) []Span {
	start := -1
	for i, t := range tags {
		switch {
		case t == Outside:
			start = -1
		case t.Part() == Unit:
			dst, start = append(dst, Span{i, i + 1, t.Kind()}), -1
		case t.Part() == Begin:
			start = i
		case start < 0 || tags[start].Kind() != t.Kind():
			start = -1
		case t.Part() == Last:
			dst, start = append(dst, Span{start, i + 1, t.Kind()}), -1
		}
	}
	return dst
}
