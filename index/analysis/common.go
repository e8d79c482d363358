package analysis

import "strings"

// MaxCommon is the highest number that Common gives.
const MaxCommon = 248

// Common gives the number of a common word, from 1, and 0 for all others. Common
// are the little words that stand in most texts of a language: articles,
// prepositions, conjunctions, pronouns, auxiliaries, of English, Spanish, French,
// German, Italian, Portuguese, Dutch, Russian, Arabic, Urdu and Hindi. None is left
// out of an index; but next to other words they are remembered there, since a
// phrase with a word that nearly every article has is slow to find by its places.
//
// Indexes hold the numbers: they change with schema.Version alone.
func Common(term string) int {
	switch len(term) {
	case 1:
		return numbered(term, common1, 0)
	case 2:
		return numbered(term, common2, 7)
	case 3:
		return numbered(term, common3, 60)
	case 4:
		return numbered(term, common4, 139)
	case 5:
		return numbered(term, common5, 201)
	case 6:
		return numbered(term, common6, 212)
	case 8:
		return numbered(term, common8, 244)
	case 9:
		return numbered(term, common9, 246)
	}
	return 0
}

// numbered finds a term in a list of terms of its length, sorted and split by
// blanks, and gives its number, those of shorter lists before it.
func numbered(term, list string, before int) int {
	width := len(term) + 1
	low, high := 0, (len(list)+1)/width
	for low < high {
		middle := (low + high) / 2
		switch strings.Compare(list[middle*width:middle*width+width-1], term) {
		case 0:
			return before + middle + 1
		case -1:
			low = middle + 1
		default:
			high = middle
		}
	}
	return 0
}

// The common words as Fold writes them, by length in bytes.
const (
	common1 = "a d e i l o y"
	common2 = "al an ao as at au be by ce da de di du el em en es et he il im in is it la le lo na ne no of on op " +
		"or os ou qu sa se si su te to un up we zu в и к о с у"
	common3 = "all and are auf aus aux bei but che com con dal das dat dei del dem den der des die dos een ein est " +
		"foi for fur gli had has hat her het his ist its las les los mas mit nao nas nel new non nos not one " +
		"ont out par pas per piu por que qui say she sie sin son sur sus the uma una und une van vom von was " +
		"who you zum zur"
	common4 = "alla also auch avec been como dans eine esta from have mais more nach over para pela pelo plus pour " +
		"said says sich sind sono sont than that they this voor were will with zijn до за из на не он от по " +
		"ان او سے عن في كا كه كو كي كے لا ما مع من نے هے يه پر ہے"
	common5 = "after cette della einen einer nella nicht their there which would"
	common6 = "werden для его как что это الي اور بعد بهي تها علي كان ميں هذا هذه هيں एक और का कि की के को था ने " +
		"पर भी यह से ही है"
	common8 = "التي الذي"
	common9 = "में हैं"
)
