package config

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
}

// String is the origin in words, such as "flag --addr".
func (o Origin) String() string {
	if o.Name == "" {
		return string(o.Kind)
	}
	return string(o.Kind) + " " + o.Name
}
