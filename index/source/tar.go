package source

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// tarMagic is where a tar file says that it is one.
const tarMagic = 257

func isTar(b *beginning) bool {
	return len(b.head) > tarMagic+5 && bytes.Equal(b.head[tarMagic:tarMagic+5], []byte("ustar"))
}

// tarMembers are the files of a tar archive.
type tarMembers struct {
	in      *tar.Reader
	packed  *meter
	out     int64 // bytes that came out of it
	stopped bool
}

func openTar(in *input) (articles, int, error) {
	packed := &meter{in: in.text}
	return newContainer(in, &tarMembers{in: tar.NewReader(packed), packed: packed})
}

// next passes over what is no file: links, devices and pipes.
func (t *tarMembers) next() (member, error) {
	for {
		if t.stopped {
			return member{}, io.EOF
		}
		h, err := t.in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return member{}, io.EOF
		case err != nil:
			return member{}, &fatalError{fmt.Errorf("is a damaged tar file: %w", brokenInput(err))}
		case h.Typeflag == tar.TypeReg && isArticleFile(h.Name):
			return member{name: shown(h.Name), body: t.body()}, nil
		}
	}
}

// body is the member that is being read.
func (t *tarMembers) body() io.Reader {
	return &memberGuard{t.in, &t.out, func() int64 { return t.packed.n }, func() { t.stopped = true }}
}

func (t *tarMembers) Close() error { return nil }
