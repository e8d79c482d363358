package config

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Each check's error says what would be right.

func folder(path string) error {
	if path == "" {
		return errors.New("the path of a folder")
	}
	return nil
}

func engine(name string) error {
	switch name {
	case "bleve":
		return nil
	case "opensearch":
		return errors.New("bleve; opensearch is not available yet")
	}
	return errors.New("bleve")
}

func archive(name string) error {
	switch name {
	case "sqlite":
		return nil
	case "postgres":
		return errors.New("sqlite; postgres is not available yet")
	}
	return errors.New("sqlite")
}

func oneOf(names ...string) func(string) error {
	return func(name string) error {
		if !slices.Contains(names, name) {
			return errors.New(strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1])
		}
		return nil
	}
}

func address(addr string) error {
	if _, ok := cutPort(addr); !ok {
		return errors.New("HOST:PORT, such as 127.0.0.1:8080, or :8080 for every address of this machine")
	}
	return nil
}

func hosts(names []string) error {
	for _, name := range names {
		host, _ := cutPort(name)
		if host == "" || strings.ContainsAny(host, "/:*@ ") && net.ParseIP(host) == nil {
			return fmt.Errorf("names, such as news.example.org or news.example.org:8443, not %q", name)
		}
	}
	return nil
}

// cutPort is the host alone, and whether a port stood behind it.
func cutPort(addr string) (string, bool) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr, false
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return addr, false
	}
	return host, true
}

func positive(d time.Duration) error {
	if d <= 0 {
		return errors.New("longer than 0")
	}
	return nil
}

func positiveSize(s Size) error {
	if s <= 0 {
		return errors.New("more than 0 bytes")
	}
	return nil
}

func between(least, most int) func(int) error {
	return func(n int) error {
		if n < least || n > most {
			return fmt.Errorf("%d to %d", least, most)
		}
		return nil
	}
}

// members are those of an article that may have another name elsewhere.
func members() []string {
	return []string{
		"id", "url", "title", "subtitle", "body", "html", "source", "section", "authors", "lang",
		"published", "updated", "keywords", "image", "copyright",
	}
}

func fields(pairs []string) error {
	seen := make(map[string]bool)
	for _, pair := range pairs {
		ours, theirs, _ := strings.Cut(pair, "=")
		switch {
		case ours == "" || theirs == "":
			return fmt.Errorf("ours=theirs, such as title=headline, not %q", pair)
		case !slices.Contains(members(), ours):
			return fmt.Errorf("one of %s in front of =, not %q", strings.Join(members(), ", "), ours)
		case seen[theirs]:
			return fmt.Errorf("%q once", theirs)
		}
		seen[theirs] = true
	}
	return nil
}
