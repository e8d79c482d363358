package page

import (
	"testing"
	"time"

	"github.com/dateline-search/dateline/web/locale"
)

// speaking is a voice in a language, with times in UTC.
func speaking(t *testing.T, tag string) voice {
	t.Helper()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return voice{words.Named(tag), time.UTC}
}
