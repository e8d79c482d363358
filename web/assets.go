package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

//go:embed template/*.html static/*.css static/*.js static/*.svg
var files embed.FS

// templates are the pages' templates.
func templates() fs.FS { return mustSub("template") }

// mustSub is a folder of the embedded files, which is there or the program could
// not have been built.
func mustSub(name string) fs.FS {
	folder, err := fs.Sub(files, name)
	if err != nil {
		panic(err)
	}
	return folder
}

// assets are the static files under names that change with their content, so
// that browsers may keep them for ever.
type assets struct {
	content map[string][]byte // by hashed name
	hashed  map[string]string // by name
}

func newAssets() *assets {
	a := &assets{content: map[string][]byte{}, hashed: map[string]string{}}
	folder := mustSub("static")
	names, err := fs.Glob(folder, "*")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(content)
		extension := path.Ext(name)
		a.hashed[name] = strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:6]) + extension
		a.content[a.hashed[name]] = content
	}
	return a
}

// url is where the file of this name is.
func (a *assets) url(name string) string { return "/static/" + a.hashed[name] }

// serve answers /static/{hashed name}.
func (a *assets) serve(c echo.Context) error {
	content, ok := a.content[c.Param("name")]
	if !ok {
		return echo.ErrNotFound
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, contentType(c.Param("name")), content)
}

// icon answers the places where browsers look for one by themselves.
func (a *assets) icon(c echo.Context) error {
	const name = "favicon.svg"
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	return c.Blob(http.StatusOK, contentType(name), a.content[a.hashed[name]])
}

// contentType does not ask the machine, whose tables differ.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}
