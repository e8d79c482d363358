// Package page shows Dateline to people: search, articles and what changed in
// them, entities, comparison, help; made on the server as HTML that needs no
// script. static/app.js saves steps where scripts run.
//
// A handler binds the parameters, makes one call, and turns the answer into a
// view: plain strings, links and marks, so that the templates only lay out. The
// state of a search is its URL; every link is that state with one thing changed.
// Texts of articles are escaped, always; what came as HTML is never shown.
package page
