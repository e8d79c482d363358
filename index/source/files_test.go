package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree makes files below a new folder and goes there.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
	return root
}

func TestWalk(t *testing.T) {
	tree(t, map[string]string{
		"a/2.ndjson": two + "\n", "a/1.json": "[" + one + "]", "a/b/3.csv": "title,body\nOne,First.\n", "a/4.jsonl.gz": zipped(t, two),
		"a/.hidden.json": one, "a/.git/5.json": one, "a/README.pdf": "Read me.", "named.txt": one, "a[1].json": two,
		"empty.json": "", "bad/x.json": "x", "none/x.pdf": "",
	})
	tests := []struct {
		name  string
		names []string
		want  []string
	}{
		{"folder", []string{"a"}, []string{one, two, two, one}},
		{"file of any name", []string{"named.txt"}, []string{one}},
		{"glob", []string{"a/*.nd*"}, []string{two}},
		{"glob that is a name", []string{"a[1].json"}, []string{two}},
		{"glob of nothing", []string{"*.xml"}, []string{"! *.xml: matches no file"}},
		{"glob that is none", []string{"[a"}, []string{"! [a: is no pattern"}},
		{"standard input", []string{"-", "named.txt"}, []string{two, one}},
		{"bad ones between", []string{"gone.json", "empty.json", "bad", "none", "named.txt"}, []string{
			"! gone.json: cannot be read: no such file", "! empty.json: is empty", "! bad/x.json:1: is neither JSON nor CSV",
			"! none: holds no files of articles", one,
		}},
		{"nothing", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, Walk(t.Context(), tt.names, Options{Stdin: strings.NewReader(two)}))
			if len(got) != len(tt.want) {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			for i := range got {
				if !strings.HasPrefix(got[i], tt.want[i]) {
					t.Errorf("item %d is %s, want %s", i, got[i], tt.want[i])
				}
			}
		})
	}
}

func TestWalkTellsHowFarItIs(t *testing.T) {
	tree(t, map[string]string{"a/1.json": one, "a/2.json.gz": zipped(t, two), "a/x.pdf": ""})
	w := Walk(t.Context(), []string{"a"}, Options{})
	size := int64(len(one) + len(zipped(t, two)))
	if w.Size() != size || w.Offset() != 0 || w.Name() != "" {
		t.Errorf("at first: %d of %d in %q", w.Offset(), w.Size(), w.Name())
	}
	if diff := cmp.Diff([]string{filepath.Join("a", "x.pdf")}, w.Skipped()); diff != "" {
		t.Errorf("skipped (-want +got)\n%s", diff)
	}
	if _, err := w.Next(); err != nil || w.Offset() != int64(len(one)) || w.Name() != filepath.Join("a", "1.json") {
		t.Errorf("then: %d in %q, %v", w.Offset(), w.Name(), err)
	}
	read(t, w)
	if w.Offset() != size {
		t.Errorf("at last: %d of %d", w.Offset(), size)
	}
	if w := Walk(t.Context(), []string{"-", "a"}, Options{}); w.Size() != -1 {
		t.Errorf("standard input has %d bytes", w.Size())
	}
}

func TestWalkFollowsNoLinkInACircle(t *testing.T) {
	root := tree(t, map[string]string{"a/b/1.json": one, "c/2.json": two})
	for link, target := range map[string]string{"a/b/up": "a", "a/c": "c", "c/a": "a", "a/broken.json": "gone", "a/2.json": "c/2.json"} {
		if err := os.Symlink(filepath.Join(root, target), link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	want := []string{two, one, "! a/broken.json: cannot be read: no such file or directory", two}
	if diff := cmp.Diff(want, read(t, Walk(t.Context(), []string{"a"}, Options{}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOpenTellsWhatIsWrong(t *testing.T) {
	tree(t, map[string]string{"folder/1.json": one, "closed/1.json": one, "closed.json": one})
	for _, name := range []string{"closed", "closed.json"} {
		if err := os.Chmod(name, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(name, 0o700) })
	}
	wrong := map[string]string{"folder": "folder: is a folder, not a file", "gone": "gone: cannot be read: no such file"}
	if os.Getuid() == 0 {
		t.Log("the superuser may read everything: permissions are not tried")
	} else {
		wrong["closed.json"] = "closed.json: cannot be read: permission denied"
		got := read(t, Walk(t.Context(), []string{"closed"}, Options{}))
		if len(got) == 0 || got[0] != "! closed: cannot be read: permission denied" {
			t.Errorf("got %q", got)
		}
	}
	for name, want := range wrong {
		if _, err := Open(t.Context(), name, Options{}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	denied := plainError(&fs.PathError{Op: "open", Path: "/x", Err: fs.ErrPermission})
	if denied.Error() != "cannot be read: permission denied" || !errors.Is(denied, fs.ErrPermission) {
		t.Errorf("got %v", denied)
	}
}

func TestOpen(t *testing.T) {
	tree(t, map[string]string{"1.json": one})
	r, err := Open(t.Context(), "1.json", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Name() != "1.json" {
		t.Errorf("its name is %q", r.Name())
	}
	if _, err := r.Next(); err != nil {
		t.Error(err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}
