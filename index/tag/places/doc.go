// Package places knows which country a place lies in, and chooses the likely one
// of several places of one name by what else an article speaks of: Hyderabad in
// an article on Sindh is not the one in Telangana.
//
// The tagger in index/tag asks it about the places of one article at a time. Its
// gazetteer is embedded: some 42,000 names of countries, their parts, and cities of
// more than 15,000 people (300 KB). It finds no names in a text.
package places
