// Package news holds the nouns of the field as plain data: Article, Record,
// Date, Entity, Mention.
//
// It says what a well-formed article is (Normalize, Validate), which article
// two texts are (CanonicalURL, ID) and when something was published (ParseDate,
// Date with its precision and zone). Everybody may import it; it imports
// nothing of ours, opens nothing and keeps no state.
package news
