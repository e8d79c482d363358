// Command dateline searches news coverage: it reads articles, keeps them, finds
// the people, places and dates in them, and serves searches.
//
// Each command is one file here, which reads the configuration, puts the rooms
// of the program together, and prints. Nothing is decided here that another
// program would need: that belongs to index, search and web.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // zones are known on machines that have no list of them
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
