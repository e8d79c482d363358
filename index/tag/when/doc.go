// Package when finds the dates that a text speaks of: "May 2", "on Thursday",
// "the second quarter", "2 mai", "昨日".
//
// Package tag calls it for every article. What a language says about dates is
// data: a file of words and patterns in lang/, read by Load. A text is cut into
// tokens, each token gets the readings that its language knows, patterns join
// readings to dates and dates to larger ones, and at last each is counted from
// the article's date of publication, with the reading that news has: Thursday is
// the one before, unless the sentence speaks of what will be.
//
// It finds no times of day, no durations ("for two weeks") and nothing that
// recurs ("every Monday"), and opens nothing.
package when
