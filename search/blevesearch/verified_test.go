package blevesearch

import (
	"fmt"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// TestVerifiedCovers holds that what was looked for among some documents says
// nothing of others.
func TestVerifiedCovers(t *testing.T) {
	v, key := newVerified(1000), verifiedKey{`"line of control"`, "body"}
	v.keep(key, standing{roaring.BitmapOf(1, 2, 3), roaring.BitmapOf(2), []uint32{4}, true})
	for _, c := range []struct {
		name       string
		key        verifiedKey
		candidates *roaring.Bitmap
		known      bool
	}{
		{"the same", key, roaring.BitmapOf(1, 2, 3), true},
		{"fewer", key, roaring.BitmapOf(1, 2), true},
		{"others", key, roaring.BitmapOf(1, 2, 3, 4), false},
		{"another field", verifiedKey{key.asked, "title"}, roaring.BitmapOf(1), false},
		{"another phrase", verifiedKey{`"the line"`, "body"}, roaring.BitmapOf(1), false},
	} {
		if got, known := v.get(c.key, c.candidates); known != c.known || known && got.times[0] != 4 {
			t.Errorf("%s: known is %v, %v", c.name, known, got)
		}
	}
}

// TestVerifiedTellsWhatWasCounted holds that what was found and not counted is
// known as such.
func TestVerifiedTellsWhatWasCounted(t *testing.T) {
	v, key, docs := newVerified(1000), verifiedKey{`"line of control"`, "body"}, roaring.BitmapOf(1, 2)
	for _, counted := range []bool{false, true} {
		v.keep(key, standing{among: docs, docs: docs, counted: counted})
		if got, known := v.get(key, docs); !known || got.counted != counted {
			t.Errorf("known is %v, counted is %v, want %v", known, got.counted, counted)
		}
	}
}

// TestVerifiedIsBounded keeps far more than there is room for.
func TestVerifiedIsBounded(t *testing.T) {
	const documents = 1000
	v, docs := newVerified(documents), roaring.New()
	docs.AddRange(0, documents/4)
	for i := range 100 {
		key := verifiedKey{fmt.Sprint(i), "body"}
		v.keep(key, standing{docs, docs, make([]uint32, documents/4), true})
		v.keep(key, standing{docs, docs, make([]uint32, documents/4), true})
		size := 0
		for _, s := range v.by {
			size += s.size()
		}
		if size != v.size || size > verifiedBytes*documents {
			t.Fatalf("%d bytes, counted as %d, of at most %d", size, v.size, verifiedBytes*documents)
		}
		if _, known := v.get(key, docs); !known {
			t.Fatal("what was kept last is not known")
		}
	}
}
