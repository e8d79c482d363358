package bleveindex

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/dateline-search/dateline/index"
)

// closeWait is how long Close waits for searches that still read.
const closeWait = 10 * time.Second

// Options tunes a Store.
type Options struct {
	// Tag is the version of the tagger whose findings new generations will hold;
	// index.Generation.Made tells it.
	Tag string
	// Logger is told of what was replaced; nil discards.
	Logger *slog.Logger
}

// Store keeps the index in a folder, as a line of generations. It is safe for
// use by many goroutines.
type Store struct {
	dir  folder
	opts Options

	changing sync.Mutex  // held by Next, Swap and Close
	next     *generation // nil where none was begun

	mu      sync.Mutex // held for moments only: Acquire needs it
	current *generation
	closed  bool
}

var (
	_ index.Generations = (*Store)(nil)
	_ index.Generation  = (*generation)(nil)
)

// Open opens the index in dir, and begins one where there is none. Generations
// that were left half built are removed. An index that is damaged, or is none of
// ours, is replaced by an empty one, which the log tells: everything it held is
// in the archive. Open fails with ErrLocked where another process has the index.
func Open(dir string, opts Options) (*Store, error) {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("bleveindex: open %s: %w", dir, meaning(err))
	}
	s := &Store{dir: folder(dir), opts: opts}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("bleveindex: open %s: %w", dir, err)
	}
	return s, nil
}

// open opens what serves before it removes anything: only then is it sure that
// no other process builds a generation here.
func (s *Store) open() error {
	number, err := s.dir.current()
	if err != nil {
		return err
	}
	if number > 0 {
		s.current, err = openGeneration(s.dir.generation(number), number)
		if err != nil && refused(err) {
			return err
		}
		if err != nil {
			s.opts.Logger.Error("index cannot be read; an empty one takes its place", "generation", number, "error", err)
		}
	}
	if s.current == nil {
		if number, err = s.begin(); err != nil {
			return err
		}
	}
	if err := s.dir.sweep(number); err != nil {
		s.opts.Logger.Warn("old generations of the index stay on disk", "error", err)
	}
	return nil
}

// begin starts an empty generation that serves at once.
func (s *Store) begin() (uint64, error) {
	number, err := s.dir.unused()
	if err != nil {
		return 0, err
	}
	s.current, err = newGeneration(s.dir.generation(number), number, s.opts.Tag)
	if err != nil {
		return 0, err
	}
	if err := s.dir.setCurrent(number); err != nil {
		return 0, errors.Join(err, s.current.drop(true))
	}
	return number, nil
}

// Current is the generation that serves searches.
func (s *Store) Current() index.Generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

// Next begins an empty generation beside the one that serves, for what the tagger
// of this version finds; one begun before is dropped. It fails with
// index.ErrClosed, or with index.ErrFull.
func (s *Store) Next(tag string) (index.Generation, error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	if s.isClosed() {
		return nil, fmt.Errorf("bleveindex: next generation: %w", index.ErrClosed)
	}
	if err := s.dropNext(); err != nil {
		s.opts.Logger.Warn("a half-built generation of the index stays on disk", "error", err)
	}
	number, err := s.dir.unused()
	if err == nil {
		s.next, err = newGeneration(s.dir.generation(number), number, tag)
	}
	if err != nil {
		return nil, fmt.Errorf("bleveindex: next generation: %w", err)
	}
	return s.next, nil
}

func (s *Store) dropNext() error {
	if s.next == nil {
		return nil
	}
	dropped := s.next
	s.next = nil
	return dropped.drop(true)
}

// Swap lets the generation that Next began serve. The former one is removed from
// disk when its last reader releases it. It fails with index.ErrClosed, and
// where Next was not called.
func (s *Store) Swap() error {
	s.changing.Lock()
	defer s.changing.Unlock()
	if s.isClosed() {
		return fmt.Errorf("bleveindex: swap: %w", index.ErrClosed)
	}
	if s.next == nil {
		return errors.New("bleveindex: swap: no generation was begun")
	}
	err := s.next.flush()
	if err == nil {
		err = s.dir.setCurrent(s.next.number)
	}
	if err != nil {
		return fmt.Errorf("bleveindex: swap: %w", err)
	}
	if err := s.serveNext().drop(true); err != nil {
		s.opts.Logger.Warn("the former generation of the index stays on disk", "error", err)
	}
	return nil
}

// serveNext hands out the next generation from now on and returns the former.
func (s *Store) serveNext() *generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	former := s.current
	s.current, s.next = s.next, nil
	return former
}

func (s *Store) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// Acquire lends the index that serves, for as long as the caller needs one view
// of it: it stays open and on disk until release is called, once. It fails with
// index.ErrClosed.
func (s *Store) Acquire() (idx *scorch.Scorch, release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, fmt.Errorf("bleveindex: acquire: %w", index.ErrClosed)
	}
	g := s.current
	if !g.share() {
		return nil, nil, fmt.Errorf("bleveindex: acquire: %w", index.ErrClosed)
	}
	return g.idx.Scorch, sync.OnceFunc(func() {
		if err := g.release(); err != nil {
			s.opts.Logger.Warn("a former generation of the index stays on disk", "error", err)
		}
	}), nil
}

// Close puts on disk what was written and closes the index; a generation that
// was begun and does not serve is removed. It waits for those that read.
func (s *Store) Close() error {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.mu.Lock()
	current, closed := s.current, s.closed
	s.closed = true
	s.mu.Unlock()
	if closed {
		return nil
	}
	err := errors.Join(s.dropNext(), current.flush(), current.drop(false))
	select {
	case <-current.gone:
	case <-time.After(closeWait):
		err = errors.Join(err, errors.New("a search still reads the index"))
	}
	if err != nil {
		return fmt.Errorf("bleveindex: close: %w", err)
	}
	return nil
}
