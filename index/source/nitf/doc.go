// Package nitf makes articles of documents in NITF, the News Industry Text
// Format of the IPTC, versions 2.5 to 3.6, as agencies really send it.
//
// index/source and the reader of NewsML, in which NITF is carried, ask it. It
// takes an element that has been read and reads no files.
package nitf
