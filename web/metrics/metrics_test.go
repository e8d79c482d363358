package metrics

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The lines are those of the description of the format:
// https://prometheus.io/docs/instrumenting/exposition_formats/
func TestText(t *testing.T) {
	out := new(text)
	out.family("m_total", counter, "back\\slash\nline")
	out.sample("m_total", 1027, label{"path", `C:\DIR\"x"` + "\n"}, label{"code", "200"})
	out.sample("m_total", 0.25)
	out.sample("m_total", 1.5e20)
	want := "# HELP m_total back\\\\slash\\nline\n# TYPE m_total counter\n" +
		`m_total{path="C:\\DIR\\\"x\"\n",code="200"} 1027` + "\nm_total 0.25\nm_total 1.5e+20\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// Five requests of 1 ms, 1.5 ms, 30 ms, 10 s and 11 s: buckets hold all that took
// as long as their bound or less, and the last one holds all.
func TestLatency(t *testing.T) {
	var r Requests
	for _, took := range []time.Duration{time.Millisecond, 1500 * time.Microsecond, 30 * time.Millisecond, 10 * time.Second, 11 * time.Second} {
		r.Add(Request{"GET", "/a", 200}, took)
	}
	r.Add(Request{"GET", "/a", 404}, time.Second)
	out := string(Write("1.2.3", &r, &State{Articles: 3, Last: 9, Watermark: 7, Running: 1}))
	for _, line := range []string{
		`dateline_build_info{version="1.2.3"} 1`,
		`dateline_http_requests_total{method="GET",route="/a",status="200"} 5`,
		`dateline_http_requests_total{method="GET",route="/a",status="404"} 1`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="0.001"} 1`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="0.0025"} 2`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="0.025"} 2`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="0.05"} 3`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="1"} 4`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="10"} 5`,
		`dateline_http_request_duration_seconds_bucket{route="/a",le="+Inf"} 6`,
		`dateline_http_request_duration_seconds_count{route="/a"} 6`,
		"dateline_articles 3", "dateline_index_lag 2", "dateline_jobs_running 1",
	} {
		if !strings.Contains("\n"+out, "\n"+line+"\n") {
			t.Errorf("there is no line %s in\n%s", line, out)
		}
	}
	if strings.Contains(out, "NaN") {
		t.Error("the runtime is not measured")
	}
}

// An index that is ahead, as after a restore, lags by nothing.
func TestUnknownState(t *testing.T) {
	if out := string(Write("", new(Requests), nil)); strings.Contains(out, "dateline_articles") {
		t.Error("a state that is not known is written")
	}
	if out := string(Write("", new(Requests), &State{Last: 1, Watermark: 2})); !strings.Contains(out, "dateline_index_lag 0\n") {
		t.Error(out)
	}
}
