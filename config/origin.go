package config

import "fmt"

// OriginKind is a place that values come from.
type OriginKind string

// The places, in order of precedence: the later wins.
const (
	FromDefault OriginKind = "default"
	FromFile    OriginKind = "file"
	FromEnv     OriginKind = "environment variable"
	FromFlag    OriginKind = "flag"
)

// Origin is where a value came from.
type Origin struct {
	Kind OriginKind
	Name string // of the file, the variable or the flag; empty for a default
	Line int    // in the file; 0 where it is not known
}

// String is the origin in words, such as "flag --addr".
func (o Origin) String() string {
	switch {
	case o.Name == "":
		return string(o.Kind)
	case o.Line > 0:
		return fmt.Sprintf("%s %s, line %d", o.Kind, o.Name, o.Line)
	}
	return string(o.Kind) + " " + o.Name
}
