package intake

import "strings"

// Discreet is a text without what the queries of the web addresses in it say: of a
// feed that is paid for that is often a key. So those read it who may not write.
func Discreet(text string) string {
	const scheme = "://"
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, scheme)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexFunc(rest, endsAddress)
		if end < 0 {
			end = len(rest)
		}
		b.WriteString(scheme + withoutQuery(rest[:end]))
		text = rest[end:]
	}
}

// withoutQuery hides the query of an address. What stands behind an address in a
// sentence is none of it.
func withoutQuery(address string) string {
	before, query, found := strings.Cut(address, "?")
	if !found {
		return address
	}
	return before + "?…" + query[len(strings.TrimRight(query, ".,:;!)")):]
}

// endsAddress reports whether a sign cannot stand in an address.
func endsAddress(r rune) bool { return r <= ' ' || strings.ContainsRune("\"<>`'\u00a0“”«»", r) }

// Discreet is the feed as those see it who may not write.
func (f Feed) Discreet() Feed {
	for _, text := range []*string{&f.URL, &f.Title, &f.Error, &f.Warnings, &f.Moved} {
		*text = Discreet(*text)
	}
	return f
}

// Discreet is the job as those see it who may not write.
func (j Job) Discreet() Job {
	j.Name, j.Error = Discreet(j.Name), Discreet(j.Error)
	return j
}

// Discreet is it as those see it who may not write.
func (r Rejected) Discreet() Rejected {
	r.File, r.Reason = Discreet(r.File), Discreet(r.Reason)
	return r
}
