package main

import (
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// checkTasks holds that the searches in docs/usability.md find as many articles as
// it says behind them.
func checkTasks(t *testing.T, s *server) {
	t.Helper()
	page, err := os.ReadFile("../../docs/usability.md")
	if err != nil {
		t.Fatal(err)
	}
	tasks := regexp.MustCompile("`([^`]+)` \\((\\d+) articles\\)").FindAllStringSubmatch(string(page), -1)
	if len(tasks) < 2 {
		t.Errorf("%d searches say what they find", len(tasks))
	}
	for _, task := range tasks {
		if got := strconv.Itoa(s.total(t, url.QueryEscape(task[1]))); got != task[2] {
			t.Errorf("%s finds %s articles, and the page says %s", task[1], got, task[2])
		}
	}
}

// TestTour runs every line of docs/api.md. A line says behind # which status it
// has, where that is not 200, and what its answer holds.
func TestTour(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("curl"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("curl is missing")
		}
		t.Skip("curl is missing: the tour of the API is not run")
	}
	page, err := os.ReadFile("../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	s := startServer(t, t.TempDir(), "--demo")
	checkTasks(t, s)
	lines := regexp.MustCompile(`(?m)^(curl .*?)\s+# (?:(\d{3})(?: |$))?(.*)$`).FindAllStringSubmatch(string(page), -1)
	if written := strings.Count("\n"+string(page), "\ncurl "); len(lines) < 30 || len(lines) != written {
		t.Fatalf("of %d lines %d say what they answer", written, len(lines))
	}
	for _, line := range lines {
		status := "200"
		if line[2] != "" {
			status = line[2]
		}
		command := strings.NewReplacer("localhost:8080", s.url, "curl ", "curl -sS -g -m 60 -w '\n%{http_code}' ").Replace(line[1])
		out, err := exec.Command("sh", "-c", command).CombinedOutput()
		answer, ended := string(out), strings.LastIndex(string(out), "\n")
		if err != nil || answer[ended+1:] != status || !strings.Contains(answer[:ended], line[3]) {
			t.Errorf("%s\nanswers (%v), want %s with %s:\n%.1000s", line[1], err, status, line[3], out)
		}
	}
}
