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

const (
	// readHeaderTimeout ends connections that send their headers drop by drop.
	readHeaderTimeout = 10 * time.Second
	// readTimeout lets the largest body through at 2 Mbit/s.
	readTimeout = 5 * time.Minute
	// writeTimeout counts from the end of the headers, so it holds the time of
	// the body as well.
	writeTimeout = readTimeout + time.Minute
	// idleTimeout keeps a reader's connection between two pages.
	idleTimeout = 2 * time.Minute
	// shutdownTimeout is how long requests may take to end when the server is
	// told to: more than a search may last, less than what supervisors wait
	// before they kill.
	shutdownTimeout = 8 * time.Second
	// maxHeaderBytes holds the longest search as a URL many times over.
	maxHeaderBytes = 64 << 10
)

// Serve answers the connections of a listener until ctx ends, then lets the
// requests under way end. It closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s.echo,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.logger.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	select {
	case err := <-served:
		return fmt.Errorf("web: serve: %w", err)
	case <-ctx.Done():
	}
	return shutdown(context.WithoutCancel(ctx), server, served)
}

// shutdown stops a server, at the latest after shutdownTimeout.
func shutdown(ctx context.Context, server *http.Server, served <-chan error) error {
	limited, cancel := context.WithTimeout(ctx, shutdownTimeout)
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
