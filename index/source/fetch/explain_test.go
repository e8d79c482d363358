package fetch

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// raw is a server that answers each connection with a text.
func raw(t *testing.T, answer string) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 4096))
			_, _ = io.WriteString(c, answer)
			_ = c.Close()
		}
	}()
	return listener.Addr().String()
}

// What is no answer of the web is told in words for people.
func TestWhatIsNoAnswer(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for address, want := range map[string]string{
		"http://" + raw(t, ""):                           "its host closes the connection without an answer",
		"http://" + raw(t, "220 mail.example ESMTP\r\n"): "its host answers in another way than HTTP",
		"http://" + raw(t, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("y", 2*maxHeader)+"\r\n\r\n"):         "its answer has a longer header than any has",
		"http://" + raw(t, "HTTP/1.1 301 Moved\r\nLocation: http://[::bad\r\nContent-Length: 0\r\n\r\n"): "redirects to what is no web address",
		strings.Replace(plain.URL, "http:", "https:", 1):                                                 "its host does not speak HTTPS; try http://",
	} {
		_, _, err := get(t, New(Options{AllowPrivate: true}), address)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", address, err, want)
		}
	}
}
