package likely

// Reason is what makes two names look like one.
type Reason string

// The reasons.
const (
	Spelling  Reason = "spelling"  // the same letters, but for accents, hyphens, spaces
	Order     Reason = "order"     // the same words in another order
	Title     Reason = "title"     // the same but for a title
	Initials  Reason = "initials"  // first names as initials
	Middle    Reason = "middle"    // one has a middle name or initial
	Nickname  Reason = "nickname"  // a short or another form of the first name
	Article   Reason = "company"   // the same but for article or legal form
	Acronym   Reason = "acronym"   // the first letters of the other
	Contained Reason = "contained" // part of a longer name
	Surname   Reason = "surname"   // the last name of one person alone
	Typo      Reason = "typo"      // one letter differs
)

// rating says how far a reason is to be believed: its weight, from 0 to 1, and
// how many of their companions two names must share at least.
type rating struct{ weight, share float64 }

// rated orders the reasons. The figures are judgement: what the letters alone
// make certain needs nobody's company; a last name alone is anybody's.
func rated(r Reason) rating {
	switch r {
	case Spelling:
		return rating{1, 0}
	case Order, Title, Article:
		return rating{.9, 0}
	case Initials, Acronym:
		return rating{.8, .15}
	case Middle, Nickname:
		return rating{.75, .15}
	case Contained, Typo:
		return rating{.6, .3}
	case Surname:
		return rating{.55, .4}
	}
	return rating{}
}

// mayMeet reports whether both names can well stand in one article: an acronym
// is introduced by its long form. Other names of one person do not meet, since an
// article's names are united when they are found.
func (r Reason) mayMeet() bool {
	return r == Spelling || r == Acronym || r == Article || r == Title
}

// mostTogether is the part of the rarer name's articles that may name the other
// as well, where names of one do not meet.
const mostTogether = 1. / 3

// Evidence is what an archive says of a pair.
type Evidence struct {
	Share float64 // of their companions, from 0 to 1, those of both; see Share
	Both  int     // articles that name both
}

// Weigh gives how much speaks for a pair, from 0 to 1; 0 is a pair that must not
// be offered.
func (p Pair) Weigh(e Evidence) float64 {
	rate := rated(p.Reason)
	if p.Ambiguous {
		rate.share = max(2*rate.share, .4)
	}
	together := float64(e.Both) / float64(max(1, min(p.Name.Count, p.Into.Count)))
	if e.Share < rate.share || !p.Reason.mayMeet() && together > mostTogether {
		return 0
	}
	weight := rate.weight * (1 + e.Share) / 2
	if !p.Reason.mayMeet() {
		weight *= 1 - together
	}
	return weight
}
