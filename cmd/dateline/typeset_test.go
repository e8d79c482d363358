package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Texts are set as their scripts are: Arabic from the right; Chinese and Japanese
// without a sign at the beginning of a line that may not stand there (JIS X 4051,
// GB/T 15834), and no wider than the column, whatever stands in it.
func browserSetsScripts(t *testing.T, s *server, b *browser) {
	long := "https://archive.example/" + strings.Repeat("verylongname", 12)
	for id, article := range map[string]string{
		"chinese":  `"lang": "zh-Hant", "title": "港口（北區）的新航線，明年開放。", "body": "` + strings.Repeat("他說：「船，是我們的家。」（記者）", 40) + ` ` + long + `"`,
		"japanese": `"lang": "ja", "title": "港の新しい航路、来年に開通。", "body": "` + strings.Repeat("彼は「船は、私たちの家です。」と言った。", 40) + ` ` + long + `"`,
		"arabic":   `"lang": "ar", "title": "سوق السمك ينتقل إلى مبناه الجديد", "body": "` + strings.Repeat("قال الصيادون إنهم راضون عن المبنى الجديد (UNCTAD). ", 20) + `"`,
	} {
		status, answer, err := send("POST", s.url+"/api/v1/articles?refresh=wait", "application/json", []byte(`{"id": "`+id+`", `+article+`}`))
		if err != nil || status/100 != 2 {
			t.Fatalf("sent %s: %d, %s, %v", id, status, answer, err)
		}
	}
	for _, width := range []int64{375, 1440} {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, id := range []string{"chinese", "japanese", "arabic"} {
			where := fmt.Sprintf("%s at %d px", id, width)
			b.do(chromedp.Navigate(s.url+"/article/"+id), visible("article.story .text p"))
			b.holds("document.documentElement.scrollWidth <= innerWidth", where+" within the page")
			if got := eval[string](b, linesBeginning); got != "" {
				t.Errorf("%s: lines begin with %s", where, got)
			}
		}
		b.holds("getComputedStyle(document.querySelector('.story .text p')).direction === 'rtl'", "Arabic from the right")
		b.holds(fromTheRight, "the first Arabic letter at the right edge")
	}
}

// linesBeginning gives the signs that stand at the beginning of a line and may not.
const linesBeginning = `(() => {
	const wrong = [];
	for (const p of document.querySelectorAll('.story h1, .story .text p')) {
		for (const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); walker.nextNode();) {
			const range = document.createRange();
			let last = 0;
			[...walker.currentNode.data].reduce((at, sign) => {
				range.setStart(walker.currentNode, at);
				range.setEnd(walker.currentNode, at + sign.length);
				const top = range.getBoundingClientRect().top;
				if (at && top > last + 5 && '，。、：」）'.includes(sign)) wrong.push(sign);
				last = top;
				return at + sign.length;
			}, 0);
		}
	}
	return wrong.join(' ');
})()`

// fromTheRight tells whether the first letter of a text stands at the right.
const fromTheRight = `(() => {
	const p = document.querySelector('.story .text p');
	const range = document.createRange();
	range.setStart(p.firstChild, 0);
	range.setEnd(p.firstChild, 1);
	return Math.abs(range.getBoundingClientRect().right - p.getBoundingClientRect().right) < 5;
})()`
