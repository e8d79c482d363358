package openapi

import (
	"errors"
	"fmt"
	"mime"
	"slices"
	"strconv"
	"strings"
)

// ErrNotAcceptable is a request for a form that is not given.
var ErrNotAcceptable = errors.New("this is not given in that form")

// negotiate refuses a request whose Accept excludes every form of the answer. One
// without a form that can be read is for any.
func (o *Operation) negotiate(accept string) error {
	var forms []string
	for _, a := range o.Answers {
		for _, m := range a.Media {
			forms = append(forms, m.Type)
		}
	}
	ranges := rangesOf(accept)
	if len(forms) == 0 || len(ranges) == 0 || slices.ContainsFunc(forms, func(form string) bool { return quality(ranges, form) > 0 }) {
		return nil
	}
	return fmt.Errorf("%w: Accept must allow %s", ErrNotAcceptable, strings.Join(slices.Compact(forms), " or "))
}

// mediaRange is a form that a client takes, with how much it likes it, 0 to 1.
type mediaRange struct {
	kind, form string // of text/html: text, html; * is any
	q          float64
}

// rangesOf reads an Accept header (RFC 9110, section 12.5.1).
func rangesOf(accept string) []mediaRange {
	var all []mediaRange
	for part := range strings.SplitSeq(accept, ",") {
		name, parameters, err := mime.ParseMediaType(part)
		kind, form, whole := strings.Cut(name, "/")
		if err != nil || !whole {
			continue
		}
		q := 1.0
		if text, given := parameters["q"]; given {
			if q, err = strconv.ParseFloat(text, 64); err != nil {
				continue
			}
		}
		all = append(all, mediaRange{kind, form, q})
	}
	return all
}

// quality is how much a form is liked: what the range says that fits it most
// narrowly, 0 where none does.
func quality(ranges []mediaRange, mediaType string) (q float64) {
	name, _, _ := strings.Cut(mediaType, ";")
	kind, form, _ := strings.Cut(strings.TrimSpace(name), "/")
	closest := 0
	for _, r := range ranges {
		if fit := r.fit(kind, form); fit > closest {
			closest, q = fit, r.q
		}
	}
	return q
}

// fit is how narrowly a range names a form: 0 where it does not. Who takes XML or
// JSON takes the forms that are made of it.
func (r mediaRange) fit(kind, form string) int {
	_, suffix, _ := strings.Cut(form, "+")
	switch {
	case r.kind == kind && r.form == form:
		return 4
	case suffix != "" && r.form == suffix && (r.kind == kind || r.kind == "text"):
		return 3
	case r.kind == kind && r.form == "*":
		return 2
	case r.kind == "*" && r.form == "*":
		return 1
	}
	return 0
}
