package news

import (
	"errors"
	"strings"
)

// The setters of UnmarshalJSON: each reads one JSON value into one field.

func isNull(value []byte) bool   { return value[0] == 'n' }
func isText(value []byte) bool   { return value[0] == '"' }
func isNumber(value []byte) bool { return value[0] == '-' || value[0] >= '0' && value[0] <= '9' }

func setText(name string, value []byte, target *string) error {
	switch {
	case isText(value):
		*target = unquote(value)
	case isNull(value):
		*target = ""
	default:
		return wrongType(name, value, "must be a string")
	}
	return nil
}

// setID takes whole numbers too: other systems count their articles.
func setID(value []byte, target *string) error {
	if isNumber(value) && strings.Trim(string(value), "0123456789") == "" {
		*target = string(value)
		return nil
	}
	if isNumber(value) {
		return wrongType("id", value, "must be a string or a whole number")
	}
	return setText("id", value, target)
}

func setTexts(name string, value []byte, target *[]string) error {
	*target = nil
	switch {
	case isNull(value):
		return nil
	case isText(value):
		*target = []string{unquote(value)}
		return nil
	case value[0] != '[':
		return wrongType(name, value, "must be an array of strings, or one string")
	}
	return elements(value, func(element []byte) error {
		if !isText(element) {
			return wrongType(name, element, "must be an array of strings; this element is none")
		}
		*target = append(*target, unquote(element))
		return nil
	})
}

func setDate(name string, value []byte, target *Date) error {
	text := string(value)
	switch {
	case isNull(value):
		*target = Date{}
		return nil
	case isText(value):
		text = unquote(value)
	case !isNumber(value):
		return wrongType(name, value, "must be a date as a string, or Unix time as a number")
	}
	d, err := parseDate(text)
	if errors.Is(err, errNoDate) {
		*target = Date{}
		return nil
	}
	if err != nil {
		return &FieldError{Field: name, Value: text, Reason: "must be a date (" + err.Error() + ")"}
	}
	*target = d
	return nil
}

func wrongType(name string, value []byte, reason string) error {
	return &FieldError{Field: name, Value: string(value), Reason: reason}
}
