package locale

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
)

const other = plural.Other

// Count writes a whole number: 12,345.
func (l *Language) Count(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if len(digits) < l.format.GroupFrom {
		return sign + digits
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + l.format.Group + digits[i:]
	}
	return sign + digits
}

// Decimal writes a number with so many digits behind the point.
func (l *Language) Decimal(x float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', digits, 64), ".", l.format.Decimal, 1)
}

// Shortest writes a number with as many digits behind the point as it needs.
func (l *Language) Shortest(x float64) string { return l.Decimal(x, -1) }

// Percent writes a share of one: 12 %, 0.4 %.
func (l *Language) Percent(share float64) string {
	digits := 0
	if share*100 < 10 {
		digits = 1
	}
	return l.Say("number.percent", Str("number", l.Decimal(share*100, digits)))
}

// category is the plural form that a whole number takes.
func (l *Language) category(n int) plural.Form {
	n = max(n, -n)
	const enough = 10_000_000 // no rule looks at more digits
	return plural.Cardinal.MatchPlural(l.tag, n%enough, 0, 0, 0, 0)
}
