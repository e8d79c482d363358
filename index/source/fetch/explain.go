package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
)

// ErrSlow says that an answer took too long.
var ErrSlow = errors.New("took too long")

// explain says in words for people why something could not be fetched.
func (c *Client) explain(ctx context.Context, err error) error {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var timeout net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, ErrPrivate), errors.Is(err, ErrBomb), errors.Is(err, ErrTooLarge):
		return plain(err)
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Errorf("there is no host %s", name.Name)
	case errors.As(err, &certificate), errors.As(err, &authority):
		return fmt.Errorf("its certificate is not trusted: %w", plain(err))
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%w: there was no end after %v", ErrSlow, c.options.Timeout)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%w: there was no answer within %v", ErrSlow, c.options.HeaderTimeout)
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("its host refuses the connection")
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return errors.New("its host cannot be reached")
	case errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return errors.New("its host closes the connection without an answer")
	case errors.As(err, &name):
		return fmt.Errorf("the name %s cannot be looked up at the moment", name.Name)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("was cut off: %w", err)
	}
	return foreign(plain(err))
}

// foreign says what an answer is that is none of HTTP, or breaks its rules. The
// library has no types for these errors; what it says else is passed on.
func foreign(err error) error {
	for of, means := range map[string]string{
		"malformed HTTP":                     "its host answers in another way than HTTP",
		"server response headers exceeded":   "its answer has a longer header than any has",
		"server gave HTTP response to HTTPS": "its host does not speak HTTPS; try http://",
		"does not look like a TLS handshake": "its host does not speak HTTPS; try http://",
		"failed to parse Location header":    ErrScheme.Error(),
	} {
		if strings.Contains(err.Error(), of) {
			return errors.New(means)
		}
	}
	return err
}

// plain takes off what the layers above say of themselves.
func plain(err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return err
}
