package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
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
	// maxBombs is how many files in one file may be refused because they grow too
	// much: each has cost the time of freeBytes by then, a tenth of a second.
	maxBombs = 10
)

// unpack opens what is compressed until it is text, or an archive of files.
func (t *text) unpack(shared *growth, depth int) error {
	in := &meter{in: t.Reader} // all layers are measured by what the file itself has
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
		packed := io.Reader(t.Reader)
		if layer == 0 {
			packed = bufio.NewReaderSize(in, bufferSize)
		}
		unpacked, err := packing(packed)
		if err != nil {
			return brokenInput(err)
		}
		t.Reader = bufio.NewReaderSize(&guard{in: unpacked, packed: func() int64 { return in.n }, shared: shared, level: 2 * depth}, bufferSize)
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

// growth is how much came out of all in a file that grows more than maxRatio times,
// and how often that was too much.
type growth struct {
	excess [levels]int64 // bytes, by level: what lies in a bomb is no second one
	bombs  int
}

// levels are those at which something is unpacked: files in files, and their
// members.
const levels = 2 * (maxNesting + 1)

// isSpent reports whether nothing more is to be unpacked.
func (g *growth) isSpent() bool { return g.bombs >= maxBombs }

// guard refuses to go on where too much comes out of too little.
type guard struct {
	in     io.Reader
	packed func() int64 // bytes of the file from which it is unpacked, so far
	shared *growth
	level  int
	n      int64 // bytes that came out
	excess int64 // its part of what is shared
	err    error
}

func (g *guard) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.in.Read(p)
	g.n += int64(n)
	excess := int64(0)
	if g.n/maxRatio > g.packed() {
		excess = g.n
	}
	shared := &g.shared.excess[g.level]
	*shared += excess - g.excess
	if g.excess = excess; *shared > freeBytes {
		*shared -= excess // the others may grow still
		return 0, g.refuse()
	}
	return n, err
}

// refuse ends what is a bomb, and everything where that was one too many.
func (g *guard) refuse() error {
	g.shared.bombs++
	if g.err = errBomb; g.shared.isSpent() {
		g.err = errManyBombs
	}
	return g.err
}

// errCut says that a file, or one in it, has no end.
var errCut = errors.New("ends in the middle; it was cut off, or is still being written")

// errChecksum comes at the end, when articles may have been taken from what was read.
var errChecksum = errors.New("is damaged: its checksum is another, so that what was read of it may not be what was written")

// errBomb says that a file is not read to its end.
var errBomb = fmt.Errorf("grows more than %d times when it is unpacked, so that it is none that holds text", maxRatio)

// errManyBombs is errBomb where nobody looks further.
var errManyBombs = fmt.Errorf("%w; as there are %d of these in the file, nothing behind it in archives was read", errBomb, maxBombs)

// brokenInput explains an error of the medium.
func brokenInput(err error) error {
	var structural bzip2.StructuralError
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errBomb):
		return err
	case errors.Is(err, gzip.ErrHeader):
		return fmt.Errorf("is a damaged gzip file: %w", err)
	case errors.As(err, &structural), errors.As(err, &corrupt), errors.Is(err, zstd.ErrMagicMismatch),
		errors.Is(err, zstd.ErrReservedBlockType), errors.Is(err, zstd.ErrWindowSizeExceeded):
		return fmt.Errorf("is a damaged compressed file: %w", err)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		return errChecksum
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errCut
	}
	return fmt.Errorf("cannot be read: %w", plainError(err))
}
