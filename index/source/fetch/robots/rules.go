package robots

import (
	"bufio"
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Bounds of what is read of a robots.txt.
const (
	// MaxBytes is how much of the file counts; RFC 9309 asks for 500 KiB at least.
	MaxBytes = 500 << 10
	// maxRules is how many rules are kept for us: a file of that size with a
	// handful of letters a line.
	maxRules = 20_000
	// maxDelay is the longest Crawl-delay that is kept: who asks for more gets it.
	maxDelay = time.Minute
)

// Rules say what one crawler may fetch. The zero value allows everything.
type Rules struct {
	rules []rule
	Delay time.Duration // between two requests; 0 where none is asked for
}

// rule allows or disallows what a pattern matches.
type rule struct {
	pattern string
	allow   bool
}

// none allows nothing: a server that fails has not said what it allows (RFC
// 9309, 2.3.1.4).
func none() Rules { return Rules{rules: []rule{{pattern: "/"}}} }

// Parse reads the rules for a crawler of that name, which is matched without
// regard to case. Groups of the same name count together; where none names the
// crawler, those for * do. What is no rule is passed over.
func Parse(text []byte, name string) Rules {
	text = bytes.TrimPrefix(text[:min(len(text), MaxBytes)], []byte("\ufeff"))
	p := parser{name: name}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, MaxBytes+1)
	lines.Split(scanLine)
	for lines.Scan() {
		p.line(lines.Text())
	}
	if p.named {
		return p.ours
	}
	return p.any
}

// scanLine ends a line at CR, LF or both.
func scanLine(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexAny(data, "\r\n"); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// parser gathers the rules of the groups for a crawler, and of those for all.
type parser struct {
	name      string
	ours, any Rules
	named     bool // a group names the crawler
	forUs     bool // the present group does
	forAll    bool // the present group is for *
	inRules   bool // the present group's names have ended
}

func (p *parser) line(text string) {
	text, _, _ = strings.Cut(text, "#")
	key, value, ok := strings.Cut(text, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		p.agent(value)
	case "allow":
		p.rule(value, true)
	case "disallow":
		p.rule(value, false)
	case "crawl-delay":
		p.delay(value)
	}
}

// agent begins a group, or adds a name to it.
func (p *parser) agent(value string) {
	if p.inRules {
		p.forUs, p.forAll, p.inRules = false, false, false
	}
	if value == "*" {
		p.forAll = true
		return
	}
	if strings.EqualFold(token(value), p.name) {
		p.forUs, p.named = true, true
	}
}

// token is the product token that a User-agent line begins with.
func token(value string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-"
	return value[:len(value)-len(strings.TrimLeft(value, letters))]
}

// groups are those that the present line speaks to.
func (p *parser) groups() (list []*Rules) {
	p.inRules = true
	if p.forUs {
		list = append(list, &p.ours)
	}
	if p.forAll {
		list = append(list, &p.any)
	}
	return list
}

func (p *parser) rule(pattern string, allow bool) {
	for _, g := range p.groups() {
		if pattern != "" && len(g.rules) < maxRules {
			g.rules = append(g.rules, rule{normal(pattern), allow})
		}
	}
}

func (p *parser) delay(value string) {
	seconds, err := strconv.ParseFloat(value, 64)
	for _, g := range p.groups() {
		if err == nil && seconds > 0 {
			g.Delay = time.Duration(min(seconds, maxDelay.Seconds()) * float64(time.Second))
		}
	}
}

// Allow reports whether an address may be fetched: the longest pattern that
// matches its path and query says so, and of two equally long ones the one that
// allows. /robots.txt itself always may.
func (r *Rules) Allow(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = normal(path)
	longest, allow := -1, true
	for _, rule := range r.rules {
		size := len(rule.pattern)
		if size < longest || size == longest && allow || !matches(rule.pattern, path) {
			continue
		}
		longest, allow = size, rule.allow
	}
	return allow
}

// matches reports whether a path begins as a pattern says, in which * stands for
// anything and $ at its end for the end. It takes no longer than the product of
// their lengths.
func matches(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path, parts = path[len(parts[0]):], parts[1:]
	for i, part := range parts {
		if anchored && i == len(parts)-1 {
			return strings.HasSuffix(path, part)
		}
		_, rest, found := strings.Cut(path, part)
		if !found {
			return false
		}
		path = rest
	}
	return !anchored || path == ""
}

// normal writes a path so that the same path is the same text (RFC 9309, 2.2.2):
// what is escaped without need is not, what is no ASCII is, and escapes have
// capitals.
func normal(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c, i = byte(n), i+2
				if !unreserved(c) {
					b.WriteString("%" + strings.ToUpper(path[i-1:i+1]))
					continue
				}
			}
		}
		if c <= ' ' || c >= 0x7f {
			const digits = "0123456789ABCDEF"
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// unreserved are the characters that mean the same escaped and not (RFC 3986).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
