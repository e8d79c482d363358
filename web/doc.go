// Package web is the server: pages for people, an API for programs, over HTTP.
//
// cmd makes one with New and runs Serve. The package holds what all requests
// share: the table of routes, who may ask (guard), the request's id and its line
// in the log, and the one place where an error becomes a status and a problem.
// Handlers are in the packages api and page, the parameters of a search in
// param. It searches and stores nothing itself.
package web
