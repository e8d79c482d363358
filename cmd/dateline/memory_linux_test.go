package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// peakMemory is the largest memory that an ended process had, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	const kilobyte = 1024 // Linux counts in these
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss * kilobyte
	}
	return 0
}

// processorTime is what this process has taken of all cores so far.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// anonymous is the memory that a process has now without pages of files, in
// bytes.
func anonymous(pid int) int64 {
	const kilobyte = 1024
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var n int64
		if _, err := fmt.Sscanf(line, "RssAnon: %d kB", &n); err == nil {
			return n * kilobyte
		}
	}
	return 0
}
