package when

// action is what a pattern's parts mean together.
type action uint8

const (
	doNothing action = iota
	doDate           // month, day, year, weekday, quarter, … as far as they stand there
	doBare           // the same of one part alone, which may be a word of another kind
	doDecade         // the year or the decade begins ten years
	doHoliday        // a holiday, of a year or of a date's year
	doDir            // last, this or next of a unit, a weekday, a month; or so many of them
	doShift          // yesterday, tomorrow
	doAgo            // so many units from publication: argument last or next
	doLater          // so many units from the date before it in the text
	doFrom           // so many units from a date
	doNth            // the first week of a date, the second quarter
	doIn             // a weekday, part or holiday of a week
	doThat           // the unit that the text speaks of
	doYearAgo        // the year-ago quarter
	doRange          // from one date to another
	doMod            // early, since, before: a date with a modifier
	doSame           // a date and words that say no more
	doSpelled        // a year in words: nineteen ninety-four
	doWeekOf         // the week of a day
	doVague          // now, recently
	doPartOf         // the beginning or the end of the unit that runs: end of year
)

func newActions() map[string]action {
	return map[string]action{
		"date": doDate, "bare": doBare, "decade": doDecade, "holiday": doHoliday, "dir": doDir, "shift": doShift, "ago": doAgo,
		"later": doLater, "from": doFrom, "nth": doNth, "in": doIn, "that": doThat, "yearago": doYearAgo, "range": doRange, "mod": doMod, "same": doSame,
		"spelled": doSpelled,
		"weekof":  doWeekOf, "vague": doVague, "partof": doPartOf,
	}
}

// grain tells of which size a date is, as patterns ask for it.
func (c *chart) grain(n *node) category {
	switch n.rule.do {
	case doRange:
		return catRange
	case doMod, doSame:
		if d := n.date(0); d != nil {
			return c.nodes[d.value].grain
		}
	case doShift, doIn, doHoliday, doVague:
		return catDayDate
	case doFrom:
		return catDayDate
	case doWeekOf:
		return catWeekDate
	}
	if s := n.find(catUnit); s != nil {
		return unitGrain(s.value)
	}
	for _, day := range []category{catDay, catOrd, catMonthDay, catWeekday, catHoliday, catShift} {
		if n.find(day) != nil {
			return catDayDate
		}
	}
	if n.find(catMonth) != nil {
		return catMonthDate
	}
	return catYearDate
}

func unitGrain(unit int) category {
	switch unit {
	case unitDay, unitWorkday:
		return catDayDate
	case unitWeek, unitFortnight, unitWeekend:
		return catWeekDate
	case unitMonth:
		return catMonthDate
	}
	return catYearDate
}

// find is the first slot of a category; nil where there is none.
func (n *node) find(c category) *slot {
	for i := range n.slots {
		if n.slots[i].category == c {
			return &n.slots[i]
		}
	}
	return nil
}

// value is that of the first slot of a category; fallback where there is none.
func (n *node) value(c category, fallback int) int {
	if s := n.find(c); s != nil {
		return s.value
	}
	return fallback
}

// date is slot number i of those that hold a date.
func (n *node) date(i int) *slot {
	for j := range n.slots {
		if isDate(n.slots[j].category) {
			if i == 0 {
				return &n.slots[j]
			}
			i--
		}
	}
	return nil
}

func isDate(c category) bool { return c >= catDate && c <= catRange }

// number is the first number among the slots; fallback where there is none.
func (n *node) number(fallback int) int {
	for _, s := range n.slots {
		if s.category == catNum || s.category == catN || s.category == catDay {
			return s.value
		}
	}
	return fallback
}
