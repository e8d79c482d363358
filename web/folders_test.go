package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web"
)

var _ web.Folders = (*fakeFolders)(nil)

// fakeFolders keeps watched folders; what is below /srv may be added.
type fakeFolders struct {
	list   []intake.Watched
	within []string
}

func (f *fakeFolders) Watched(context.Context) ([]intake.Watched, error) { return f.list, nil }
func (f *fakeFolders) Within() []string                                  { return f.within }

func (f *fakeFolders) AddFolder(_ context.Context, path string) (intake.Watched, bool, error) {
	if len(f.within) == 0 || !strings.HasPrefix(path, "/srv/") {
		return intake.Watched{}, false, fmt.Errorf("%w: it lies elsewhere", intake.ErrFolder)
	}
	w := intake.Watched{Path: path}
	if slices.Contains(f.list, w) {
		return w, false, nil
	}
	f.list = append(f.list, w)
	return w, true, nil
}

func (f *fakeFolders) RemoveFolder(_ context.Context, path string) error {
	for i, w := range f.list {
		switch {
		case w.Path != path:
		case w.Fixed:
			return fmt.Errorf("%w: take it out there", intake.ErrFixedFolder)
		default:
			f.list = slices.Delete(f.list, i, i+1)
			return nil
		}
	}
	return intake.ErrNoFolder
}

func newFolders(change ...func(*web.Options)) (*site, *fakeFolders) {
	f := &fakeFolders{list: []intake.Watched{{Path: "/in", Fixed: true, Files: 3}}, within: []string{"/srv"}}
	return newSite(append([]func(*web.Options){func(o *web.Options) { o.Folders = f }}, change...)...), f
}

func TestFoldersInTheAPI(t *testing.T) {
	s, f := newFolders()
	send := func(method, target, body string, status int, kind string) {
		t.Helper()
		w := s.do(method, target, body, "Content-Type", "application/json")
		wantStatus(t, w, status)
		var p struct{ Type, Parameter string }
		if kind != "" && (json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Type != "urn:dateline:problem:"+kind) {
			t.Errorf("%s %s: %s", method, target, w.Body)
		}
	}
	send("POST", "/api/v1/folders", `{"path":"/srv/wire"}`, 201, "")
	send("POST", "/api/v1/folders", `{"path":"/srv/wire"}`, 200, "")
	send("POST", "/api/v1/folders", `{"path":"/etc"}`, 422, "folder")
	send("POST", "/api/v1/folders", `{}`, 400, "parameter")
	send("POST", "/api/v1/folders", `{"path":`, 400, "bad-body")
	var list []intake.Watched
	if err := json.Unmarshal(s.get("/api/v1/folders").Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]intake.Watched{{Path: "/in", Fixed: true, Files: 3}, {Path: "/srv/wire"}}, list); diff != "" {
		t.Error(diff)
	}
	send("DELETE", "/api/v1/folders?path=/srv/wire", "", 204, "")
	send("DELETE", "/api/v1/folders?path=/srv/wire", "", 404, "no-folder")
	send("DELETE", "/api/v1/folders?path=/in", "", 409, "fixed-folder")
	send("DELETE", "/api/v1/folders", "", 400, "parameter")
	if len(f.list) != 1 {
		t.Errorf("%+v", f.list)
	}
}

func TestFoldersOnThePage(t *testing.T) {
	s, f := newFolders()
	done := s.submit("/sources/folders", "path", "/srv/wire")
	wantStatus(t, done.ResponseRecorder, 303)
	p := getPage(t, s, asSent(done.to))
	if p.one("div.done").text() != "The folder is watched from now on." || len(p.all("li.folder")) != 2 || len(p.all("li.folder form")) != 1 {
		t.Errorf("%s", p.one("main").text())
	}
	refused := s.submit("/sources/folders", "path", `/etc"><b>`)
	wantStatus(t, refused.ResponseRecorder, 422)
	p = parsePage(t, refused.ResponseRecorder)
	checkAccess(t, p)
	if p.one("p[id=folder-fault]").text() != "It is not watched: it lies elsewhere." || p.one("input[id=path]").attr("value") != `/etc"><b>` {
		t.Errorf("%s", p.one("main").text())
	}
	for range 2 { // a form may be sent twice
		done = s.submit("/sources/folders/remove", "path", "/srv/wire")
		wantStatus(t, done.ResponseRecorder, 303)
	}
	if got := getPage(t, s, asSent(done.to)).one("div.done").text(); got != "The folder is watched no longer; what was taken stays." || len(f.list) != 1 {
		t.Errorf("%q, %+v", got, f.list)
	}
	// Where none may be added over the network there is no form, and none helps.
	f.within = nil
	if n := len(getPage(t, s, "/sources").all("input[id=path]")); n != 0 {
		t.Errorf("%d forms", n)
	}
	wantStatus(t, s.submit("/sources/folders", "path", "/srv/wire").ResponseRecorder, 422)
}

// What the machine itself holds is for who may administer: others see the folders
// and no button, and are refused.
func TestFoldersAreGuarded(t *testing.T) {
	f := &fakeFolders{list: []intake.Watched{{Path: "/srv/wire"}}, within: []string{"/srv"}}
	s, _, keys := newKeyed(func(o *web.Options) { o.Folders = f })
	for scope, status := range map[string]int{"read": 403, "write": 403, "admin": 201} {
		key := "Bearer " + keys[scope]
		w := s.do("POST", "/api/v1/folders", `{"path":"/srv/`+scope+`"}`, "Content-Type", "application/json", "Authorization", key)
		wantStatus(t, w, status)
		wantStatus(t, s.do("DELETE", "/api/v1/folders?path=/srv/admin", "", "Authorization", key), map[bool]int{true: 204, false: 403}[status == 201])
		form := s.do("POST", "/sources/folders", "path=/srv/page", "Content-Type", "application/x-www-form-urlencoded", "Authorization", key)
		wantStatus(t, form, map[bool]int{true: 303, false: 403}[status == 201])
		page := s.get("/sources", "Authorization", key)
		if got := strings.Contains(page.Body.String(), "/sources/folders"); got != (scope == "admin") || !strings.Contains(page.Body.String(), "/srv/wire") {
			t.Errorf("%s: the form is shown %v", scope, got)
		}
	}
}
