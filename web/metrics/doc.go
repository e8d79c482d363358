// Package metrics counts what a server does, and writes it in Prometheus' text
// format, version 0.0.4. It serves nothing and knows no article: package web tells
// it of requests and of the state of the archive.
package metrics
