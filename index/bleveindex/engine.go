package bleveindex

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	bleveindex "github.com/blevesearch/bleve_index_api"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex/zap"
)

// ErrLocked is an index that another process has open.
var ErrLocked = errors.New("another process has the index open")

// lockWait is how long an index that another process holds is waited for: long
// enough for one that is just ending.
const lockWait = time.Second

// persistEvery is how long batches gather in memory before they are written to
// disk as one segment, so that live updates do not leave a file each. A crash
// costs the replay of that much.
const persistEvery = 100 * time.Millisecond

// tidyAbove is how many files lie in a generation's folder before what is no
// longer used is removed under load too; Bleve does it in pauses otherwise.
const tidyAbove = 100

// rootFile is where the engine keeps which segments there are.
const rootFile = "root.bolt"

// Keys of Bleve's internal store.
const (
	keyWatermark = "dateline.watermark"
	keyMadeFor   = "dateline.made_for"
)

// segmentSize is how many articles a segment may have: a million make four to
// eight large ones, which as many cores search at the same time. One segment of
// them all would be searched by one core, and be written anew to grow.
const segmentSize = 250_000

// registerWriter has Bleve write segments as package zap does. Bleve keeps the
// kinds of segments in a table of the whole process, without a lock.
//
//nolint:gochecknoglobals // there is one table, and it must be written once
var registerWriter = sync.OnceFunc(func() { scorch.RegisterSegmentPlugin(new(zap.Plugin), false) })

// engineConfig is how Bleve is run.
func engineConfig(path string) map[string]any {
	return map[string]any{
		"path":                   path,
		"bolt_timeout":           lockWait.String(),
		"unsafe_batch":           true,
		"forceSegmentType":       (&zap.Plugin{}).Type(),
		"forceSegmentVersion":    int((&zap.Plugin{}).Version()),
		"numSnapshotsToKeep":     1,
		"scorchMergePlanOptions": mergePlan(),
		"scorchPersisterOptions": map[string]any{
			"PersisterNapTimeMSec":      persistEvery.Milliseconds(),
			"PersisterNapUnderNumFiles": tidyAbove,
		},
	}
}

// mergePlan leads to 8 to 30 segments up to a million articles.
func mergePlan() map[string]any {
	p := mergeplan.DefaultMergePlanOptions
	return map[string]any{
		"MaxSegmentsPerTier":   8,
		"SegmentsPerMergeTask": 8,
		"MaxSegmentSize":       segmentSize,
		"MaxSegmentFileSize":   p.MaxSegmentFileSize,
		"TierGrowth":           p.TierGrowth,
		"FloorSegmentSize":     p.FloorSegmentSize,
		"ReclaimDeletesWeight": p.ReclaimDeletesWeight,
	}
}

// engine is Bleve's index engine, without the searches, mappings and other
// engines that Bleve has around it: we make the documents and read the segments.
type engine struct {
	*scorch.Scorch
	analysis *bleveindex.AnalysisQueue
}

// createIndex makes an empty index in a folder that does not exist.
func createIndex(path string, made index.Versions) (*engine, error) {
	if err := os.Mkdir(path, 0o700); err != nil {
		return nil, meaning(err)
	}
	idx, err := start(path)
	if err != nil {
		return nil, errors.Join(meaning(err), os.RemoveAll(path))
	}
	versions, err := json.Marshal(made)
	if err == nil {
		err = idx.SetInternal([]byte(keyMadeFor), versions)
	}
	if err != nil {
		return nil, errors.Join(meaning(err), idx.Close(), os.RemoveAll(path))
	}
	return idx, nil
}

// openIndex opens an index. ErrLocked and what the system refuses come as they
// are; every other error means that the folder holds no sound index.
func openIndex(path string) (idx *engine, made index.Versions, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("damaged: %v", p)
		}
	}()
	if _, err := os.Stat(filepath.Join(path, rootFile)); err != nil {
		return nil, made, err // the engine would make an empty one
	}
	idx, err = start(path)
	if err != nil {
		return nil, made, meaning(err)
	}
	data, err := idx.internal(keyMadeFor)
	if err == nil {
		err = json.Unmarshal(data, &made)
	}
	if err != nil {
		return nil, made, errors.Join(fmt.Errorf("foreign: %w", err), idx.Close())
	}
	return idx, made, nil
}

// start opens the engine on a folder, and makes an index where there is none. No
// worker is left where that fails, or panics over a damaged file.
func start(path string) (started *engine, err error) {
	registerWriter()
	queue := bleveindex.NewAnalysisQueue(runtime.GOMAXPROCS(0))
	defer func() {
		if started == nil {
			queue.Close()
		}
	}()
	opened, err := scorch.NewScorch(scorch.Name, engineConfig(path), queue)
	if err == nil {
		err = opened.Open()
	}
	idx, ok := opened.(*scorch.Scorch)
	if err == nil && !ok {
		err = fmt.Errorf("index of type %T", opened)
	}
	if err != nil {
		return nil, err
	}
	return &engine{Scorch: idx, analysis: queue}, nil
}

// Close ends the engine and the workers that analyze for it.
func (e *engine) Close() error {
	defer e.analysis.Close()
	return e.Scorch.Close()
}

// internal reads a value of the internal store; nil where there is none.
func (e *engine) internal(key string) ([]byte, error) {
	reader, err := e.Reader()
	if err != nil {
		return nil, err
	}
	data, err := reader.GetInternal([]byte(key))
	return data, errors.Join(err, reader.Close())
}

// meaning puts our sentinels to errors that have one.
func meaning(err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("%w (%w)", ErrLocked, err)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w (%w)", index.ErrFull, err)
	}
	return err
}

// refused reports whether an error says that an index cannot be opened now,
// rather than that it is not sound.
func refused(err error) bool {
	for _, target := range []error{ErrLocked, index.ErrFull, os.ErrPermission, syscall.EMFILE, syscall.ENFILE, syscall.EROFS} {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}
