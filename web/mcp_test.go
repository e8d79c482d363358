package web_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// The messages are those of the Model Context Protocol, revision 2025-06-18.
func TestMCP(t *testing.T) {
	s := council(t)
	call := func(message string, status int) (answer object) {
		t.Helper()
		w := s.do("POST", "/mcp", message, "Content-Type", "application/json")
		wantStatus(t, w, status)
		if status == 200 {
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer["jsonrpc"] != "2.0" {
				t.Fatalf("%v in %s", err, w.Body)
			}
		}
		return answer
	}
	started := call(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`, 200)
	if result := started["result"].(object); started["id"] != 1.0 || result["protocolVersion"] != "2025-06-18" || result["capabilities"].(object)["tools"] == nil {
		t.Errorf("%v", started)
	}
	call(`{"jsonrpc":"2.0","method":"notifications/initialized"}`, 202)
	var names []string
	for _, tool := range call(`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`, 200)["result"].(object)["tools"].([]any) {
		names = append(names, tool.(object)["name"].(string))
		if tool.(object)["inputSchema"].(object)["type"] != "object" || tool.(object)["description"] == "" {
			t.Errorf("%v", tool)
		}
		for name, argument := range tool.(object)["inputSchema"].(object)["properties"].(object) {
			if about, _ := argument.(object)["description"].(string); about == "" || argument.(object)["type"] == nil {
				t.Errorf("%s does not say what %s is: %v", tool.(object)["name"], name, argument)
			}
		}
		if size, ok := tool.(object)["inputSchema"].(object)["properties"].(object)["size"].(object); ok && size["type"] != "integer" {
			t.Errorf("the size is %v", size)
		}
	}
	if got := strings.Join(names, " "); got != "search get_article entity timeline" {
		t.Errorf("tools %s", got)
	}
	for arguments, want := range map[string]string{
		`"search","arguments":{"q":"ferry","size":2}`:                       `"total":3`,
		`"get_article","arguments":{"id":"1"}`:                              `"version":1`,
		`"entity","arguments":{"type":"person","name":"Ana Orlova"}`:        `"with_by_lift"`,
		`"timeline","arguments":{"q":["ferry","tower"],"interval":"month"}`: `"share"`,
	} {
		result := call(`{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":`+arguments+`}}`, 200)["result"].(object)
		text := result["content"].([]any)[0].(object)["text"].(string)
		if result["isError"] != false || !strings.Contains(text, want) {
			t.Errorf("%s: %v", arguments, result)
		}
	}
	// What an assistant can mend is told to it; what it cannot is the protocol's.
	for arguments, want := range map[string]string{
		`"search","arguments":{}`: "needs the argument q", `"search","arguments":{"q":"a","colour":"red"}`: "no argument",
		`"search","arguments":{"q":"a","from":"soon"}`: "from is", `"get_article","arguments":{"id":"none"}`: "no such article", `"search","arguments":{"q":{}}`: "must be a text",
	} {
		result := call(`{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":`+arguments+`}}`, 200)["result"].(object)
		text := strings.ToLower(result["content"].([]any)[0].(object)["text"].(string))
		if result["isError"] != true || !strings.Contains(text, want) {
			t.Errorf("%s: %v", arguments, result)
		}
	}
	for message, code := range map[string]float64{
		`{`: -32700, `{"jsonrpc":"1.0","id":1,"method":"ping"}`: -32600, `{"jsonrpc":"2.0","id":1,"method":"prompts/list"}`: -32601,
		`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}`: -32602, `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}`: -32602,
	} {
		if got := call(message, 200)["error"].(object); got["code"] != code {
			t.Errorf("%s: %v, want %v", message, got, code)
		}
	}
	wantStatus(t, s.get("/mcp"), 405)
	wantStatus(t, s.do("POST", "/mcp", strings.Repeat(" ", 2<<20)), 413)
	keyed, _, secrets := newKeyed()
	wantStatus(t, keyed.do("POST", "/mcp", `{"jsonrpc":"2.0","id":1,"method":"ping"}`), 200)
	wantStatus(t, keyed.do("POST", "/mcp", `{}`, "Authorization", "Bearer "+secrets["wrong"]), 401)
}
