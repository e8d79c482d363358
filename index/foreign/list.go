package foreign

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// List is a list of others.
type List struct {
	Name string // the file, and of what version of what it is
	Sum  string // its SHA-256 in hexadecimal digits: another one would make another list
}

// Convert makes our list of a foreign one. It is given ours as it is as well, empty
// where there is none: some are only added to.
type Convert func(foreign, ours []byte) ([]byte, error)

// Main runs a command that is given the foreign list and our packed one, which it
// writes.
func (l List) Main(convert Convert) {
	if err := l.run(os.Args[1:], convert); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func (l List) run(args []string, convert Convert) error {
	if len(args) != 2 {
		return errors.New("give the file to read and the file to write")
	}
	theirs, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(theirs); hex.EncodeToString(sum[:]) != l.Sum {
		return fmt.Errorf("%s is not %s", args[0], l.Name)
	}
	ours, err := unpack(args[1])
	if err != nil {
		return err
	}
	if ours, err = convert(theirs, ours); err != nil {
		return err
	}
	packed, err := pack(ours)
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], packed, 0o644)
}

// unpack reads our list; it is empty where there is none.
func unpack(name string) ([]byte, error) {
	packed, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return io.ReadAll(z)
}

func pack(list []byte) ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err = z.Write(list); err != nil {
		return nil, err
	}
	err = z.Close()
	return packed.Bytes(), err
}
