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
	in     *tar.Reader
	packed *meter
	grown  *growth
	level  int
}

func openTar(in *input) (articles, int, error) {
	packed := &meter{in: in.text}
	return newContainer(in, &tarMembers{tar.NewReader(packed), packed, in.grown, 2*in.depth + 1})
}

// next passes over what is no file: links, devices and pipes.
func (t *tarMembers) next() (member, error) {
	for {
		if t.grown.isSpent() {
			return member{}, io.EOF
		}
		h, err := t.in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return member{}, io.EOF
		case err != nil:
			return member{}, &fatalError{fmt.Errorf("is a damaged tar file: %w", brokenTar(err))}
		case h.Typeflag == tar.TypeReg && isArticleFile(h.Name):
			return member{name: shown(h.Name), body: t.body()}, nil
		}
	}
}

// brokenTar explains an error between members.
func brokenTar(err error) error {
	if errors.Is(err, tar.ErrHeader) {
		return errNoMember
	}
	return brokenInput(err)
}

// errNoMember is what is wrong where a file's length is.
var errNoMember = errors.New("where a file should begin stands something else")

// body is the member that is being read. It may have holes that are stored nowhere.
func (t *tarMembers) body() io.Reader {
	before := t.packed.n
	return &guard{in: t.in, packed: func() int64 { return t.packed.n - before }, shared: t.grown, level: t.level}
}

func (t *tarMembers) Close() error { return nil }
