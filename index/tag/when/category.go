package when

// category is a kind of reading. Those below have meanings of their own; a
// language's file adds one for each word that its patterns name.
type category uint16

const (
	none category = iota
	catMonth
	catWeekday
	catMonthDay // cardinal numbers in words, as days of a month
	catUnit
	catUnits   // the same in the plural
	catNum     // cardinal numbers in words
	catOrd     // ordinal numbers
	catDir     // last -1, this 0, next +1
	catShift   // yesterday -1, tomorrow +1, in days
	catSeason  // months since December, by 3
	catMod     // early, since, …
	catPart    // parts of the day: morning, night
	catHoliday // an index into the language's holidays
	catDecade  // the nineties: 90
	catVague   // now, recently: no date at all
	catContext // words after which a doubtful reading is a date
	catArticle // words after which a bare year is one
	catFuture  // words that speak of what will be
	catPast    // words that speak of what was
	catNeutral // words that only look like those of the past
	catBlock   // words behind which nothing is a date
	catThan    // words behind which "later" goes on to another date
	catAnd     // words between the last two days of a list
	catN       // digits: any number
	catDay     // digits: 1 to 31
	catYear    // digits: a year
	catYY      // digits: two, of a year
	catQuarter // Q1 to Q4
	catHalf    // H1, H2
	catDate    // a date that patterns found; its value is its node
	catDayDate // the same, by its grain
	catWeekDate
	catMonthDate
	catYearDate // quarters, seasons and longer
	catNumDate  // written in digits alone
	catRange    // from one date to another
	catWord     // the first of a language's own
)

// newCategories are how a language's file calls the categories.
func newCategories() map[string]category {
	return map[string]category{
		"month": catMonth, "weekday": catWeekday, "monthday": catMonthDay, "unit": catUnit, "units": catUnits, "num": catNum, "ord": catOrd, "dir": catDir,
		"shift": catShift, "season": catSeason, "mod": catMod, "part": catPart, "holiday": catHoliday, "decade": catDecade,
		"vague": catVague, "context": catContext, "article": catArticle, "future": catFuture, "past": catPast,
		"block": catBlock, "than": catThan, "and": catAnd, "neutral": catNeutral, "n": catN, "day": catDay, "year": catYear, "yy": catYY, "quarter": catQuarter, "half": catHalf,
		"date": catDate, "date.day": catDayDate, "date.week": catWeekDate, "date.month": catMonthDate,
		"date.year": catYearDate, "date.numeric": catNumDate,
	}
}

// Units of time, as the value of catUnit.
const (
	unitDay = iota + 1
	unitWorkday
	unitWeek
	unitFortnight
	unitWeekend
	unitMonth
	unitQuarter
	unitHalf
	unitYear
	unitDecade
	unitCentury
)

// Modifiers, as the value of catMod.
const (
	modNone = iota
	modEarly
	modMid
	modLate
	modSince
	modAfter
	modBefore
	modUntil
	modAbout
	modLess
	modMore
)

// newSymbols are the words for values that a language's file may use.
func newSymbols() map[string]int {
	return map[string]int{
		"day": unitDay, "workday": unitWorkday, "week": unitWeek, "fortnight": unitFortnight, "weekend": unitWeekend,
		"month": unitMonth, "quarter": unitQuarter, "half": unitHalf, "year": unitYear, "decade": unitDecade, "century": unitCentury,
		"early": modEarly, "mid": modMid, "late": modLate, "since": modSince, "after": modAfter, "before": modBefore,
		"until": modUntil, "about": modAbout, "less": modLess, "more": modMore,
		"winter": 0, "spring": 1, "summer": 2, "autumn": 3,
		"last": -1, "this": 0, "next": 1, "-": 0,
	}
}
