package mcp

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// Whatever is sent, what comes back is JSON-RPC, and a tool asks for nothing
// outside of the API.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}`,
		`{"jsonrpc":"2.0","id":"a","method":"tools/list"}`,
		`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_article","arguments":{"id":"../../metrics?x#y"}}}`,
		`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"timeline","arguments":{"q":["a",1,null]}}}`,
		`{"jsonrpc":"2.0","method":"notifications/initialized"}`, `[]`, `{`,
	} {
		f.Add([]byte(seed))
	}
	s := New(func(_ context.Context, path string, _ url.Values) (int, []byte, error) {
		if !strings.HasPrefix(path, "/api/v1/") || strings.ContainsAny(path, "?#") || strings.Count(path, "/") > 5 {
			f.Errorf("a tool asks for %q", path)
		}
		return 200, []byte("{}"), nil
	}, "1")
	f.Fuzz(func(t *testing.T, message []byte) {
		answer := s.Answer(t.Context(), message)
		if answer == nil {
			return
		}
		var r struct {
			Version string `json:"jsonrpc"`
			ID      json.RawMessage
			Result  json.RawMessage
			Error   json.RawMessage
		}
		if err := json.Unmarshal(answer, &r); err != nil || r.Version != "2.0" || len(r.ID) == 0 || (r.Result == nil) == (r.Error == nil) {
			t.Errorf("%q is answered by %s (%v)", message, answer, err)
		}
	})
}
