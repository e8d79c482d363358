package main

import (
	"os"
	"syscall"
)

// peakMemory is the largest memory that an ended process had, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	const kilobyte = 1024 // Linux counts in these
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss * kilobyte
	}
	return 0
}
