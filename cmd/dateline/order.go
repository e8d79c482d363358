package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/trouble"
)

// order is something that a command asks of the server that has the index, by
// way of the archive's settings: the command writes a name of its own choice to
// NAME_asked, with what it wants in particular behind a blank; the server writes
// the same name to NAME_done when it is done, with its answer behind a blank.
type order string

// The orders.
const (
	rebuildOrder order = "rebuild"
	verifyOrder  order = "verify" // answered with a verified
)

// withRepair is what is wanted in particular of a verifyOrder.
const withRepair = "repair"

// obeyEvery is how often the server looks whether something is asked for.
const obeyEvery = 500 * time.Millisecond

func (o order) asked() string { return string(o) + "_asked" }
func (o order) done() string  { return string(o) + "_done" }

// answer is what the server writes behind the name.
type answer struct {
	Error  string          `json:"error,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
}

// give leaves an order in the archive and waits until the server on the data
// folder has carried it out. It fails with what the server failed with.
func (o order) give(ctx context.Context, store *archive.Archive, dir, detail string) (json.RawMessage, error) {
	name := rand.Text()
	if err := store.PutSetting(ctx, o.asked(), []byte(strings.TrimSpace(name+" "+detail))); err != nil {
		return nil, err
	}
	for {
		done, _, err := store.Setting(ctx, o.done())
		if err != nil {
			return nil, err
		}
		if answered, text := answerTo(name, string(done)); answered {
			return readAnswer(text)
		}
		if readOwner(dir) == nil {
			return nil, fmt.Errorf("the server ended before it had done this (%s); call the command again", o)
		}
		select {
		case <-time.After(obeyEvery / 2):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// answerTo finds the answer to the order of that name, if it is there.
func answerTo(name, done string) (answered bool, text string) {
	by, text, _ := strings.Cut(done, " ")
	return by == name, text
}

func readAnswer(text string) (json.RawMessage, error) {
	var a answer
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		return nil, fmt.Errorf("the server's answer: %w", err)
	}
	if a.Error != "" {
		return nil, errors.New(a.Error)
	}
	return a.Result, nil
}

// obey carries out what commands order, until the context ends. Orders that a
// former server left are carried out too.
func (n *newsroom) obey(ctx context.Context, log *slog.Logger) {
	go n.obeyAll(ctx, log, rebuildOrder, func(ctx context.Context, _ string) (any, error) {
		return nil, n.indexer.Rebuild(ctx, nil)
	})
	go n.obeyAll(ctx, log, verifyOrder, func(ctx context.Context, detail string) (any, error) {
		return n.verify(ctx, detail == withRepair)
	})
}

// obeyAll carries out all orders of one kind by do, one after the other.
func (n *newsroom) obeyAll(ctx context.Context, log *slog.Logger, o order, do func(context.Context, string) (any, error)) {
	deaf := trouble.New(log, nil, "cannot look for what commands order", "what commands order is looked for again")
	ticker := time.NewTicker(obeyEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			deaf.Note(ctx, n.obeyOnce(ctx, log, o, do), "order", o)
		}
	}
}

func (n *newsroom) obeyOnce(ctx context.Context, log *slog.Logger, o order, do func(context.Context, string) (any, error)) error {
	asked, found, err := n.archive.Setting(ctx, o.asked())
	if err != nil || !found {
		return err
	}
	done, _, err := n.archive.Setting(ctx, o.done())
	if err != nil {
		return err
	}
	name, detail, _ := strings.Cut(string(asked), " ")
	if answered, _ := answerTo(name, string(done)); answered {
		return nil
	}
	log.Info("working on the index, as asked", "order", o, "detail", detail)
	var a answer
	result, err := do(ctx, detail)
	if err == nil {
		a.Result, err = json.Marshal(result)
	}
	if err != nil {
		a.Error = err.Error()
	}
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return n.archive.PutSetting(context.WithoutCancel(ctx), o.done(), append([]byte(name+" "), text...))
}
