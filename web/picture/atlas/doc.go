// Package atlas draws where a country lies: its outline among its neighbours', as
// paths for SVG. The outlines are embedded, simplified from Natural Earth; how
// they were made is in make. Borders are those that Natural Earth draws, which
// are those in effect, whoever claims what. Package web/page asks it.
package atlas
