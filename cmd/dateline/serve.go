package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/testdata/demo"
	"github.com/dateline-search/dateline/web"
)

func newServeCommand(a *app) *cobra.Command {
	var withDemo bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the web pages and the API",
		Long: "Serve the web pages and the API, and index what arrives, until interrupted.\n" +
			"Prints the address when it answers.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			if withDemo {
				return a.serveDemo(cmd.Context(), cfg)
			}
			return a.serve(cmd.Context(), cfg, nil)
		},
	}
	addFlag(cmd, "server.addr")
	cmd.Flags().BoolVar(&withDemo, "demo", false, "serve the built-in demo archive from a temporary folder")
	return cmd
}

// serveDemo serves the demo archive from a folder that is gone afterwards.
func (a *app) serveDemo(ctx context.Context, cfg config.Config) (err error) {
	if cfg.Data, err = os.MkdirTemp("", "dateline-demo-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(cfg.Data)) }()
	return a.serve(ctx, cfg, func(ctx context.Context, n *newsroom) error {
		report, err := ingestFS(ctx, journaled(n.archive, n.ingester, n.ends, intake.Ingest, ""), demo.Files)
		if err != nil {
			return err
		}
		a.say("The demo archive has %d articles.", report.New)
		return n.settle(ctx)
	})
}

// serve opens the data folder, lets fill, if there is one, put something into it,
// and serves it until the context ends.
func (a *app) serve(ctx context.Context, cfg config.Config, fill func(context.Context, *newsroom) error) (err error) {
	log := a.logger(cfg)
	l, err := takeLock(cfg.Data)
	if err != nil {
		return a.explainLock(cfg.Data, err)
	}
	n, err := openNewsroom(ctx, cfg, l, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := n.archive.EndJobs(ctx); err != nil {
		log.WarnContext(ctx, "cannot end the jobs of before", "error", err)
	}
	// The indexer outlives the request to stop: what is acknowledged while the
	// server drains can still be waited for.
	stop := n.follow(context.WithoutCancel(ctx))
	defer stop()
	defer n.keepReady(ctx)()
	defer inBackground(ctx, n.ends.Run)()
	go n.watchNames(ctx, cfg.Tag.Names, log)
	if fill != nil {
		if err := fill(ctx, n); err != nil {
			return err
		}
	}
	stopPolling, err := n.pollInBackground(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer stopPolling()
	stopWatching, err := n.watchInBackground(ctx, a, cfg, log)
	if err != nil {
		return err
	}
	defer stopWatching()
	return a.listen(ctx, cfg, n, log)
}

// listen answers on the configured address until the context ends.
func (a *app) listen(ctx context.Context, cfg config.Config, n *newsroom, log *slog.Logger) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cfg.Server.Addr)
	if err != nil {
		return fmt.Errorf("serve on %s: %w", cfg.Server.Addr, err)
	}
	certificate, err := certificateOf(cfg.Server.TLSCert, cfg.Server.TLSKey)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	base := baseURL(listener.Addr(), certificate != "")
	secret := rand.Text()
	if err := n.lock.announce(owner{Addr: base, Secret: secret, Certificate: certificate}); err != nil {
		// A full disk is no reason to answer no searches; commands beside this
		// server will wait for its end.
		log.WarnContext(ctx, "cannot tell other commands of this server", "error", err)
	}
	n.obey(ctx, log)
	_, _ = fmt.Fprintf(a.Stdout, "Dateline answers at %s\n", base)
	alerts, err := openAlerts(cfg, n, log)
	if err != nil {
		return err
	}
	alerted := make(chan struct{})
	alerting, stop := context.WithCancel(ctx)
	go func() { defer close(alerted); alerts.Run(alerting) }()
	defer func() { stop(); <-alerted }()
	options := serverOptions(cfg, n, listener.Addr(), secret, log)
	options.Alerts = alerts
	fields, err := a.sourceOptions(cfg, "")
	if err != nil {
		return err
	}
	options.Retrier = newRetrier(n.archive, n.ingester, fields)
	pushes := journal.NewPushes(journal.PushOptions{Store: n.archive, Logger: log})
	options.Pushed = pushes.Pushed
	defer inBackground(ctx, pushes.Run)()
	return web.New(options).Serve(ctx, listener)
}

// inBackground runs something until stop is called, which waits for its end. The
// end of ctx alone does not end it: requests under way are served to their ends.
func inBackground(ctx context.Context, run func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(ctx)
	}()
	return func() {
		cancel()
		<-ended
	}
}

// serverOptions hands the newsroom to the server.
func serverOptions(cfg config.Config, n *newsroom, addr net.Addr, secret string, log *slog.Logger) web.Options {
	return web.Options{
		Searcher: n.searcher,
		Asker:    n.searcher,
		Ingester: n.ingester,
		Articles: n.archive,
		Tagger:   newMergedTagger(n, log),
		Names:    n.archive,
		Lists:    n.tagger,
		Apart:    n.archive,
		Feeds:    knownFeeds{n.archive, n.polling, n.fixed},
		Jobs:     n.archive,
		Hurry:    n.archive.HurryFeed,
		Folders:  n.folders, FixedFeeds: n.fixed,
		Ready:    func(ctx context.Context) error { _, err := n.searcher.Count(ctx); return err },
		Index:    func() string { return busy(n.indexer.Standing()) },
		State:    n.state,
		Logger:   log,
		Limits:   web.Limits{Body: int64(cfg.Server.MaxBody), InFlight: int64(cfg.Server.MaxInFlight), Lag: lagBound(cfg.Server.MaxLag)},
		Lag:      n.ingester.Lag,
		Timeouts: web.Timeouts{Read: cfg.Server.ReadTimeout, Write: cfg.Server.WriteTimeout, Shutdown: cfg.Server.ShutdownTimeout},
		Hosts:    cfg.Server.Hosts,
		Open:     isLoopback(addr),
		Version:  thisBuild().Version,

		Keys: n.archive, Sessions: n.archive, Secret: secret, ReadNeedsKey: cfg.Server.ReadNeedsKey, RateLimit: cfg.Server.RateLimit,
		Proxies: networks(cfg.Server.TrustedProxies), Origins: cfg.Server.Origins, PublicURL: cfg.Server.PublicURL, Hub: cfg.Server.Hub, Crawlers: cfg.Server.Crawlers, Language: cfg.Server.Language,
		TLSCert: cfg.Server.TLSCert, TLSKey: cfg.Server.TLSKey,
	}
}

// lagBound is a bound as web has it, for which 0 is the default.
func lagBound(most int) int {
	if most == 0 {
		return -1
	}
	return most
}

// networks reads addresses and networks, which were checked when they were loaded.
func networks(texts []string) []netip.Prefix {
	var all []netip.Prefix
	for _, text := range texts {
		if p, err := config.Network(text); err == nil {
			all = append(all, p)
		}
	}
	return all
}

// baseURL is how the API is called at an address. One that listens everywhere is
// reached over loopback.
func baseURL(addr net.Addr, encrypted bool) string {
	scheme := "http://"
	if encrypted {
		scheme = "https://"
	}
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return scheme + addr.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return scheme + net.JoinHostPort(host, port)
}

func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// explainLock says who has the data folder.
func (a *app) explainLock(dir string, err error) error {
	if o := readOwner(dir); errors.Is(err, errHeld) && o != nil {
		return fmt.Errorf("the data folder %s is served already, at %s (process %d)", dir, o.Addr, o.PID)
	}
	return err
}
