package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// unit is what a bar counts.
type unit bool

const (
	plainCount unit = false
	byteCount  unit = true
)

// plainEvery is how often progress is told in lines where there is no terminal.
const plainEvery = 5 * time.Second

// bar shows how far long work is: a moving bar on a terminal, a line now and
// then elsewhere.
type bar struct {
	a     *app
	what  string
	total int64
	bar   *progressbar.ProgressBar // nil where there is no terminal
	told  time.Time
}

// newBar begins a bar; a total below 1 is one that is not known.
func (a *app) newBar(what string, total int64, u unit) *bar {
	b := &bar{a: a, what: what, total: total, told: time.Now()}
	file, ok := a.Stderr.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return b
	}
	if total < 1 {
		total = -1
	}
	b.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(file),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowBytes(bool(u)),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
	return b
}

// set moves the bar to done.
func (b *bar) set(done int64) {
	if b.bar != nil {
		_ = b.bar.Set64(done)
		return
	}
	if time.Since(b.told) < plainEvery {
		return
	}
	b.told = time.Now()
	if b.total < 1 {
		b.a.say("%s: %d", b.what, done)
		return
	}
	b.a.say("%s: %d%%", b.what, 100*min(done, b.total)/b.total)
}

// beside prints something while the bar is shown.
func (b *bar) beside(print func()) {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
	print()
}

// finish takes the bar off the terminal.
func (b *bar) finish() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}
