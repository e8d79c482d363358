package intake

import "time"

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
	Taken    time.Time `json:"taken,omitzero"`  // when a file was taken last
	Error    string    `json:"error,omitempty"` // why it cannot be looked into
}
