package config

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// lookupEnv is the value of an environment variable. An empty one counts as not
// set: that is how scripts pass on what they do not have.
func (s Sources) lookupEnv(name string) string {
	return s.environ()[name]
}

func (s Sources) environ() map[string]string {
	values := make(map[string]string, len(s.Env))
	for _, entry := range s.Env {
		name, value, _ := strings.Cut(entry, "=")
		values[name] = value
	}
	return values
}

// unknownEnv returns an error for each variable that looks like ours and is not.
func (s Sources) unknownEnv() []error {
	known := make([]string, 0, len(Keys()))
	for _, k := range Keys() {
		known = append(known, k.Env())
	}
	environ := s.environ()
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(environ)) {
		if !strings.HasPrefix(name, envPrefix) || slices.Contains(known, name) || foreign(name, environ[name]) {
			continue
		}
		errs = append(errs, &UnknownError{Name: name, Origin: Origin{Kind: FromEnv, Name: name}, Nearest: nearest(name, known, "_")})
	}
	return errs
}

// serviceLink is what a cluster tells every container of a service whose name
// begins with "dateline": an address nobody asked for.
var serviceLink = regexp.MustCompile(`_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_\w+)?)$`)

// foreign reports whether a variable with our prefix is none of ours: it is for
// tests, or a cluster set it.
func foreign(name, value string) bool {
	rest := strings.TrimPrefix(name, envPrefix)
	return strings.HasPrefix(rest, "TEST_") || rest == "TESTDATA" ||
		serviceLink.MatchString(name) ||
		strings.HasSuffix(name, "_PORT") && strings.Contains(value, "://")
}
