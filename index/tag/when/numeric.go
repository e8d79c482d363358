package when

// readNumeric files a date that is written in digits alone: 2025-05-02,
// 02/05/2025, 12/2015. Day and month alone are a doubtful one.
func (c *chart) readNumeric(at int) {
	if c.followsDigits(at) {
		return
	}
	parts, end := c.numbers(at)
	var n node
	switch {
	case len(parts) == 3 && parts[0].digits == maxDigits:
		n.slots = c.dated(parts[0], parts[1], parts[2])
	case len(parts) == 3:
		n.slots = c.dayFirst(parts)
	case len(parts) == 2 && parts[0].digits == maxDigits:
		if parts[1].digits == 1 || parts[1].number < 10 {
			n.slots = c.dated(parts[0], parts[1], token{})
		}
	case len(parts) == 2 && parts[1].digits == maxDigits:
		n.slots = c.dated(parts[1], parts[0], token{})
	case len(parts) == 2:
		n.weak = true
		n.slots = c.dayAndMonth(parts)
	}
	if n.slots == nil {
		return
	}
	if s := c.signAt(at + 1); n.weak && (s == '-' || s == '.' && c.order != "dmy") {
		return // a score, or a fraction
	}
	if n.weak && c.signAt(at+1) == '.' && c.signAt(end) == '.' && c.touches(end) {
		n.dotted, end = true, end+1 // 22.04.
	}
	c.lastNumeric = end
	n.rule.do, n.start, n.end = doDate, at, end
	n.grain = c.grain(&n)
	c.nodes = append(c.nodes, n)
	c.fileDate(at, len(c.nodes)-1)
	c.file(at, reading{category: catNumDate, value: len(c.nodes) - 1, end: end})
}

// followsDigits reports whether the number goes on another: it is no beginning.
func (c *chart) followsDigits(at int) bool {
	if !c.touches(at) || !c.touches(at-1) || c.tokens[at-2].kind != number {
		return false
	}
	switch c.signAt(at - 1) {
	case '/', '.', ',', ':':
		return true
	case '-':
		if c.lastNumeric == at-1 {
			return false
		}
		return c.tokens[at-2].digits != maxDigits || c.tokens[at].digits != maxDigits
	}
	return false
}

// numbers reads two or three numbers with one and the same sign between, and
// the token behind them; none where more follow, or a chain of digits is no date.
func (c *chart) numbers(at int) (parts []token, end int) {
	parts = append(parts, c.tokens[at])
	end = at + 1
	join := c.signAt(end)
	if join != '-' && join != '/' && join != '.' || !c.touches(end) {
		return c.spacedNumbers(at)
	}
	for len(parts) < 3 && c.signAt(end) == join && c.touches(end) && c.touches(end+1) && c.tokens[end+1].kind == number {
		parts = append(parts, c.tokens[end+1])
		end += 2
	}
	if last := c.signAt(end); len(parts) < 2 || c.touches(end) && c.touches(end+1) && c.tokens[end+1].kind == number &&
		(last == join && last != '-' || last == ':' || last == ',') {
		return nil, at
	}
	return parts, end
}

// spacedNumbers reads 2016 10 16 and 16 10 2016.
func (c *chart) spacedNumbers(at int) (parts []token, end int) {
	if at+2 >= len(c.tokens) || c.tokens[at+1].digits != 2 || c.tokens[at].digits+c.tokens[at+2].digits != 2+maxDigits {
		return nil, at
	}
	for i := at; i < at+3; i++ {
		if t := c.tokens[i]; t.kind != number || t.digits < 2 || i > at && t.breaks {
			return nil, at
		}
	}
	return c.tokens[at : at+3], at + 3
}

// dated gives the slots of year, month and day, where they are such; a day of no
// digits was not written.
func (c *chart) dated(year, month, day token) []slot {
	if year.number < 1000 || year.number > 2199 || month.digits > 2 || month.number < 1 || month.number > 12 {
		return nil
	}
	s := []slot{{catYear, year.number}, {catMonth, month.number}}
	if day.digits == 0 {
		return s
	}
	if day.digits > 2 || day.number < 1 || day.number > daysIn(year.number, month.number) {
		return nil
	}
	return append(s, slot{catDay, day.number})
}

// dayFirst reads the day, month and year that stand in the order of the language;
// where that is no date, in the other one. Years of two digits are those about
// now.
func (c *chart) dayFirst(parts []token) []slot {
	year := parts[2]
	if year.digits == 2 && parts[0].digits == 2 && parts[1].digits == 2 {
		year.number, year.digits = c.century(year.number), maxDigits
	}
	if year.digits != maxDigits {
		return nil
	}
	day, month := parts[0], parts[1]
	if c.order == "mdy" {
		day, month = month, day
	}
	if s := c.dated(year, month, day); s != nil {
		return s
	}
	return c.dated(year, day, month)
}

// dayAndMonth reads two numbers of a date without a year.
func (c *chart) dayAndMonth(parts []token) []slot {
	day, month := parts[0].number, parts[1].number
	if c.order != "dmy" {
		day, month = month, day
	}
	if month > 12 {
		day, month = month, day
	}
	if parts[0].digits > 2 || parts[1].digits > 2 || month < 1 || month > 12 || day < 1 || day > daysIn(2000, month) {
		return nil
	}
	return []slot{{catMonth, month}, {catDay, day}}
}

// century gives a year of two digits the century that brings it nearest to
// publication: at most ten years behind it, and less than ninety before.
func (c *chart) century(yy int) int {
	now := c.base.Time().Year()
	year := now/100*100 + yy
	switch {
	case year > now+10:
		return year - 100
	case year <= now-90:
		return year + 100
	}
	return year
}
