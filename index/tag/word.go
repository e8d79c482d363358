package tag

import "strings"

// isTitle reports whether a folded word stands in front of people's names and
// does not belong to them.
func isTitle(term string) bool {
	switch term {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "baroness", "baron", "count", "countess",
		"president", "vice", "minister", "premier", "secretary", "undersecretary", "senator", "sen", "rep", "representative",
		"congressman", "congresswoman", "governor", "gov", "mayor", "councillor", "councilman", "councilwoman", "alderman",
		"judge", "justice", "magistrate", "attorney", "prosecutor", "general", "gen", "colonel", "col", "lieutenant", "lt",
		"major", "maj", "captain", "capt", "sergeant", "sgt", "corporal", "cpl", "private", "admiral", "commander", "cmdr",
		"brigadier", "marshal", "inspector", "superintendent", "detective", "constable", "officer", "sheriff", "chief",
		"professor", "prof", "king", "queen", "prince", "princess", "emperor", "duke", "duchess", "sultan", "emir", "sheikh",
		"sheik", "sheikha", "pope", "cardinal", "archbishop", "bishop", "reverend", "rev", "father", "sister", "brother",
		"rabbi", "imam", "ayatollah", "mullah", "maulana", "chancellor", "ambassador", "envoy", "spokesman", "spokeswoman",
		"spokesperson", "coach", "manager", "chairman", "chairwoman", "chair", "director", "ceo", "deputy", "leader",
		"speaker", "commissioner", "coroner", "dean", "author", "actor", "actress", "singer", "striker", "midfielder",
		"goalkeeper", "defender", "candidate", "elect", "former", "acting", "prime", "foreign", "defence", "defense", "finance",
		"interior", "lead", "head", "comrade", "hon", "maestro", "doctor",
		"herr", "frau", "doktor", "prasident", "prasidentin", "kanzler", "kanzlerin", "ministerin", "burgermeister",
		"monsieur", "madame", "mme", "mlle", "maitre", "ministre", "maire", "senor", "senora", "sr", "sra", "don", "dona",
		"presidente", "ministro", "ministra", "alcalde", "alcaldesa":
		return true
	}
	return false
}

// isParticle reports whether a folded word stands inside people's names and is
// written small.
func isParticle(term string) bool {
	switch term {
	case "al", "el", "ul", "ad", "an", "ar", "as", "at", "az", "bin", "ibn", "bint", "ben", "abu", "von", "van", "der", "den",
		"de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "las", "los", "y", "e", "zu", "zur",
		"ter", "ten", "dal", "dalla", "af", "av", "st", "o", "mac", "mc":
		return true
	}
	return false
}

// isBound reports whether a folded word inside an organisation's name is left
// out of its acronym.
func isBound(term string) bool {
	switch term {
	case "of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "de", "des", "du", "la", "le", "les", "del", "y", "e",
		"et", "und", "der", "die", "das", "fur", "von", "pour", "para", "di", "d", "l":
		return true
	}
	return false
}

// isCompany reports whether a folded word behind a name says that it is a
// company's, and is left out in speaking of it.
func isCompany(term string) bool {
	switch term {
	case "inc", "incorporated", "ltd", "limited", "corp", "llc", "llp", "plc", "co", "ag", "gmbh", "kg", "kgaa", "sa", "nv",
		"bv", "ab", "ltda", "lda", "as", "asa", "oyj", "spa", "srl", "sarl", "sas", "pty", "pvt", "bhd", "pjsc", "kk":
		return true
	}
	return false
}

// isForm reports whether a folded word with a capital is a company's legal form and
// hardly ever anything else.
func isForm(term string) bool {
	switch term {
	case "inc", "incorporated", "ltd", "limited", "corp", "llc", "llp", "plc", "co", "gmbh":
		return true
	}
	return false
}

// isKind reports whether a folded word says what sort of organisation it is, and
// alone is no name of one.
func isKind(term string) bool {
	switch term {
	case "university", "college", "school", "bank", "ministry", "department", "board", "council", "court", "commission",
		"committee", "agency", "authority", "institute", "national", "international", "united", "royal", "federal", "state",
		"central", "supreme", "high", "district", "county", "city", "town", "port", "new", "north", "south", "east", "west",
		"union", "party", "house", "office", "church", "hospital", "museum", "club", "association", "federation", "group",
		"company", "bureau", "center", "centre", "foundation", "society", "league", "army", "police", "world", "european",
		"american", "british", "french", "german", "african", "asian", "people", "first", "general", "great", "free":
		return true
	}
	return false
}

// isPreposition reports whether a folded word ends as the names of trades do and
// is none.
func isPreposition(term string) bool {
	switch term {
	case "after", "under", "over", "whether", "either", "neither", "other", "another", "later", "never", "however", "rather":
		return true
	}
	return false
}

// abbreviated is how a title is written most often.
func abbreviated(term string) string {
	switch term {
	case "doctor":
		return "dr"
	case "professor":
		return "prof"
	case "senator":
		return "sen"
	}
	return term
}

// isRelation reports whether a folded word says whose relative somebody is.
func isRelation(term string) bool {
	switch term {
	case "wife", "husband", "son", "daughter", "brother", "sister", "uncle", "aunt", "nephew", "niece", "cousin", "father",
		"mother", "grandson", "granddaughter", "grandfather", "grandmother", "widow", "widower", "namesake", "relation":
		return true
	}
	return false
}

// isSmallWord reports whether a folded word of a language is one that every text
// has, though an acronym is written like it in capitals.
func isSmallWord(lang, term string) bool {
	switch lang {
	case "fr":
		return term == "un" || term == "au" || term == "eau" || term == "us"
	case "es":
		return term == "un" || term == "uno" || term == "esa"
	case "it":
		return term == "un" || term == "uno"
	case "pt":
		return term == "eu"
	case "ro":
		return term == "un" || term == "au"
	}
	return term == "us" || term == "who"
}

// smallInAll reports whether in a language even a short headline in capitals has
// such a small word rather than an acronym; in English one has the US rather than us.
func smallInAll(lang string) bool { return lang != "" && lang != "en" }

// isPostposition reports whether a folded word of a language stands behind nouns
// alone, or says behind a name that it is a country's.
func isPostposition(lang, term string) bool {
	switch lang {
	case "ur":
		switch term {
		case "كا", "كے", "كي", "كو", "ميں", "نے", "سے":
			return true
		}
	case "hi":
		switch term {
		case "का", "के", "की", "में", "से":
			return true
		}
	case "ko":
		for _, noun := range []string{"정부", "대통령", "총리", "내전", "수도", "북부", "남부", "서부", "동부"} {
			if strings.HasPrefix(term, noun) { // a particle is written behind it
				return true
			}
		}
	}
	return false
}

// isBeforePlace reports whether a folded word of a language is a preposition of
// places, or says in front of a name that it is one's.
func isBeforePlace(lang, term string) bool {
	switch lang {
	case "ar":
		switch term {
		case "في", "من", "الي", "جمهورية", "دولة", "مدينة", "شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "عاصمة", "العاصمة":
			return true
		}
	case "fa":
		switch term {
		case "در", "از", "كشور", "جمهوري", "شهر", "پايتخت", "شمال", "جنوب":
			return true
		}
	case "he":
		switch term {
		case "מדינת", "רפובליקת", "העיר", "בירת", "נשיא", "ממשלת":
			return true
		}
	}
	return false
}
