package watch

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asNobody runs a test as a user who may not read everything, and reports whether
// it is to be run here.
func asNobody(t *testing.T) bool {
	if os.Geteuid() != 0 {
		return true
	}
	cmd := exec.CommandContext(t.Context(), "/proc/self/exe", "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	cmd.Dir, cmd.Env = "/", append(os.Environ(), "TMPDIR=/tmp", "GOCOVERDIR=")
	out, err := cmd.CombinedOutput()
	if errors.Is(err, os.ErrPermission) || errors.Is(err, os.ErrNotExist) {
		t.Skipf("SKIPPED, NOT TESTED: files that cannot be read need another user: %v", err)
	}
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// What may not be read is told, waits, and is taken once it may.
func TestUnreadable(t *testing.T) {
	if !asNobody(t) {
		return
	}
	d := newDesk(t)
	mode := func(name string, m os.FileMode) {
		t.Helper()
		if err := os.Chmod(filepath.Join(d.folder, name), m); err != nil {
			t.Fatal(err)
		}
	}
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.write("b.json", story("2", "Ferry"), time.Hour)
	d.write("closed/c.json", story("3", "Pier"), time.Hour)
	mode("a.json", 0)
	mode("closed", 0)
	for range 3 {
		d.scan(map[bool]int{true: 1}[len(d.watcher.taken) == 0], "Ferry v1")
	}
	d.says("", 2, "a.json: permission denied")
	mode("a.json", 0o600)
	d.scan(0, "Ferry v1") // it is not tried at every look
	d.now = d.now.Add(slowest)
	d.scan(1, "Ferry v1, Quay v1")
	d.scan(0, "Ferry v1, Quay v1")
	d.says("", 1, "closed: permission denied")
	mode("closed", 0o700)
	d.scan(1, "Ferry v1, Quay v1, Pier v1")
	d.says("", 0, "")
	mode("", 0)
	d.scan(0, "Ferry v1, Quay v1, Pier v1")
	d.says("permission denied", 0, "")
	mode("", 0o700)
	d.scan(0, "Ferry v1, Quay v1, Pier v1")
	d.says("", 0, "")
}
