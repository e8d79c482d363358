// Package alert saves searches and tells their owners of articles that match, as
// they come in: by a message to a webhook, signed, tried again, and given up in
// the end.
//
// A Runner follows the archive as the indexer does: it lays every new version of
// an article against the saved searches and keeps, in one transaction, what is to
// be sent and how far it came. So nothing is missed over a restart, and each
// version of an article makes one message for each search. A message is sent
// until the receiver answers with success. A crash between its answer and our
// note of it makes the message come twice, under the same Dateline-Delivery id: by
// that a receiver can tell. Ingest waits for none of this.
package alert
