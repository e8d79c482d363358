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
type tarMembers struct{ in *tar.Reader }

func openTar(in *input) (articles, int, error) {
	return newContainer(in, tarMembers{tar.NewReader(in.text)})
}

func (t tarMembers) next() (member, error) {
	for {
		h, err := t.in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return member{}, io.EOF
		case err != nil:
			return member{}, &fatalError{fmt.Errorf("is a damaged tar file: %w", brokenInput(err))}
		case h.Typeflag == tar.TypeReg && isArticleFile(h.Name):
			return member{name: shown(h.Name), body: t.in}, nil
		}
	}
}

func (t tarMembers) Close() error { return nil }
