package config

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// parse reads a value, as a file's decoder gives it or as text, into its place.
// The error says what would be right.
func parse(raw, into any) error {
	if list, ok := into.(*[]string); ok {
		return parseList(raw, list)
	}
	text, ok := scalar(raw)
	if !ok {
		return errors.New("one value")
	}
	return parseText(text, into)
}

func parseText(text string, into any) error {
	switch v := into.(type) {
	case *string:
		*v = text
	case *Secret:
		*v = Secret(text)
	case *int:
		return parseInt(text, v)
	case *bool:
		return parseBool(text, v)
	case *time.Duration:
		return parseDuration(text, v)
	case *Size:
		return parseSize(text, v)
	default:
		panic(fmt.Sprintf("config: no way to read a %T", into))
	}
	return nil
}

func parseInt(text string, into *int) error {
	n, err := strconv.Atoi(text)
	if err != nil {
		return errors.New("a whole number")
	}
	*into = n
	return nil
}

func parseBool(text string, into *bool) error {
	switch strings.ToLower(text) {
	case "true":
		*into = true
	case "false":
		*into = false
	default:
		return errors.New("true or false")
	}
	return nil
}

func parseDuration(text string, into *time.Duration) error {
	d, err := time.ParseDuration(text)
	if err != nil {
		return errors.New("a duration such as 500ms, 30s or 1m30s")
	}
	*into = d
	return nil
}

func parseSize(text string, into *Size) error {
	s, err := ParseSize(text)
	if err != nil {
		return err
	}
	*into = s
	return nil
}

// parseList reads a list, or the text of one: parted by commas.
func parseList(raw any, into *[]string) error {
	items, ok := raw.([]any)
	if !ok {
		text, ok := scalar(raw)
		if !ok {
			return errors.New("a list")
		}
		for item := range strings.SplitSeq(text, ",") {
			items = append(items, item)
		}
	}
	var list []string
	for _, item := range items {
		text, ok := scalar(item)
		if !ok {
			return errors.New("a list of plain values")
		}
		if text = strings.TrimSpace(text); text != "" {
			list = append(list, text)
		}
	}
	*into = list
	return nil
}

// scalar is the text of a plain value, and false for lists and sections.
func scalar(raw any) (string, bool) {
	switch v := raw.(type) {
	case string:
		return strings.TrimSpace(v), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case []any, map[string]any, map[any]any, nil:
		return "", false
	}
	return fmt.Sprint(raw), true
}

// format is a value as one would write it.
func format(value any) string {
	switch v := value.(type) {
	case []string:
		return strings.Join(v, ",")
	case time.Duration:
		return formatDuration(v)
	}
	return fmt.Sprint(value)
}

// formatDuration leaves out the zeros at the end: 1m for 1m0s.
func formatDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// plain is a value as JSON holds it: a string, a number, true or false, or a
// list of strings.
func plain(value any) any {
	switch v := value.(type) {
	case time.Duration, Size, Secret:
		return format(v)
	case []string:
		return append([]string{}, v...)
	}
	return value
}
