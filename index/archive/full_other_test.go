//go:build !linux

package archive_test

import (
	"errors"

	"github.com/dateline-search/dateline/index/archive"
)

func fillLimited(*archive.Archive) error { return errors.New("no limit can be set here") }
