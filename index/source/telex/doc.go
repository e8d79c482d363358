// Package telex reads wire copy in the formats of the teleprinters, which some
// agencies still send: IPTC 7901 and ANPA 1312, plain text between control
// characters.
//
// index/source asks it. Messages are read one by one, each of at most MaxMessage
// bytes. What is not for publication, as notes to editors, is left out or kept
// apart; characters that are not UTF-8 are taken for Windows' Latin.
package telex
