package news

import (
	"fmt"
	"strings"
)

// FieldError says which member of an article is wrong, what it said, and what
// would be right.
type FieldError struct {
	Field  string // as the API names it
	Value  string // what it said; Error shortens it
	Reason string // what would be right, as in "must be a string"
}

// Error is one line that names field, value and reason.
func (e *FieldError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s %s", e.Field, e.Reason)
	}
	return fmt.Sprintf("%s %s, not %q", e.Field, e.Reason, shorten(e.Value))
}

// shorten cuts a value to what fits into a message.
func shorten(s string) string {
	const limit = 60 // code points: enough to find the place
	n := 0
	for i := range s {
		if n == limit {
			return strings.ToValidUTF8(s[:i], "\uFFFD") + "…"
		}
		n++
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
