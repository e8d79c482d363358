package intake

import (
	"errors"
	"time"
)

// Errors by meaning.
var (
	// ErrNoFolder says that a folder is not watched.
	ErrNoFolder = errors.New("this folder is not watched")
	// ErrFixedFolder says that the configuration has a folder watched.
	ErrFixedFolder = errors.New("the configuration names this folder")
	// ErrFolder wraps why a folder cannot be watched.
	ErrFolder = errors.New("this folder cannot be watched")
)

// File is a file that was taken from a watched folder, as it was then.
type File struct {
	Path     string    `json:"path"` // absolute
	Size     int64     `json:"size"`
	Modified time.Time `json:"modified"`
	Taken    time.Time `json:"taken"`
	Articles int       `json:"articles"` // that were read from it
	Rejected int       `json:"rejected"`
	Error    string    `json:"error,omitempty"` // the first reason why something was rejected
}

// Watched is a folder that is watched, and what was taken from it and the folders
// below.
type Watched struct {
	Path     string    `json:"path"`
	Files    int       `json:"files"`
	Articles int       `json:"articles"` // that were read from them
	Rejected int       `json:"rejected"`
	Taken    time.Time `json:"taken,omitzero"`    // when a file was taken last
	Fixed    bool      `json:"fixed,omitempty"`   // by the configuration
	Error    string    `json:"error,omitempty"`   // why it cannot be looked into
	Unread   int       `json:"unread,omitempty"`  // files in it that cannot be read, and folders
	Why      string    `json:"why,omitempty"`     // the first of them, and the reason
	Waiting  string    `json:"waiting,omitempty"` // why nothing is taken at the moment
}
