// Package mail sends plain mails by SMTP (RFC 5321), through a server that takes
// them from us: over TLS from the beginning, over STARTTLS, or in clear on a
// network of one's own.
//
// Who wants to send mails makes a Mailer and hands it messages; each is one
// connection. What must not get into a mail's head is refused, not repaired. It
// keeps nothing, queues nothing and tries nothing again: that is for who calls it.
package mail
