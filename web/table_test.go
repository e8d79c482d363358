package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// What programs ask for is described.
func TestEveryRouteForProgramsIsDescribed(t *testing.T) {
	s := New(Options{})
	var described []string
	for i := range s.operations {
		described = append(described, s.operations[i].Method+" "+s.operations[i].Route())
	}
	for _, r := range s.table() {
		name := r.method + " " + r.path
		program := strings.HasPrefix(r.path, "/api/") || strings.HasPrefix(r.path, "/v2/") || strings.HasPrefix(r.path, "/feed.")
		if program && r.path != "/api/v1/openapi.json" && !slices.Contains(described, name) {
			t.Errorf("%s is not described", name)
		}
	}
	if !slices.Contains(described, http.MethodGet+" /api/v1/search") {
		t.Error("the search is not described")
	}
}
