package trouble

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// What fails every second for a night is said a dozen times, what fails every other
// time is one trouble, and its end is said once.
func TestTrouble(t *testing.T) {
	var out bytes.Buffer
	now := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	tr := New(log, func() time.Time { return now }, "alerts are late", "alerts are on time")
	said := func(want string) {
		t.Helper()
		if got := out.String(); got != want {
			t.Errorf("at %s it said\n%swant\n%s", now.Format(time.TimeOnly), got, want)
		}
		out.Reset()
	}
	note := func(err error, seconds int) {
		for range seconds {
			tr.Note(t.Context(), err)
			now = now.Add(time.Second)
		}
	}
	full := errors.New("disk full")
	note(nil, 100)
	said("")
	note(full, 60)
	said("level=ERROR msg=\"alerts are late\" error=\"disk full\"\n")
	note(full, 60)
	said("level=ERROR msg=\"alerts are late\" error=\"disk full\" times=61 since=2025-06-01T00:01:40Z\n")
	for range 10 {
		note(nil, 30)
		note(full, 30)
	}
	said("level=ERROR msg=\"alerts are late\" error=\"disk full\" times=151 since=2025-06-01T00:01:40Z\n" +
		"level=ERROR msg=\"alerts are late\" error=\"disk full\" times=271 since=2025-06-01T00:01:40Z\n")
	note(nil, 59)
	said("")
	note(nil, 10)
	said("level=INFO msg=\"alerts are on time\" times=420 for=11m59s\n")
	note(full, 1)
	said("level=ERROR msg=\"alerts are late\" error=\"disk full\"\n")
	note(full, 8*3600)
	if lines := strings.Count(out.String(), "\n"); lines < 10 || lines > 14 {
		t.Errorf("a night of it takes %d lines", lines)
	}
	out.Reset()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	tr.Note(ctx, nil)
	New(nil, nil, "a", "b").Note(t.Context(), full) // says nothing, to nobody
	said("")
}
