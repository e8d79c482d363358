// Package demo is the demo archive: articles written for Dateline, as invented
// outlets would send them, in the formats and the languages in which news comes.
//
// Its centre is the crisis between India and Pakistan in May 2025. Facts about
// real people are on public record; everything else, outlets and bylines
// included, is invented. The binary carries it, so that a first look needs
// nothing else, and tests of every room read it.
package demo

import "embed"

// Files holds the outlets' files: JSON, JSON Lines and CSV.
//
//go:embed *.json *.jsonl *.csv
var Files embed.FS
