// Package newsml makes articles of news items in NewsML-G2 and in NewsML 1, the
// IPTC's formats of news exchange: their headlines, bylines, dates and text,
// whether that is XHTML, NITF or plain, and what their senders say of the use.
//
// index/source asks it. It takes an element that has been read, and reads no
// files; packages, events and concepts, which hold no text, are not its business.
package newsml
