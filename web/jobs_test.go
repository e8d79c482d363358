package web_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web"
)

var (
	_ web.Jobs    = fakeJobs{}
	_ web.Retrier = fakeJobs{}
)

// fakeJobs has one job, which rejected one line.
type fakeJobs struct{}

func (fakeJobs) Jobs(_ context.Context, limit int) ([]intake.Job, error) {
	job := intake.Job{ID: 7, Kind: intake.Ingest, Name: "a.jsonl", Began: time.Unix(0, 0).UTC(), Report: index.Report{Read: 2, New: 1, Rejected: 1}}
	return []intake.Job{job}[:min(limit, 1)], nil
}

func (fakeJobs) Rejected(_ context.Context, job int64, _ int) ([]intake.Rejected, error) {
	if job != 0 && job != 7 {
		return nil, nil
	}
	return []intake.Rejected{{ID: 1, Job: 7, At: time.Unix(0, 0).UTC(), File: "a.jsonl", Line: 2, Reason: "body is missing"}}, nil
}

func TestJobsAPI(t *testing.T) {
	s := newSite(func(o *web.Options) { o.Jobs = fakeJobs{} })
	for path, want := range map[string]string{
		"/api/v1/jobs":           `[{"id":7,"kind":"ingest","name":"a.jsonl","began":"1970-01-01T00:00:00Z","read":2,"new":1,"updated":0,"unchanged":0,"duplicates":0,"rejected":1,"unreadable":0}]`,
		"/api/v1/rejected":       `[{"id":1,"job":7,"at":"1970-01-01T00:00:00Z","file":"a.jsonl","line":2,"reason":"body is missing"}]`,
		"/api/v1/rejected?job=7": `[{"id":1,"job":7,"at":"1970-01-01T00:00:00Z","file":"a.jsonl","line":2,"reason":"body is missing"}]`,
		"/api/v1/rejected?job=8": `[]`,
	} {
		w := s.get(path)
		wantStatus(t, w, 200)
		if got := strings.TrimSpace(w.Body.String()); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

// Retry finds that item 1 has become readable, that 2 has not, and that 3 is not
// kept.
func (fakeJobs) Retry(_ context.Context, id int64) (intake.Retry, error) {
	r := intake.Rejected{ID: id, Job: 7, At: time.Unix(0, 0).UTC(), File: "a.jsonl", Line: 2, Reason: "body is missing", Retried: time.Unix(60, 0).UTC()}
	switch id {
	case 1:
		r.Solved = true
		return intake.Retry{Rejected: r, Report: index.Report{Read: 1, New: 1}}, nil
	case 2:
		r.Kept = true
		return intake.Retry{Rejected: r, Report: index.Report{Read: 1, Rejected: 1}}, nil
	case 3:
		return intake.Retry{}, intake.ErrNotKept
	}
	return intake.Retry{}, intake.ErrNoRejected
}

// Item is kept of 1 alone.
func (fakeJobs) Item(_ context.Context, id int64) (intake.Rejected, error) {
	r := intake.Rejected{ID: id, Job: 7, At: time.Unix(0, 0).UTC(), File: "a.jsonl", Line: 2, Reason: "body is missing"}
	if id == 1 {
		r.Kept, r.Item = true, index.NewItem(index.FormObject, []byte("{\"title\":\"Caf\xe9 <b>\"}"))
	}
	if id > 2 {
		return intake.Rejected{}, intake.ErrNoRejected
	}
	return r, nil
}

func TestRejectedItemAPI(t *testing.T) {
	s := newSite()
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"1": {200, `"reason":"body is missing","kept":true,"form":"object","text":"{\"title\":\"Caf\ufffd <b>\"}"}`},
		"2": {200, `"reason":"body is missing"}`},
		"3": {404, "urn:dateline:problem:no-rejected"},
		"x": {400, "urn:dateline:problem:parameter"},
	} {
		w := s.get("/api/v1/rejected/" + path)
		wantStatus(t, w, want.status)
		if !strings.Contains(w.Body.String(), strings.ReplaceAll(want.body, `\ufffd`, "\ufffd")) {
			t.Errorf("%s: got %s", path, w.Body)
		}
	}
}

// RetryAll tries two of job 7, and takes one in.
func (fakeJobs) RetryAll(_ context.Context, job int64) (intake.Retries, error) {
	if job != 7 {
		return intake.Retries{}, nil
	}
	return intake.Retries{Tried: 2, Solved: 1}, nil
}

func (fakeJobs) Dismiss(_ context.Context, id int64) error {
	if id != 1 {
		return intake.ErrNoRejected
	}
	return nil
}

func (fakeJobs) DismissAll(_ context.Context, job int64) (int, error) {
	if job != 7 {
		return 0, nil
	}
	return 3, nil
}

func TestDismissAPI(t *testing.T) {
	s := newSite()
	for request, want := range map[string]struct {
		status int
		body   string
	}{
		"POST /api/v1/rejected?job=7":   {200, `{"tried":2,"solved":1}`},
		"POST /api/v1/rejected":         {400, `"parameter":"job"`},
		"POST /api/v1/rejected?job=0":   {400, `"parameter":"job"`},
		"DELETE /api/v1/rejected?job=7": {200, `{"dismissed":3}`},
		"DELETE /api/v1/rejected?job=8": {200, `{"dismissed":0}`},
		"DELETE /api/v1/rejected":       {400, `"parameter":"job"`},
		"DELETE /api/v1/rejected/1":     {204, ""},
		"DELETE /api/v1/rejected/2":     {404, "urn:dateline:problem:no-rejected"},
		"DELETE /api/v1/rejected/x":     {400, `"parameter":"id"`},
	} {
		method, path, _ := strings.Cut(request, " ")
		w := s.do(method, path, "")
		wantStatus(t, w, want.status)
		if !strings.Contains(w.Body.String(), want.body) {
			t.Errorf("%s: got %s", request, w.Body)
		}
	}
}

func TestRetryAPI(t *testing.T) {
	s := newSite()
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"1":                    {200, `"retried":"1970-01-01T00:01:00Z","solved":true,"report":{"read":1,"new":1,`},
		"2":                    {200, `"reason":"body is missing","kept":true,"retried":"1970-01-01T00:01:00Z","report":{`},
		"3":                    {409, `"detail":"the item itself is not kept; send it again"`},
		"4":                    {404, "urn:dateline:problem:no-rejected"},
		"x":                    {400, `"parameter":"id"`},
		"99999999999999999999": {400, `"parameter":"id"`},
	} {
		w := s.do("POST", "/api/v1/rejected/"+path, "")
		wantStatus(t, w, want.status)
		if !strings.Contains(w.Body.String(), want.body) {
			t.Errorf("%s: got %s", path, w.Body)
		}
	}
}

