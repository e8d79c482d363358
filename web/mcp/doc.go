// Package mcp lets assistants use an archive by the Model Context Protocol
// (revision 2025-06-18): tools that search it, read an article, look an entity up,
// and draw a timeline, each with what is needed to cite it.
//
// The tools are operations of the API under other names: a call is a GET request
// to the same handler, with its checks, limits and answers. The protocol is JSON-RPC
// 2.0, by lines on standard streams or as single answers over HTTP; there are no
// sessions, since no call depends on another.
package mcp
