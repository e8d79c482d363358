package source

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
)

// maxSpool is how much of a zip file is put aside where it comes as a stream, in
// bytes: its list of contents stands at its end.
const maxSpool = 4 << 30

func isZip(b *beginning) bool {
	return bytes.HasPrefix(b.head, []byte("PK\x03\x04")) || bytes.HasPrefix(b.head, []byte("PK\x05\x06"))
}

// errNoContents is what is wrong with nearly every zip file that is.
var errNoContents = errors.New("the list of its contents, which stands at the end, is missing; it may have been cut off")

// zipMembers are the files of a zip archive.
type zipMembers struct {
	files  []*zip.File
	own    []int64 // bytes of the archive that belong to each of them alone
	grown  *growth
	level  int
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
		if errors.Is(err, zip.ErrFormat) {
			err = errNoContents
		}
		return nil, 0, errors.Join(fmt.Errorf("is a damaged zip file: %w", err), remove())
	}
	return newContainer(in, &zipMembers{files: z.File, own: ownBytes(z.File, size), grown: in.grown, level: 2*in.depth + 1, remove: remove})
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
	z.leave()
	for len(z.files) > 0 && !z.grown.isSpent() {
		f, own := z.files[0], z.own[0]
		z.files, z.own = z.files[1:], z.own[1:]
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
		m.body = &guard{in: body, packed: func() int64 { return own }, shared: z.grown, level: z.level}
		return m, nil
	}
	return member{}, io.EOF
}

// ownBytes says how many bytes of an archive of that size each of its files is
// unpacked from and none that stands before it: files may share them, so that more
// comes out of an archive than out of all its bytes.
func ownBytes(files []*zip.File, size int64) []int64 {
	starts, order := make([]int64, len(files)), make([]int, len(files))
	for i, f := range files {
		order[i] = i
		if at, err := f.DataOffset(); err == nil {
			starts[i] = at
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(starts[a], starts[b]) })
	own, taken := make([]int64, len(files)), int64(0)
	for _, i := range order {
		end := min(size, starts[i]+int64(min(files[i].CompressedSize64, uint64(size))))
		own[i] = max(0, end-max(taken, starts[i]))
		taken = max(taken, end)
	}
	return own
}

// leave closes the member that was read.
func (z *zipMembers) leave() {
	if z.body != nil {
		_ = z.body.Close() // what was wrong with it was told when it was read
	}
	z.body = nil
}

func (z *zipMembers) Close() error {
	z.leave()
	return z.remove()
}

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
