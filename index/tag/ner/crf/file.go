package crf

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Weight is what was learnt of a feature.
type Weight struct {
	Feature uint64
	Tags    [Tags]float32
}

// kept are the bits of a feature's hash that the file keeps: the lowest 32 for
// its place and the highest 24 for its check.
const kept = 0xFFFFFF00FFFFFFFF

// greatest is the weight that becomes 127; greater ones are cut to it. A few
// features of very frequent words lie above, and lose nothing by it.
const greatest = 6

// Learnt is what training ends with.
type Learnt struct {
	Weights     []Weight
	Transitions [Tags][Tags]float32
	// Least is what a weight of some tag must have for the feature to be kept.
	Least float32
}

// Write writes the weights that are worth keeping and the transitions, in bytes.
// The same weights give the same bytes, in whatever order.
func (l *Learnt) Write(w io.Writer) error {
	const scale = float32(greatest) / 127
	out := bufio.NewWriter(w)
	weights := slices.DeleteFunc(slices.Clone(l.Weights), func(w Weight) bool {
		return !slices.ContainsFunc(w.Tags[:], func(v float32) bool { return max(v, -v) >= l.Least })
	})
	for i := range weights {
		weights[i].Feature &= kept
	}
	slices.SortFunc(weights, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(uint32(a.Feature), uint32(b.Feature)), cmp.Compare(a.Feature, b.Feature))
	})
	head := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
	for _, row := range l.Transitions {
		for _, v := range row {
			head = binary.LittleEndian.AppendUint32(head, uint32(int32(math.Round(float64(v/scale)))))
		}
	}
	head = binary.LittleEndian.AppendUint32(head, uint32(len(weights)))
	if _, err := out.Write(head); err != nil {
		return err
	}
	var before uint32
	for _, f := range weights {
		place := uint32(f.Feature)
		if _, err := out.Write(encode(uint64(place-before), f, scale)); err != nil {
			return err
		}
		before = place
	}
	return out.Flush()
}

// encode is a feature in the file: how far its place lies behind the one before,
// its check, which tags have a weight, and the weights.
func encode(step uint64, f Weight, scale float32) []byte {
	b := binary.AppendUvarint(nil, step)
	sum := check(f.Feature)
	b = append(b, byte(sum), byte(sum>>8), byte(sum>>16))
	var mask uint16
	var weights []byte
	for t, v := range f.Tags {
		unit := math.Round(float64(min(max(v/scale, -127), 127)))
		if unit != 0 {
			mask |= 1 << t
			weights = append(weights, byte(int8(unit)))
		}
	}
	return append(binary.LittleEndian.AppendUint16(b, mask), weights...)
}

// most is how many features a file may claim to have: four times what fits into
// the program.
const most = 4 << 20

// errFile says that a file is not what Write wrote.
var errFile = errors.New("not a table of weights")

// Read reads what Write wrote.
func Read(r *bytes.Reader) (*Table, *Transitions, error) {
	var head struct {
		Scale       float32
		Transitions Transitions
		Features    uint32
	}
	if err := binary.Read(r, binary.LittleEndian, &head); err != nil {
		return nil, nil, fmt.Errorf("crf: read: %w", err)
	}
	if head.Features > most {
		return nil, nil, fmt.Errorf("crf: read: %d features: %w", head.Features, errFile)
	}
	t := newTable(int(head.Features), head.Scale)
	var place uint64
	for range head.Features {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, nil, fmt.Errorf("crf: read: %w", err)
		}
		place += step
		if err := t.read(r, place&math.MaxUint32); err != nil {
			return nil, nil, fmt.Errorf("crf: read: %w", err)
		}
	}
	return t, &head.Transitions, nil
}

// read reads one feature behind its place.
func (t *Table) read(r *bytes.Reader, place uint64) error {
	var b [5]byte
	if n, _ := r.Read(b[:]); n < len(b) {
		return io.ErrUnexpectedEOF
	}
	sum := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16
	mask := binary.LittleEndian.Uint16(b[3:5])
	if mask>>Tags != 0 || sum == 0 {
		return errFile
	}
	var weights [Tags]int8
	for k := range weights {
		if mask>>k&1 == 0 {
			continue
		}
		v, err := r.ReadByte()
		if err != nil {
			return err
		}
		weights[k] = int8(v)
	}
	t.put(sum<<40|place, &weights)
	return nil
}
