package main

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// readClusters reads lines of a word, its cluster, the cluster's group and its
// field, split by tabs.
func readClusters(text []byte) (*feature.Clusters, error) {
	words := map[string]uint16{}
	var parents []feature.Parents
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		word, rest, _ := strings.Cut(lines.Text(), "\t")
		var numbers [3]int
		cells := strings.Split(rest, "\t")
		if len(cells) != len(numbers) {
			return nil, fmt.Errorf("clusters, line %d: want four columns", n)
		}
		for i, cell := range cells {
			number, err := strconv.ParseUint(cell, 10, 15)
			if err != nil {
				return nil, fmt.Errorf("clusters, line %d: %w", n, err)
			}
			numbers[i] = int(number)
		}
		if missing := numbers[0] + 1 - len(parents); missing > 0 {
			parents = append(parents, make([]feature.Parents, missing)...)
		}
		words[word] = uint16(numbers[0])
		parents[numbers[0]] = feature.Parents{Group: uint16(numbers[1]), Field: uint16(numbers[2])}
	}
	return feature.NewClusters(words, parents), lines.Err()
}
