//go:build !unix

package lineartest

import "time"

// processorTime is the time of day where a process cannot tell its own.
func processorTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
