package openapi

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"
)

// Schema is a JSON schema (2020-12), as OpenAPI 3.1 has it.
type Schema map[string]any

// Described is a type that says what its JSON is, where it encodes itself.
type Described interface{ JSONSchema() Schema }

// schemas collects the schemas of named types.
type schemas struct {
	named map[string]Schema
	names map[reflect.Type]string
}

func newSchemas() *schemas {
	return &schemas{named: map[string]Schema{}, names: map[reflect.Type]string{}}
}

// of is the schema of a value's type; a reference where the type has a name.
func (s *schemas) of(v any) Schema {
	switch v := v.(type) {
	case nil:
		return Schema{"type": "string"}
	case Schema:
		return v
	}
	return s.typ(reflect.TypeOf(v))
}

// typ is the schema of a type.
func (s *schemas) typ(t reflect.Type) Schema {
	switch t {
	case reflect.TypeFor[time.Time]():
		return Schema{"type": "string", "format": "date-time"}
	case reflect.TypeFor[json.RawMessage]():
		return Schema{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.typ(t.Elem())
	case reflect.String:
		return Schema{"type": "string"}
	case reflect.Bool:
		return Schema{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return Schema{"type": "number"}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Schema{"type": "integer"}
	case reflect.Slice:
		return Schema{"type": "array", "items": s.typ(t.Elem())}
	case reflect.Array:
		return Schema{"type": "array", "items": s.typ(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Map:
		return Schema{"type": "object", "additionalProperties": s.typ(t.Elem())}
	case reflect.Struct:
		return s.structure(t)
	}
	return Schema{}
}

// structure is an object, or a reference to it where the type has a name.
func (s *schemas) structure(t reflect.Type) Schema {
	if t.Name() == "" {
		return s.object(t)
	}
	name, known := s.names[t]
	if !known {
		name = strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
		for s.named[name] != nil { // of another package
			name += "_"
		}
		s.names[t], s.named[name] = name, Schema{}
		s.named[name] = s.object(t)
	}
	return Schema{"$ref": "#/components/schemas/" + name}
}

// object describes a struct's members. One that is left out when empty is not
// required.
func (s *schemas) object(t reflect.Type) Schema {
	if d, ok := reflect.Zero(t).Interface().(Described); ok {
		return d.JSONSchema()
	}
	properties, required := Schema{}, []string{}
	s.members(t, properties, &required)
	o := Schema{"type": "object", "properties": properties}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func (s *schemas) members(t reflect.Type, properties Schema, required *[]string) {
	for _, m := range membersOf(t) {
		properties[m.name] = s.member(m)
		if !m.optional {
			*required = append(*required, m.name)
		}
	}
}

// member is the schema of a struct's member, with what its tags add.
func (s *schemas) member(m member) Schema {
	f := m.field
	schema := s.typ(f.Type)
	if kind, named := schema["type"].(string); named && f.Type.Kind() == reflect.Pointer && !m.optional {
		schema["type"] = []string{kind, "null"}
	}
	if len(m.words) > 0 {
		schema["enum"] = m.words
	}
	if m.most > 0 {
		schema["maxLength"] = m.most
		if !m.optional {
			schema["minLength"] = 1
		}
	}
	if text := f.Tag.Get("doc"); text != "" {
		schema["description"] = text
	}
	return schema
}

// closed is the schema of what is sent: an object that has no other members than
// those described.
func (s *schemas) closed(v any) Schema {
	schema := s.of(v)
	t := reflect.TypeOf(v)
	if t == nil || t.Kind() != reflect.Struct || schema["additionalProperties"] != nil {
		return schema
	}
	if _, own := v.(Described); own {
		return schema
	}
	named := s.named[s.names[t]]
	named["additionalProperties"] = false
	for _, m := range membersOf(t) {
		if property, ok := named["properties"].(Schema)[m.name].(Schema); ok && m.optional {
			property.orNull()
		}
	}
	return schema
}

// orNull lets a member be null, which is the same as to leave it out; where it is
// one of several words, it may also be empty.
func (s Schema) orNull() {
	if kind, ok := s["type"].(string); ok {
		s["type"] = []string{kind, "null"}
	}
	if words, ok := s["enum"].([]string); ok {
		all := []any{"", nil}
		for _, w := range words {
			all = append(all, w)
		}
		s["enum"] = all
	}
}
