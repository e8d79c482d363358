package charset

import (
	"bytes"
	"regexp"
	"strings"
)

// headBytes is how far a label inside a text is looked for. The standards say
// 1024 bytes; pages with long comments in front of their meta need more.
const headBytes = 16 << 10

// Labels inside a text: XML's prolog, HTML's two forms of meta.
var (
	prologLabel = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']`)
	metaLabel   = regexp.MustCompile(`(?i)<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([a-z0-9_:.\-]{1,40})`)
)

// inside returns the character set that the text itself names.
func inside(data []byte) string {
	head := data[:min(len(data), headBytes)]
	if !bytes.Contains(head, []byte("<")) {
		return ""
	}
	for _, label := range []*regexp.Regexp{prologLabel, metaLabel} {
		if m := label.FindSubmatch(head); m != nil {
			name := lookUp(string(m[1]))
			if strings.HasPrefix(name, "utf-16") {
				return utf8Name // it could be read as ASCII, so it is not UTF-16
			}
			if name != "" {
				return name
			}
		}
	}
	return ""
}

// doubled counts letters of UTF-8 that were taken for windows-1252: a letter of
// C2 to F4 followed by as many of 80 to BF as it announces. "Ã©" is one; so rare
// is it in true text that three are proof.
func doubled(text []byte) int {
	if !bytes.ContainsAny(text, "ÂÃâÐÑ") {
		return 0
	}
	count, need := 0, 0
	for _, r := range string(text) {
		b := windows1252(r)
		switch {
		case need > 0 && b >= 0x80 && b < 0xC0:
			if need--; need == 0 {
				count++
			}
		case b >= 0xC2 && b < 0xE0:
			need = 1
		case b >= 0xE0 && b < 0xF0:
			need = 2
		case b >= 0xF0 && b < 0xF5:
			need = 3
		default:
			need = 0
		}
	}
	return count
}

// windows1252 returns the byte a rune has in windows-1252, 0 for none. Only the
// runes that the standard gives the bytes 80 to 9F differ from their number.
func windows1252(r rune) int {
	const at80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	if r >= 0x80 && r <= 0xFF {
		return int(r)
	}
	i := 0
	for _, c := range at80 {
		if c == r {
			return 0x80 + i
		}
		i++
	}
	return 0
}
