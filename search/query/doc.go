// Package query is the query language: it reads what people type (Parse), says
// what it understood (Node.String, Notes), and refuses or repairs what cannot be
// read. The engines execute the tree; highlight marks by it.
//
// It knows the fields of schema and the folding of analysis, and no engine.
package query
