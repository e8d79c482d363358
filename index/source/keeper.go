package source

import (
	"io"

	"github.com/dateline-search/dateline/index"
)

// keeper keeps what is read of a file while it is short, so that one that cannot
// be read can be tried again.
type keeper struct {
	in   io.Reader
	said string // of its content type, where it came from
	head []byte
	long bool // it is not kept
}

func (k *keeper) Read(p []byte) (int, error) {
	n, err := k.in.Read(p)
	k.keep(p[:n])
	return n, err
}

func (k *keeper) keep(part []byte) {
	if k.long = k.long || len(k.head)+len(part) > index.MaxItem; k.long {
		k.head = nil
		return
	}
	k.head = append(k.head, part...)
}

// item is the whole file, where it is short. It reads the rest.
func (k *keeper) item() index.Item {
	if k.long {
		return index.Item{}
	}
	_, err := io.Copy(io.Discard, io.LimitReader(k, index.MaxItem+1))
	if err != nil || k.long {
		return index.Item{}
	}
	return index.NewItem(index.FormFile, k.head).Called(k.said)
}
