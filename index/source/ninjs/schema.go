package ninjs

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed schema/*.json
var schemaFiles embed.FS

// schema is what a JSON schema demands of a value, as far as the schemas of
// ninjs go: they are of four drafts, and use the same few words of them.
type schema struct {
	Types      words                      `json:"type"`
	Enum       []string                   `json:"enum"`
	Needed     needed                     `json:"required"`
	Properties map[string]*schema         `json:"properties"`
	Patterns   map[string]*schema         `json:"patternProperties"`
	Additional *additional                `json:"additionalProperties"`
	Uneval     *additional                `json:"unevaluatedProperties"`
	Items      *schema                    `json:"items"`
	OneOf      []*schema                  `json:"oneOf"`
	AnyOf      []*schema                  `json:"anyOf"`
	Pattern    string                     `json:"pattern"`
	Min        *float64                   `json:"minimum"`
	Max        *float64                   `json:"maximum"`
	Ref        string                     `json:"$ref"`
	Defs       map[string]*schema         `json:"$defs"`
	Older      map[string]*schema         `json:"definitions"`
	expression *regexp.Regexp             // of Pattern
	names      map[*regexp.Regexp]*schema // of Patterns
	target     *schema                    // of Ref
	never      bool                       // no value fits
}

// UnmarshalJSON reads a schema, or the words true and false, which stand for
// schemas that every value fits, and none.
func (s *schema) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		s.never = string(data) == "false"
		return nil
	}
	type plain schema // without this method
	return json.Unmarshal(data, (*plain)(s))
}

// words is one word or a list of them.
type words []string

func (w *words) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		*w = make(words, 1)
		return json.Unmarshal(data, &(*w)[0])
	}
	return json.Unmarshal(data, (*[]string)(w))
}

// needed lists the members that must be there. Draft 3 says it of each member
// instead.
type needed struct {
	members []string
	itself  bool
}

func (n *needed) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return json.Unmarshal(data, &n.members)
	}
	return json.Unmarshal(data, &n.itself)
}

// additional is what members must be that are not named: none there at all, or
// of a schema.
type additional struct {
	closed bool
	schema *schema
}

func (a *additional) UnmarshalJSON(data []byte) error {
	if data[0] == '{' {
		return json.Unmarshal(data, &a.schema)
	}
	open := true
	err := json.Unmarshal(data, &open)
	a.closed = !open
	return err
}

// versions lists the versions whose schemas are here.
func versions() []string {
	files, err := schemaFiles.ReadDir("schema")
	if err != nil {
		return nil // it is compiled in
	}
	var list []string
	for _, f := range files {
		if f.Name() != "geojson.json" {
			list = append(list, strings.TrimSuffix(f.Name(), path.Ext(f.Name())))
		}
	}
	return list
}

// load reads the schema of a version.
func load(version string) (*schema, error) {
	data, err := schemaFiles.ReadFile("schema/" + version + ".json")
	if err != nil {
		return nil, fmt.Errorf("there is no ninjs %q (%s)", version, strings.Join(versions(), ", "))
	}
	root := &schema{}
	if err := json.Unmarshal(data, root); err != nil {
		return nil, fmt.Errorf("the schema of ninjs %s: %w", version, err)
	}
	l := linker{root: root}
	if version != "geojson" {
		if l.geo, err = load("geojson"); err != nil {
			return nil, err
		}
	}
	return root, l.link(root)
}

// linker makes a schema ready for use.
type linker struct{ root, geo *schema }

func (l *linker) link(s *schema) (err error) {
	if s == nil {
		return nil
	}
	if s.Ref != "" {
		s.target = l.find(s.Ref)
	}
	if s.Pattern != "" {
		if s.expression, err = regexp.Compile(s.Pattern); err != nil {
			return err
		}
	}
	s.names = make(map[*regexp.Regexp]*schema, len(s.Patterns))
	for pattern, below := range s.Patterns {
		expression, err := regexp.Compile(pattern)
		if err != nil {
			return err
		}
		s.names[expression] = below
	}
	for name, below := range s.Properties {
		if below.Needed.itself {
			s.Needed.members = append(s.Needed.members, name)
		}
	}
	for _, below := range s.parts() {
		if err := l.link(below); err != nil {
			return err
		}
	}
	return nil
}

// parts lists the schemas that stand in s.
func (s *schema) parts() []*schema {
	parts := slices.Concat(s.OneOf, s.AnyOf, []*schema{s.Items})
	for _, named := range []map[string]*schema{s.Properties, s.Patterns, s.Defs, s.Older} {
		parts = slices.AppendSeq(parts, maps.Values(named))
	}
	for _, more := range []*additional{s.Additional, s.Uneval} {
		if more != nil {
			parts = append(parts, more.schema)
		}
	}
	return parts
}

// find returns what a reference means: a definition, GeoJSON, or ninjs itself.
func (l *linker) find(ref string) *schema {
	name := path.Base(ref)
	switch {
	case l.root.Defs[name] != nil:
		return l.root.Defs[name]
	case l.root.Older[name] != nil:
		return l.root.Older[name]
	case strings.Contains(ref, "geojson"):
		return l.geo
	}
	return l.root
}
