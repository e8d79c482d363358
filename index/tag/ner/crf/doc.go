// Package crf is a linear-chain conditional random field over the tags of people,
// organisations and places (BILOU and Outside): the weights of its features in
// one table, their sums, and the best chain of tags.
//
// A feature is a 64-bit hash; index/tag/ner/feature makes them, index/tag/train
// learns their weights, index/tag/ner reads them. Weights are bytes and sums are
// whole numbers, so that every processor finds the same tags.
package crf
