package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Timeouts bound how long a request may take. A value that is not positive
// stands for its default.
type Timeouts struct {
	Read     time.Duration // for a request with its body
	Write    time.Duration // from the end of the headers to the end of the answer: it holds the time of the body as well
	Shutdown time.Duration // for the requests under way when the server is told to end
}

const (
	// readHeaderTimeout ends connections that send their headers drop by drop.
	readHeaderTimeout = 10 * time.Second
	// defaultReadTimeout lets the largest body through at 2 Mbit/s.
	defaultReadTimeout = 5 * time.Minute
	// defaultWriteTimeout leaves a minute for the answer.
	defaultWriteTimeout = defaultReadTimeout + time.Minute
	// idleTimeout keeps a reader's connection between two pages.
	idleTimeout = 2 * time.Minute
	// defaultShutdownTimeout is more than a search may last, less than what
	// supervisors wait before they kill.
	defaultShutdownTimeout = 8 * time.Second
	// maxHeaderBytes holds the longest search as a URL many times over.
	maxHeaderBytes = 64 << 10
)

func (t Timeouts) withDefaults() Timeouts {
	if t.Read <= 0 {
		t.Read = defaultReadTimeout
	}
	if t.Write <= 0 {
		t.Write = defaultWriteTimeout
	}
	if t.Shutdown <= 0 {
		t.Shutdown = defaultShutdownTimeout
	}
	return t
}

// Serve answers the connections of a listener until ctx ends, then lets the
// requests under way end. It closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	timeouts := s.options.Timeouts.withDefaults()
	server := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       timeouts.Read,
		WriteTimeout:      timeouts.Write,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.logger.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() {
		if s.options.TLSCert != "" {
			served <- server.ServeTLS(l, s.options.TLSCert, s.options.TLSKey) // speaks HTTP/2 as well
			return
		}
		served <- server.Serve(l)
	}()
	select {
	case err := <-served:
		return fmt.Errorf("web: serve: %w", err)
	case <-ctx.Done():
	}
	return shutdown(context.WithoutCancel(ctx), server, served, timeouts.Shutdown)
}

// shutdown stops a server, at the latest after the given time.
func shutdown(ctx context.Context, server *http.Server, served <-chan error, after time.Duration) error {
	limited, cancel := context.WithTimeout(ctx, after)
	defer cancel()
	err := server.Shutdown(limited)
	if err != nil {
		err = fmt.Errorf("web: shut down: %w", errors.Join(err, server.Close()))
	}
	if serveErr := <-served; err == nil && !errors.Is(serveErr, http.ErrServerClosed) {
		err = fmt.Errorf("web: serve: %w", serveErr)
	}
	return err
}
