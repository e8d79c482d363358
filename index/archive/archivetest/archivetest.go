// Package archivetest holds the tests that every archive must pass, whatever it
// stands on.
//
// An archive's own tests call Run with a function that opens an empty one. What
// an archive should answer is told by a model that keeps everything in maps. Only
// what all archives promise is tested here; files, processes and full disks are
// each archive's own matter.
package archivetest

import (
	"context"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

// Archive is what an archive offers beyond the write path's contract.
type Archive interface {
	index.Archive
	index.Holder
	reader
	history
	settings
}

type reader interface {
	Get(ctx context.Context, id string) (news.Record, error)
	GetMany(ctx context.Context, ids []string) ([]news.Record, error)
	Count(ctx context.Context) (int, error)
}

type history interface {
	Versions(ctx context.Context, id string) ([]archive.Version, error)
	GetVersion(ctx context.Context, id string, number int) (news.Record, error)
}

type settings interface {
	Setting(ctx context.Context, name string) ([]byte, bool, error)
	PutSetting(ctx context.Context, name string, value []byte) error
	SettingOrPut(ctx context.Context, name string, produce func() ([]byte, error)) ([]byte, error)
}

// Run tests an archive. open returns an empty one and has it closed when its
// test ends.
func Run(t *testing.T, open func(t *testing.T) Archive) {
	tests := []struct {
		name string
		run  func(t *testing.T, a Archive)
	}{
		{"an empty archive", testEmpty},
		{"put says what became of each", testPut},
		{"an id that comes twice is put in order", testTwice},
		{"one bad id and nothing is stored", testAllOrNone},
		{"an article comes back whole", testWhole},
		{"a deleted article is gone", testDelete},
		{"a deleted article that comes again", testRevive},
		{"a killed article", testKill},
		{"a kill before its article", testKillFirst},
		{"a held article", testHeld},
		{"an older text that comes late", testLate},
		{"times", testTimes},
		{"many in order", testGetMany},
		{"since", testSince},
		{"odd ids", testOddIDs},
		{"settings", testSettings},
		{"one of many sets a setting", testSettingOrPut},
		{"a context that ended", testContext},
		{"followers miss nothing", testFollow},
		{"any sequence of calls", testRandom},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, open(t)) })
	}
}
