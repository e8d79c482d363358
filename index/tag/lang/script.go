package lang

import "unicode/utf8"

// script is a way of writing, or a language's own part of one.
type script uint8

const (
	latin script = iota
	cyrillic
	ukrainian // letters that Russian has not
	serbian
	arabic
	urdu    // letters that Arabic and Persian have not
	persian // letters that Arabic has not
	devanagari
	han
	kana
	hangul
	greek
	hebrew
	thai
	bengali
	tamil
	telugu
	gujarati
	gurmukhi
	georgian
	armenian
	amharic
	scriptCount
)

// counts is how many letters of each script a text has.
type counts [scriptCount]int

// scripts counts the letters of a text.
func scripts(text string) *counts {
	var c counts
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		if s, ok := scriptOf(r); ok {
			c[s]++
		}
	}
	return &c
}

func scriptOf(r rune) (script, bool) {
	switch {
	case r < 'A':
		return 0, false
	case r <= 'z':
		return latin, r|0x20 >= 'a' && r|0x20 <= 'z'
	case r < 0x0370:
		return latin, r >= 0x00C0 && r != 0x00D7 && r != 0x00F7
	}
	for _, s := range ranges() {
		if r >= s.from && r <= s.to {
			return special(s.script, r), true
		}
	}
	return 0, false
}

type span struct {
	from, to rune
	script   script
}

// ranges are the blocks of Unicode in which letters of a script stand.
func ranges() [24]span {
	return [...]span{
		{0x0370, 0x03FF, greek},
		{0x0400, 0x052F, cyrillic},
		{0x0530, 0x058F, armenian},
		{0x0590, 0x05FF, hebrew},
		{0x0620, 0x06FF, arabic},
		{0x0750, 0x077F, arabic},
		{0x0900, 0x097F, devanagari},
		{0x0980, 0x09FF, bengali},
		{0x0A00, 0x0A7F, gurmukhi},
		{0x0A80, 0x0AFF, gujarati},
		{0x0B80, 0x0BFF, tamil},
		{0x0C00, 0x0C7F, telugu},
		{0x0E00, 0x0E7F, thai},
		{0x10A0, 0x10FF, georgian},
		{0x1100, 0x11FF, hangul},
		{0x1200, 0x137F, amharic},
		{0x1E00, 0x1EFF, latin},
		{0x3040, 0x30FF, kana},
		{0x3400, 0x4DBF, han},
		{0x4E00, 0x9FFF, han},
		{0xAC00, 0xD7A3, hangul},
		{0xF900, 0xFAFF, han},
		{0xFB50, 0xFDFF, arabic},
		{0xFE70, 0xFEFF, arabic},
	}
}

// special tells letters by which languages of one script differ.
func special(s script, r rune) script {
	switch s {
	case cyrillic:
		switch r {
		case 'і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ':
			return ukrainian
		case 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ', 'Ј', 'Љ', 'Њ', 'Ћ', 'Ђ', 'Џ':
			return serbian
		}
	case arabic:
		switch r {
		case 'ٹ', 'ڈ', 'ڑ', 'ے', 'ں', 'ھ', 'ہ', 'ۓ':
			return urdu
		case 'پ', 'چ', 'ژ', 'گ', 'ک', 'ی':
			return persian
		}
	}
	return s
}

// most is the script that has most letters, with those of its own languages. A
// sign of Chinese or Korean weighs as much as some letters.
func (c *counts) most() script {
	sums := *c
	sums[cyrillic] += c[ukrainian] + c[serbian]
	sums[arabic] += c[urdu] + c[persian]
	sums[han] = (c[han] + c[kana]) * lettersOfSign
	sums[hangul] *= lettersOfSign
	for _, s := range []script{ukrainian, serbian, urdu, persian, kana} {
		sums[s] = 0
	}
	best := latin
	for s := latin; s < scriptCount; s++ {
		if sums[s] > sums[best] {
			best = s
		}
	}
	return best
}

// lettersOfSign is how many letters say what a Chinese sign says.
const lettersOfSign = 2

// language is the language of a text that is not in Latin script.
func (c *counts) language() string {
	switch c.most() {
	case cyrillic:
		switch all := c[cyrillic]; {
		case c[serbian]*20 > all:
			return "sr"
		case c[ukrainian]*40 > all:
			return "uk"
		}
		return "ru"
	case arabic:
		switch all := c[arabic] + c[persian]; {
		case c[urdu]*12 > all:
			return "ur"
		case c[persian]*10 > c[arabic]:
			return "fa"
		}
		return "ar"
	case han:
		if c[kana]*10 > c[han] {
			return "ja"
		}
		return "zh"
	}
	names := map[script]string{
		devanagari: "hi", hangul: "ko", greek: "el", hebrew: "he", thai: "th", bengali: "bn", tamil: "ta", telugu: "te",
		gujarati: "gu", gurmukhi: "pa", georgian: "ka", armenian: "hy", amharic: "am",
	}
	return names[c.most()]
}
