package charset

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/transform"
)

// sampleBytes is how much of a text is looked at for a guess: some hundred
// letters decide, and pages have markup in between.
const sampleBytes = 64 << 10

// fallback is what undeclared bytes are read as where nothing fits better; it is
// what browsers do.
const fallback = "windows-1252"

// candidates are the character sets that news still comes in undeclared. Where
// two fit equally well, the one in front is taken.
func candidates() []string {
	return []string{
		fallback, "windows-1250", "windows-1251", "koi8-r", "ibm866", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr",
		"windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-874",
	}
}

// guess tries the character sets and returns the one whose letters look most
// like a language's.
func guess(data []byte) string {
	sample := sampleOf(data)
	best, bestScore := fallback, 0.0
	for _, name := range candidates() {
		out, _, err := transform.Bytes(encodingOf(name).NewDecoder(), sample)
		if err != nil {
			continue
		}
		if score := plausible(out); score > bestScore {
			best, bestScore = name, score
		}
	}
	return best
}

// sampleOf leaves out tags, which are the same in every character set, and
// begins no later than shortly before the first byte beyond ASCII.
func sampleOf(data []byte) []byte {
	first := bytes.IndexFunc(data, func(r rune) bool { return r >= 0x80 })
	data = data[max(0, first-200):]
	return data[:min(len(data), sampleBytes)]
}

// plausible rates how a text reads, per letter beyond ASCII: letters that are
// common in their script count for it, signs and strange neighbours against it.
func plausible(text []byte) float64 {
	var sum float64
	count := 0
	previous := ' '
	for _, r := range string(text) {
		switch {
		case r >= 0x80:
			count++
			sum += rate(previous, r)
		case unicode.IsLetter(r) && previous >= 0x80 && unicode.IsLetter(previous) && !unicode.Is(unicode.Latin, previous):
			sum-- // two alphabets in one word
		}
		previous = r
	}
	if count == 0 {
		return 0
	}
	return sum / float64(count)
}

// rate is what a rune behind another says for the text: 1 for what is normal.
func rate(previous, r rune) float64 {
	switch {
	case r == unicode.ReplacementChar, unicode.IsControl(r), unicode.Is(unicode.Co, r):
		return -10
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return rateKana(r)
	case unicode.Is(unicode.Hangul, r):
		return 1.3
	case unicode.Is(unicode.Han, r):
		return rateHan(r)
	case unicode.IsLetter(r):
		return rateLetter(previous, r)
	case strings.ContainsRune("’‘“”–—…«»„·°§£€©、。，「」・：（）！？“”　", r):
		return 0.5
	}
	return -0.5
}

// rateKana prefers the full forms: the half ones are what Latin letters of
// another character set look like in Shift_JIS.
func rateKana(r rune) float64 {
	if r >= 0xFF61 && r <= 0xFF9F {
		return -0.5
	}
	return 1.5
}

// rateHan knows the few hundred signs that make up half of all running text, in
// both scripts and Japanese.
func rateHan(r rune) float64 {
	const common = "的一是不了人我在有他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長知民样樣现現分将將外但身些与與高意进進把法此实實回二理美点點月明其种種声聲全工己话話儿者向情部正名定女问問力机機给給等几幾很业業最间間新什打便位因重被走电電四第门門相次东東政海口使教西再平真听聽世气氣信北少关關并内內加化由却代军軍产產入先山五太水万萬市眼体體别處处总總才场場师師书書比住员員九笑性通目华華报報立马馬命张張活难難神数數件安表原车車白应應路期叫死常提感金何更反合放做系系计計或司利受光王果亲親界及今京务務制解各任至清物台象记記边邊共风風战戰干接它许許八特觉覺望直服毛林题題建南度统統色字请請交爱愛让讓认認算论論百吃义義科怎元社术術结結六功指思非流每青管夫连連远遠资資队隊跟带帶花快条條院变變联聯权權往展该該领領传傳近留红紅治决決周保达達办辦运運武半候七必城父强強步完革深区區即求品士转轉量空甚众眾技轻輕程告江语語英基派满滿式李息写寫呢识識极極令黄黃德收脸臉钱錢党黨倒未持取设設始版双雙历歷越史商千片容研像找友孩站广廣改议議形委早房音火际際则則首单單据據导導影失拿网網香似斯专專石若兵弟谁誰读讀志飞飛观觀争爭究包组組造落视視济濟喜离離虽雖坏壞兴興切氏東京都県府市町村議員会社長同本者"
	if strings.ContainsRune(common, r) {
		return 1.6
	}
	if r >= 0x4E00 && r <= 0x9FFF {
		return 0.6
	}
	return -2
}

// rateLetter rates letters with accents and of other alphabets: a word is
// written in one of them, and small letters follow capitals, not the other way
// round. A wrong character set of the same alphabet swaps the two.
func rateLetter(previous, r rune) float64 {
	if unicode.Is(unicode.Latin, r) {
		return rateLatin(previous, r)
	}
	for _, script := range []*unicode.RangeTable{unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Thai} {
		if !unicode.Is(script, r) {
			continue
		}
		switch {
		case unicode.IsLetter(previous) && !unicode.Is(script, previous):
			return -1.5
		case unicode.IsUpper(r) && unicode.IsLetter(previous):
			return -0.5
		case strings.ContainsRune("оеаинтсрвлαοιετσνηςﺍاليمونرت", r):
			return 1.4
		case r > 0x450 && unicode.Is(unicode.Cyrillic, r): // beyond Russian
			return 0.7
		}
		return 1
	}
	return -0.5
}

func rateLatin(previous, r rune) float64 {
	switch {
	case unicode.IsUpper(r) && unicode.IsLower(previous):
		return -1
	case previous >= 0x80 && unicode.Is(unicode.Latin, previous): // two accents side by side are rare
		return -0.3
	case strings.ContainsRune("øì", r): // windows-1250 has ř and ě in their places
		return 0.8
	case strings.ContainsRune("řě", r):
		return 1.3
	case r <= 0xFF && !strings.ContainsRune("ýþðÿÝÞÐÃÂ×÷", r):
		return 1.2
	case strings.ContainsRune("ąćęłńśźżčďňšťůžőűăâîșțşţğıİ", unicode.ToLower(r)):
		return 1.1
	}
	return 0.3
}
