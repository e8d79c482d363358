// Package cue finds names that nobody has listed in languages other than English
// whose script has capitals: by the capitals inside sentences, and by the words
// that stand around names.
//
// Package tag calls it for articles in such a language, in place of the model that
// has learnt English. A capital alone is not enough: a person needs a title, a
// first name, an age or somebody who says something; an organisation its kind
// ("Ministerio de"), its legal form ("GmbH") or what it is called ("la empresa");
// a place a word such as "río", or a preposition that only places follow. It
// would rather miss a name than invent one. What a language says is data: a file
// of words in lang/.
//
// It opens nothing, and knows neither lists of entities nor what a name stands for.
package cue
