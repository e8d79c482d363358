package source

import (
	"context"
	"io"
)

// openWaiting reads what may keep its reader waiting for ever, and even who opens
// it: a pipe into which nobody writes, a terminal at which nobody types. Reading
// ends with ctx, as nothing else ends such a wait; what waits is then left behind
// until somebody writes, or the process ends.
func openWaiting(ctx context.Context, open func() (io.ReadCloser, error)) io.ReadCloser {
	out, in := io.Pipe()
	stop := context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) })
	go func() { _ = in.CloseWithError(pour(in, open)) }()
	return &waiting{out, stop}
}

// pour opens a file and writes into w what it holds.
func pour(w io.Writer, open func() (io.ReadCloser, error)) error {
	from, err := open()
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }() // it was only read
	_, err = io.Copy(w, from)
	return err
}

type waiting struct {
	io.ReadCloser
	stop func() bool
}

func (w *waiting) Close() error {
	w.stop()
	return w.ReadCloser.Close()
}
