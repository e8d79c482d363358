// Package ninjs reads the IPTC's News in JSON, versions 1.0 to 3.1: headlines,
// bodies, dates, bylines and subjects become those of an Article, and what the
// sender says of its use (pubstatus, embargoed, version) its Usage.
//
// An item that names the version it was made for ($standard in 1.x, standard in
// 2.x and 3.x) must be valid by the schema of that version, which the IPTC
// publishes and the folder schema holds without its descriptions. One that names
// none is read as it comes, since many agencies add members of their own.
//
// index/source asks it; it reads no files and fetches nothing.
package ninjs