// What clients send is told of by their names, with what was rejected and why.
func TestPushesAreTold(t *testing.T) {
	type told struct {
		client string
		report index.Report
	}
	var all []told
	var rejected []*index.Rejection
	s := newSite(func(o *web.Options) {
		o.Pushed = func(client string, r index.Report, list []*index.Rejection) {
			all, rejected = append(all, told{client, r}), append(rejected, list...)
		}
	})
	wantStatus(t, s.do("POST", "/api/v1/articles", `{"id":"a","title":"Quay","body":"x"}`+"\n"+`{"id":"b","body":"x"}`+"\nbroken\n", "Content-Type", "application/x-ndjson"), 200)
	wantStatus(t, s.do("PUT", "/api/v1/articles/a", `{"title":"Quay opens","body":"x"}`), 200)
	wantStatus(t, s.do("PUT", "/api/v1/articles/a", `{"title":1}`), 422)
	wantStatus(t, s.do("DELETE", "/api/v1/articles/a", ""), 200)
	want := []told{
		{"", index.Report{Read: 3, New: 1, Rejected: 2}},
		{"", index.Report{Read: 1, Updated: 1}},
		{"", index.Report{Read: 1, Rejected: 1}},
		{"", index.Report{Read: 1, Deleted: 1}},
	}
	var sum, expected index.Report
	for _, one := range all {
		sum.Add(one.report)
	}
	for _, one := range want {
		expected.Add(one.report)
	}
	if sum != expected || len(rejected) != 3 {
		t.Fatalf("told of %+v, and of %d rejections", all, len(rejected))
	}
	items := map[int]string{}
	for _, r := range rejected[:2] {
		items[r.Line] = string(r.Item.Bytes)
	}
	if !strings.Contains(items[2], `"id":"b"`) || items[3] != "broken" || string(rejected[2].Item.Bytes) != `{"title":1}` {
		t.Errorf("%+v, %+v", items, rejected[2])
	}
}
