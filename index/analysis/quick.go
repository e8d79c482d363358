package analysis

// The common letters of the commonest scripts, told without a look into
// Unicode's tables. All that is said here the tables say too; a test compares.

// quickClass is classOf for letters and signs of common blocks; other where it
// does not know.
func quickClass(r rune) class {
	switch {
	case r < 0x00C0:
	case r <= 0x024F: // Latin
		if r != '×' && r != '÷' {
			return letter
		}
	case r >= 0x0400 && r <= 0x0481, r >= 0x048A && r <= 0x052F: // Cyrillic
		return letter
	case r >= 0x0620 && r <= 0x064A && r != 0x0640, r >= 0x0671 && r <= 0x06D3: // Arabic
		return letter
	case r >= 0x0904 && r <= 0x0939: // Devanagari
		return letter
	case r >= 0x4E00 && r <= 0x9FFF: // Han
		return sign
	case r >= 0xAC00 && r <= 0xD7A3: // Hangul
		return letter
	}
	return other
}

// quickFold is Fold for letters of common blocks that stay one rune, and need no
// composition; 0 where it does not know.
func quickFold(r rune) rune {
	switch {
	case r >= 0x0430 && r <= 0x044F: // а to я
		return r
	case r >= 0x0410 && r <= 0x042F: // А to Я
		return r + 0x20
	case r >= 0x0627 && r <= 0x063A, r >= 0x0641 && r <= 0x064A, r >= 0x0679 && r <= 0x06CC: // Arabic
		return quickArabic(r)
	case r >= 0x0904 && r <= 0x0928, r >= 0x0935 && r <= 0x0939: // Devanagari without nukta
		return r
	case r >= 0xAC00 && r <= 0xD7A3: // Hangul syllables
		return r
	case r >= 0x00C0 && r <= 0x00FF:
		return latin1(r)
	}
	return 0
}

// quickArabic folds the letters of Arabic, Persian and Urdu that have no
// decomposition; 0 for the others.
func quickArabic(r rune) rune {
	switch r {
	case 'ی', 'ى':
		return 'ي'
	case 'ک':
		return 'ك'
	case 'ہ':
		return 'ه'
	case 0x06C0, 0x06C2, 0x06C3:
		return 0
	}
	return r
}

// latin1 folds À to ÿ; 0 for those that are spelled with two letters.
func latin1(r rune) rune {
	const folded = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y"
	if c := folded[r-0x00C0]; c != ' ' {
		return rune(c)
	}
	return 0
}
