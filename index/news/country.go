package news

// Country is a country by its ISO 3166-1 alpha-2 code, with its English name,
// which is what the facet country holds.
type Country struct{ Code, Name string }
