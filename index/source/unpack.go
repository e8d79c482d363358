package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Bounds of what a compressed file may become. Text shrinks to a tenth, that of
// a machine to a hundredth; what grows a thousandfold was made to.
const (
	maxLayers = 3         // of compression around each other
	maxRatio  = 250       // of bytes that come out to bytes that go in, beyond freeBytes
	freeBytes = 64 << 20  // that may come out whatever the ratio is
	maxWindow = 128 << 20 // of zstd, in bytes: what `zstd --long` writes
)

// errBomb says that a file is not read to its end.
var errBomb = fmt.Errorf("grows more than %d times when it is unpacked, so that it is none that holds text", maxRatio)

// unpack opens what is compressed until it is text, or an archive of files.
func (t *text) unpack() error {
	for layer := 0; ; layer++ {
		magic, err := t.Peek(4)
		if err != nil && !errors.Is(err, io.EOF) {
			return brokenInput(err)
		}
		packing := packingOf(magic)
		if packing == nil {
			return nil
		}
		if layer == maxLayers {
			return fmt.Errorf("is compressed more than %d times", maxLayers)
		}
		in := &meter{in: t.Reader}
		unpacked, err := packing(bufio.NewReaderSize(in, bufferSize))
		if err != nil {
			return brokenInput(err)
		}
		t.Reader = bufio.NewReaderSize(&guard{in: unpacked, packed: in}, bufferSize)
	}
}

// packingOf recognises how a file is compressed by its first bytes; nil where it
// is not.
func packingOf(magic []byte) func(io.Reader) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return func(in io.Reader) (io.Reader, error) { return gzip.NewReader(in) }
	case bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return func(in io.Reader) (io.Reader, error) {
			return zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		}
	case bytes.HasPrefix(magic, []byte("BZh")):
		return func(in io.Reader) (io.Reader, error) { return bzip2.NewReader(in), nil }
	}
	return nil
}

// meter counts what is read.
type meter struct {
	in io.Reader
	n  int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.n += int64(n)
	return n, err
}

// guard refuses to go on where too much comes out of too little.
type guard struct {
	in     io.Reader
	packed *meter
	n      int64
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	if g.n += int64(n); isBomb(g.n, g.packed.n) {
		return 0, errBomb
	}
	return n, err
}

// errArchiveBomb is errBomb of an archive.
var errArchiveBomb = fmt.Errorf("%w; nothing behind it in the archive was read", errBomb)

// memberGuard is a guard over all members of an archive together, which may share
// what they are unpacked from, or have holes that are stored nowhere.
type memberGuard struct {
	in     io.Reader
	out    *int64 // bytes that came out of the archive
	packed func() int64
	stop   func()
}

func (g *memberGuard) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	if *g.out += int64(n); isBomb(*g.out, g.packed()) {
		g.stop()
		return 0, errArchiveBomb
	}
	return n, err
}

func isBomb(unpacked, packed int64) bool {
	return unpacked > freeBytes && unpacked/maxRatio > packed
}

// brokenInput explains an error of the medium.
func brokenInput(err error) error {
	var structural bzip2.StructuralError
	switch {
	case errors.Is(err, errBomb):
		return err
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return fmt.Errorf("is a damaged gzip file: %w", err)
	case errors.As(err, &structural), errors.Is(err, zstd.ErrCRCMismatch), errors.Is(err, zstd.ErrMagicMismatch),
		errors.Is(err, zstd.ErrReservedBlockType), errors.Is(err, zstd.ErrWindowSizeExceeded):
		return fmt.Errorf("is a damaged compressed file: %w", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("is a compressed file that was cut off: %w", err)
	}
	return fmt.Errorf("cannot be read: %w", plainError(err))
}
