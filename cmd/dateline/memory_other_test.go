//go:build !linux

package main

import (
	"os"
	"time"
)

// peakMemory is not known on this system.
func peakMemory(*os.ProcessState) int64 { return 0 }

// processorTime is not known on this system.
func processorTime() time.Duration { return 0 }

// anonymous is not known on this system.
func anonymous(int) int64 { return 0 }
