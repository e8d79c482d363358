package schema_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

func TestFactsComeBack(t *testing.T) {
	tests := []schema.Facts{
		{},
		{Published: 1746792000, Precision: news.Second, FirstSeen: 1746792111, Lengths: [3]uint32{9, 0, 812}},
		{Published: -62135596800, Precision: news.Year, FirstSeen: -1},
		{Published: 253402300799, Precision: news.Minute, ZoneUnknown: true, Lengths: [3]uint32{127, 128, 1 << 27}},
		{Published: 255, Precision: news.Day, FirstSeen: 255 << 7, Lengths: [3]uint32{255, 16383, 255}},
		{Seq: 1<<49 - 1, Version: 1<<21 - 1},
		{Seq: 255, Version: 255, Group: 255},
	}
	for _, want := range tests {
		packed := want.AppendPacked(nil)
		got, err := schema.ParsePacked(packed)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("came back otherwise (-want +got):\n%s", diff)
		}
		if bytes.IndexByte(packed, 0xff) >= 0 {
			t.Errorf("%+v: holds the separator of doc values: %x", want, packed)
		}
	}
}

func TestPackedFactsOrderByPublication(t *testing.T) {
	var packed [][]byte
	for _, published := range []int64{-1 << 50, -62135596800, -1, 0, 1, 127, 128, 1 << 40, 1 << 50} {
		packed = append(packed, schema.Facts{Published: published, Precision: news.Day}.AppendPacked(nil))
	}
	if !slices.IsSortedFunc(packed, bytes.Compare) {
		t.Errorf("not in the order of the dates: %x", packed)
	}
}

func TestParsePackedRefusesWhatItDidNotWrite(t *testing.T) {
	for _, b := range [][]byte{nil, {1}, make([]byte, 99)} {
		if _, err := schema.ParsePacked(b); !errors.Is(err, schema.ErrPacked) {
			t.Errorf("%x: error %v, want ErrPacked", b, err)
		}
	}
}

func TestSortTime(t *testing.T) {
	tests := []struct {
		name  string
		facts schema.Facts
		want  int64
	}{
		{"published before it was seen", schema.Facts{Published: 10, Precision: news.Second, FirstSeen: 20}, 10},
		{"published in the future", schema.Facts{Published: 30, Precision: news.Second, FirstSeen: 20}, 20},
		{"publication unknown", schema.Facts{FirstSeen: 20}, 20},
		{"first seen unknown", schema.Facts{Published: 30, Precision: news.Day}, 30},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.facts.SortTime(); got != tt.want {
				t.Errorf("sort time %d, want %d", got, tt.want)
			}
		})
	}
}

func TestFactsOfRecord(t *testing.T) {
	r := news.Record{FirstSeen: time.Unix(77, 0), Seq: 12, Version: 3}
	r.Published = news.Date{Time: time.Unix(86400, 0), Precision: news.Day}
	want := schema.Facts{Published: 86400, Precision: news.Day, FirstSeen: 77, Seq: 12, Version: 3}
	if diff := cmp.Diff(want, schema.FactsOf(&r)); diff != "" {
		t.Error(diff)
	}
	if !want.Floating() || !want.Dated() {
		t.Error("a day should float and be dated")
	}
}

func TestValueIsCutBetweenCharacters(t *testing.T) {
	long := strings.Repeat("新", schema.MaxValue)
	got := schema.Value(long)
	if len(got) > schema.MaxValue || len(got) < schema.MaxValue-3 || !utf8.ValidString(got) {
		t.Errorf("%d bytes, valid %v", len(got), utf8.ValidString(got))
	}
	if got := schema.Value("a\xffb"); !utf8.ValidString(got) {
		t.Errorf("%q is not valid", got)
	}
	if got := schema.Value("Reuters"); got != "Reuters" {
		t.Errorf("changed to %q", got)
	}
}

// A group takes all of its 64 bits with it; an article without one takes no room.
func TestPackedGroup(t *testing.T) {
	for _, group := range []uint64{0, 1, 1 << 63, ^uint64(0), schema.GroupOf("a")} {
		packed := schema.Facts{Published: 1, Precision: news.Day, Group: group}.AppendPacked(nil)
		got, err := schema.ParsePacked(packed)
		if err != nil || got.Group != group {
			t.Errorf("%x: got %x, %v", group, got.Group, err)
		}
		for _, b := range packed {
			if b > 0x7f {
				t.Errorf("%x: byte %x", group, b)
			}
		}
	}
	if schema.GroupOf("a") == schema.GroupOf("b") || schema.GroupOf("") == 0 {
		t.Error("groups are named alike")
	}
}
