package when

import (
	"slices"

	"github.com/dateline-search/dateline/index/news"
)

// longestList is how many days may stand in front of the last one of a list.
const longestList = 5

// listed appends the days that stand in front of a date as a list that it ends:
// "2, 3 and 4 May". What stands between the last two says that it is one.
func (r *resolver) listed(found []Mention, n *node, m *Mention) []Mention {
	if m.Period.Grain != news.GrainDay || !m.Period.Single() || m.Mod != Plain || !r.isDay(n.start) {
		return found
	}
	days, at := []int(nil), n.start
	for len(days) < longestList {
		if at = r.dayBefore(at, len(days) == 0); at < 0 || len(found) > 0 && r.tokens[at].start < found[len(found)-1].End {
			break
		}
		days = append(days, at)
	}
	for _, at := range slices.Backward(days) {
		t := &r.tokens[at]
		if s, ok := withDay(span{period: m.Period}, t.number); ok {
			found = append(found, Mention{Start: t.start, End: t.end, Period: s.period})
		}
	}
	return found
}

// dayBefore is the token of the day in front of another in a list, which is split
// by "and" before the last of them and by commas before the others; -1 for none.
func (r *resolver) dayBefore(at int, last bool) int {
	join := at - 1
	if join < 1 || last != r.has(join, catAnd) || !last && r.signAt(join) != ',' {
		return -1
	}
	day := join - 1
	if day > 0 && r.signAt(day) == '.' { // an ordinal number
		day--
	}
	for i := day + 1; i <= at; i++ {
		if r.tokens[i].breaks {
			return -1
		}
	}
	if !r.isDay(day) {
		return -1
	}
	return day
}

// isDay reports whether a token is a day of a month in digits, and no part of a
// larger number.
func (r *resolver) isDay(at int) bool {
	return r.has(at, catDay) && !r.isGlued(at) && !r.isPart(at)
}
