package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// maxSpool is how much of a zip file is put aside where it comes as a stream, in
// bytes: its list of contents stands at its end.
const maxSpool = 4 << 30

func isZip(b *beginning) bool {
	return bytes.HasPrefix(b.head, []byte("PK\x03\x04")) || bytes.HasPrefix(b.head, []byte("PK\x05\x06"))
}

// zipMembers are the files of a zip archive.
type zipMembers struct {
	files  []*zip.File
	size   int64 // of the archive
	out    int64 // bytes that came out of it
	body   io.ReadCloser
	remove func() error
}

func openZip(in *input) (articles, int, error) {
	at, size, remove := io.ReaderAt(in.file), in.size, func() error { return nil }
	if in.file == nil {
		spooled, n, err := spool(in.text)
		if err != nil {
			return nil, 0, err
		}
		at, size = spooled, n
		remove = func() error { return errors.Join(spooled.Close(), os.Remove(spooled.Name())) }
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("is a damaged zip file: %w", err), remove())
	}
	return newContainer(in, &zipMembers{files: z.File, size: size, remove: remove})
}

// spool puts a stream aside.
func spool(in io.Reader) (_ *os.File, size int64, err error) {
	file, err := os.CreateTemp("", "dateline-*.zip")
	if err != nil {
		return nil, 0, err
	}
	size, err = io.Copy(file, io.LimitReader(in, maxSpool))
	if err == nil && size == maxSpool {
		err = fmt.Errorf("has more than %d GB; unpack it, or read it as a file", maxSpool>>30)
	}
	if err != nil {
		return nil, 0, errors.Join(brokenInput(err), file.Close(), os.Remove(file.Name()))
	}
	return file, size, nil
}

func (z *zipMembers) next() (member, error) {
	if err := z.leave(); err != nil {
		return member{}, err
	}
	for len(z.files) > 0 {
		f := z.files[0]
		z.files = z.files[1:]
		if f.FileInfo().IsDir() || !isArticleFile(f.Name) {
			continue
		}
		m := member{name: shown(f.Name)}
		const encrypted = 1
		if f.Flags&encrypted != 0 {
			return m, errors.New("is encrypted")
		}
		body, err := f.Open()
		if err != nil {
			return m, fmt.Errorf("cannot be unpacked: %w", err)
		}
		z.body = body
		m.body = &memberGuard{body, &z.out, func() int64 { return z.size }, func() { z.files = nil }}
		return m, nil
	}
	return member{}, io.EOF
}

// leave closes the member that was read.
func (z *zipMembers) leave() error {
	if z.body == nil {
		return nil
	}
	body := z.body
	z.body = nil
	return body.Close()
}

func (z *zipMembers) Close() error { return errors.Join(z.leave(), z.remove()) }

// isArticleFile reports whether a file in an archive is taken; those that
// systems add on their own are not.
func isArticleFile(name string) bool {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return !strings.HasPrefix(base, ".") && !strings.Contains(name, "__MACOSX") && HasArticles(base)
}

// shown is a member's name as it is told to people: without steps upwards, line
// ends and the like.
func shown(name string) string {
	name = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
}
