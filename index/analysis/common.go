package analysis

// IsCommon reports whether a term is one of the little words that stand in most
// texts of a language: articles, prepositions, conjunctions, pronouns, auxiliaries.
// Nothing is left out of an index for that. Pairs of them are indexed as well,
// since a phrase of two words that nearly every article has is slow to find by
// their places.
func IsCommon(term string) bool {
	if len(term) > longestCommon {
		return false
	}
	switch term {
	case "a", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has",
		"have", "he", "her", "his", "i", "in", "is", "it", "its", "more", "new", "no", "not", "of", "on", "one", "or", "out",
		"over", "said", "say", "says", "she", "than", "that", "the", "their", "there", "they", "this", "to", "up", "was", "we",
		"were", "which", "who", "will", "with", "would", "you": // English
		return true
	case "al", "como", "con", "de", "del", "el", "en", "es", "esta", "la", "las", "lo", "los", "mas", "para", "por", "que",
		"se", "sin", "su", "sus", "un", "una", "y": // Spanish
		return true
	case "au", "aux", "avec", "ce", "cette", "d", "dans", "des", "du", "est", "et", "il", "l", "le", "les", "ne", "ont",
		"ou", "par", "pas", "plus", "pour", "qu", "qui", "sa", "son", "sont", "sur", "une": // French
		return true
	case "auch", "auf", "aus", "bei", "das", "dem", "den", "der", "die", "ein", "eine", "einen", "einer", "fur", "hat", "im",
		"ist", "mit", "nach", "nicht", "sich", "sie", "sind", "und", "vom", "von", "werden", "zu", "zum", "zur": // German
		return true
	case "alla", "che", "da", "dal", "dei", "della", "di", "e", "gli", "nel", "nella", "non", "per", "piu", "si", "sono": // Italian
		return true
	case "ao", "com", "dos", "em", "foi", "mais", "na", "nao", "nas", "nos", "o", "os", "pela", "pelo", "uma": // Portuguese
		return true
	case "dat", "een", "het", "op", "te", "van", "voor", "zijn": // Dutch
		return true
	}
	return isCommonElsewhere(term)
}

// longestCommon is the length of the longest common word, in bytes.
const longestCommon = 12

// isCommonElsewhere knows the words of other scripts.
func isCommonElsewhere(term string) bool {
	switch term {
	case "в", "и", "на", "не", "о", "по", "с", "что", "за", "из", "к", "от", "он", "как", "для", "его", "у", "до", "это": // Russian
		return true
	case "في", "من", "علي", "الي", "عن", "ان", "مع", "هذا", "هذه", "التي", "الذي", "ما", "لا", "او", "كان", "بعد": // Arabic
		return true
	case "كے", "كي", "كا", "ميں", "نے", "سے", "كو", "ہے", "هے", "پر", "اور", "يه", "كه", "بهي", "هيں", "تها": // Urdu
		return true
	case "के", "की", "का", "में", "ने", "से", "को", "है", "पर", "और", "यह", "कि", "भी", "हैं", "था", "एक", "ही": // Hindi
		return true
	}
	return false
}
