// Package relevance measures how well a ranking fits what people judged.
//
// Tests and benchmarks of engines use it, with public collections of judged
// queries. It ranks nothing itself, and knows neither engines nor articles.
package relevance
