package main

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// ask sends a GET to the server that an owner's note tells of. The note holds a
// key for commands on this machine, and the fingerprint of the certificate, which
// may be made for another name than that of the loopback address.
func (o *owner) ask(ctx context.Context, path string, values url.Values) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, o.Addr+path+"?"+values.Encode(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+o.Secret)
	resp, err := o.client().Do(req)
	if err != nil {
		return nil, fmt.Errorf("the server at %s: %w", o.Addr, err)
	}
	return resp, nil
}

func (o *owner) client() *http.Client {
	if o.Certificate == "" {
		return http.DefaultClient
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{
		InsecureSkipVerify: true, // the very certificate is compared instead of its name
		VerifyConnection: func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 || fingerprint(s.PeerCertificates[0].Raw) != o.Certificate {
				return errors.New("another certificate than the server's")
			}
			return nil
		},
	}}}
}

func fingerprint(certificate []byte) string {
	sum := sha256.Sum256(certificate)
	return hex.EncodeToString(sum[:])
}

// certificateOf is the fingerprint of the certificate in a file, empty for no
// file.
func certificateOf(cert, key string) (string, error) {
	if cert == "" && key == "" {
		return "", nil
	}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return "", fmt.Errorf("server.tls_certificate and server.tls_key: %w", err)
	}
	return fingerprint(pair.Certificate[0]), nil
}
