package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/source/page"
)

// publishedDays are the days on which the pages of the collection say that they
// were published, by the first digits of their names. Another reader of dates
// finds the same, but for seven that were read off the pages by eye: there it
// took the day of the address for that of the time, or a date in the text. One
// page says nothing.
const publishedDays = `
042bb7b5 2019-11-19  05844573 2019-11-20  06e5123e 2019-11-19  08f79376 2019-11-19  098bb3e9 2019-11-20
0dd13570 2018-10-09  0e014df6 2014-09-15  11ea381a 2010-10-22  1f765c48 2019-11-18  20b2b649 2017-11-23
291a8bf3 2019-11-19  30b771a4 2014-06-21  3252222e 2018-08-23  33fe2471 2018-09-15  359fee22 2019-11-19
374ac9a5 2019-11-20  39d5c43b 2019-11-20  3c5bf8db 2019-11-19  3c6d3381 2018-09-24  3cb5e2f4 2019-11-20
3f65af7b 2019-11-19  432362af 2019-11-18  4648a420 2018-04-09  55bb6340 2019-11-18  57b4dafd 2018-09-25
57e2e988 2018-07-02  5a822960 2019-11-20  5ae11e58 2017-10-12  5caf91b8 2019-11-20  5f03fc17 2018-10-07
5f9c5ed5 2019-11-20  5fa3154e 2019-11-18  5fbc7ccb 2019-11-19  612cd298 2014-06-13  63db31a1 2019-11-20
65408257 2019-11-20  6a72de37 2019-11-18  6ebac05f 2019-11-18  7837c9d6 2015-10-27  785affa2 2019-11-19
7916ecca 2019-11-20  7a457a4f 2019-11-19  7a664e40 2019-11-20  7de52419 2019-11-19  82b6d780 2019-11-20
833caf3b 2019-11-20  851498a2 2019-11-15  88c328b6 2019-11-19  8e3efab5 2019-11-19  92101975 2019-11-20
95301fb7 2018-08-13  9a440270 2019-11-19  9cb8224b 2019-11-19  9da36ae4 2018-09-28  9e8c9f08 2019-11-18
9ebb3af6 2019-11-20  a078b365 2019-11-19  a6968f42 2019-11-20  abd9d629 2019-11-19  ac1bfdd4 2019-11-19
ad9e9e59 2018-10-09  aec5deea 2019-11-20  b0cf2bbf 2019-11-20  b3c19dd5 2015-06-21  b6fb53e9 2017-08-02
ba07d1e6 2018-07-30  bc13ff87 2019-11-18  bdb56ac8 2019-11-15  c00962aa 2019-11-18  c467d507 2019-11-19
c50845a7 2019-11-18  c58aa507 2019-11-19  c7e39ac4 2019-11-19  c81e134e 2019-11-20  c82b3d1d 2018-10-11
e372e42c 2019-11-20  e4c6a3b4 2019-11-18  e593d7fe 2019-11-14  e7301133 2018-10-09  ea25dd7e 2019-11-18
ecb46e3e 2019-11-20  eecd2575 2019-11-20  f105de6e 2018-08-16  f6ac15a4 2018-10-05  f8ff621a 2019-11-19
`

// TestEvalRealDates counts how many dates of publication are right among the
// pages that state one.
func TestEvalRealDates(t *testing.T) {
	const least = 0.9
	want := map[string]string{}
	fields := strings.Fields(publishedDays)
	for i := 0; i+1 < len(fields); i += 2 {
		want[fields[i]] = fields[i+1]
	}
	right, stated := 0, 0
	for _, p := range realPages(t) {
		day, ok := want[p.name[:8]]
		if !ok {
			continue
		}
		stated++
		a, err := page.Read(p.data, page.Options{URL: p.URL})
		if err == nil && strings.HasPrefix(a.Published.String(), day) {
			right++
		} else {
			t.Logf("%.8s: got %s, want %s (%v)", p.name, a.Published, day, err)
		}
	}
	fmt.Printf("page: day of publication right on %d of %d pages that state one\n", right, stated)
	if stated == 0 || float64(right) < least*float64(stated) {
		t.Errorf("%d of %d dates are right, must be %.0f %%", right, stated, 100*least)
	}
}
