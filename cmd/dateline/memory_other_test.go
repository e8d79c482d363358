//go:build !linux

package main

import "os"

// peakMemory is not known on this system.
func peakMemory(*os.ProcessState) int64 { return 0 }

// anonymous is not known on this system.
func anonymous(int) int64 { return 0 }
