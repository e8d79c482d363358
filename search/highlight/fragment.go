package highlight

// Mark is a half-open range of Unicode code points, [start, end).
type Mark [2]int

// Fragment is a piece of a field's text with the words that the query found.
type Fragment struct {
	Text   string `json:"text"`
	HTML   string `json:"html"`   // Text escaped, with <mark> around the marks
	Marks  []Mark `json:"marks"`  // in Text
	Offset int    `json:"offset"` // where Text starts in the field's text, in code points
}
