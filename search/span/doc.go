// Package span finds where the parts of a query stand close together in one text:
// phrases, NEAR, PRE, one sentence, one paragraph.
//
// Engines ask it which of their documents match, with positions from an index,
// and search/highlight which words to mark, with those of a text. It reads
// neither index nor text itself, and knows no engine.
package span
