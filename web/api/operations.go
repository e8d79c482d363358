package api

import (
	"net/http"
	"slices"

	"github.com/dateline-search/dateline/web/cite"
	"github.com/dateline-search/dateline/web/export"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// refresh is the parameter that asks to wait until articles can be searched.
const refresh = "refresh"

// The groups in which operations are shown.
const (
	tagSearch   = "Search"
	tagEntities = "Entities"
	tagArticles = "Articles"
)

// Operations lists everything that this package answers, with its description.
func (a *API) Operations() []openapi.Operation {
	return slices.Concat(a.feedOperations(), a.opmlOperations(), a.folderOperations(), a.jobOperations(), a.searchOperations(), a.timelineOperations(), a.entityOperations(), a.articleOperations(), a.versionOperations(), a.aliasOperations(), a.similarOperations())
}

func (a *API) searchOperations() []openapi.Operation {
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1", ID: "index", Tag: tagSearch, Scope: openapi.Read, Handler: a.index,
			Summary: "Where things are",
			Answers: openapi.JSON("Addresses by name, as RFC 6570 writes them", map[string]string{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/search", ID: "search", Tag: tagSearch, Scope: openapi.Read, Handler: a.searchFor,
			Summary: "Search the archive",
			Detail: "Totals and counts are exact. A facet's counts ignore its own selection. `marks` are half-open ranges of " +
				"Unicode code points in `text`.",
			Query: param.SearchSpecs(), Answers: openapi.JSON("What was found", Result{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/export", ID: "export", Tag: tagSearch, Scope: openapi.Read, Handler: a.export,
			Summary: "Every match of a search, as a file",
			Detail: "The matches are those of one moment, without limit. What ends the file says that it is complete; an export " +
				"that breaks off drops the connection. The parameters that make pages of a search are taken and do not matter.",
			Query: append([]param.Spec{{
				Name: format, Kind: param.Choice, Words: export.Formats(), Required: true, Example: "csv", Meaning: "How the file is written.",
			}}, param.SearchSpecs()...),
			Answers: []openapi.Answer{{Status: http.StatusOK, Meaning: "The file", Media: exported()}},
		},
	}
}

func exported() (media []openapi.Media) {
	for _, f := range export.Formats() {
		m := openapi.Media{Type: export.Format(f).MediaType()}
		if f == string(export.CSL) {
			m.Of = []map[string]any{}
		}
		media = append(media, m)
	}
	return media
}

func (a *API) articleOperations() []openapi.Operation {
	id := []param.Spec{openapi.PathParam("id", "The article's id, escaped: it may hold any character.", "geo-2025-05-09")}
	hold := []param.Spec{{
		Name: refresh, Kind: param.Choice, Words: []string{"wait"},
		Meaning: "wait answers when what was sent can be searched.",
	}}
	body := func(media ...openapi.Media) *openapi.Body {
		return &openapi.Body{Required: true, Media: media, Meaning: "`title` and `body` or `html` are needed. Unknown members are kept."}
	}
	example := exampleArticle()
	delete(example, "id") // the path has it
	article := openapi.Media{Type: "application/json", Of: sent{}, Example: example}
	return []openapi.Operation{
		{
			Method: http.MethodPost, Path: "/api/v1/articles", ID: "postArticles", Tag: tagArticles, Scope: openapi.Write, Handler: a.postArticles,
			Summary: "Send one article or many",
			Detail: "A JSON object, an array of them, or one a line as `application/x-ndjson`; gzip is taken. An answer means that the " +
				"article is on disk; articles that come to nothing do not keep the others back. 429 says that too much is coming in: nothing of the request was taken, and " +
				"`Retry-After` says when to send it again.",
			Query: hold, Body: body(openapi.Media{Type: "application/json", Of: openapi.Schema{"oneOf": []openapi.Schema{
				{"$ref": "#/components/schemas/Sent"}, {"type": "array", "items": openapi.Schema{"$ref": "#/components/schemas/Sent"}},
			}}, Example: exampleArticle()}, openapi.Media{Type: "application/x-ndjson"}),
			Answers: []openapi.Answer{
				{Status: http.StatusOK, Meaning: "What became of each article, in the form in which they came", Media: answered()},
				{Status: http.StatusCreated, Meaning: "One article, which is new", Media: []openapi.Media{{Type: "application/json", Of: answer{}}}},
				{Status: http.StatusUnprocessableEntity, Meaning: "One article, which was rejected", Media: rejected()},
			},
			Errors: []int{http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodGet, Path: "/api/v1/articles/{id}", ID: "getArticle", Tag: tagArticles, Scope: openapi.Read, Handler: a.getArticle,
			Summary: "One article, with the names and dates in it", Names: id,
			Answers: openapi.JSON("The article", document{}), Errors: []int{http.StatusGone},
		},
		{
			Method: http.MethodPut, Path: "/api/v1/articles/{id}", ID: "putArticle", Tag: tagArticles, Scope: openapi.Write, Handler: a.putArticle,
			Summary: "Store a version of an article", Names: id, Query: hold, Body: body(article),
			Answers: []openapi.Answer{
				{Status: http.StatusOK, Meaning: "Updated or unchanged", Media: []openapi.Media{{Type: "application/json", Of: answer{}}}},
				{Status: http.StatusCreated, Meaning: "New", Media: []openapi.Media{{Type: "application/json", Of: answer{}}}},
				{Status: http.StatusUnprocessableEntity, Meaning: "Rejected", Media: rejected()},
			},
			Errors: []int{http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodDelete, Path: "/api/v1/articles/{id}", ID: "deleteArticle", Tag: tagArticles, Scope: openapi.Write, Handler: a.deleteArticle,
			Summary: "Take an article out of every search", Detail: "It leaves a tombstone: its address answers 410 from then on.",
			Names: id, Query: hold, Answers: openapi.JSON("Deleted", answer{}), Errors: []int{http.StatusGone, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodGet, Path: "/api/v1/articles/{id}/cite", ID: "citeArticle", Tag: tagArticles, Scope: openapi.Read, Handler: a.cite,
			Summary: "A citation of an article", Detail: "It names the version of the text and when it was stored.", Names: id,
			Query: []param.Spec{{
				Name: format, Kind: param.Choice, Words: citeFormats(), Required: true, Example: "bibtex", Meaning: "How the citation is written.",
			}},
			Answers: []openapi.Answer{{Status: http.StatusOK, Meaning: "The citation", Media: cited()}}, Errors: []int{http.StatusGone},
		},
	}
}

func citeFormats() (words []string) {
	for _, f := range cite.Formats() {
		words = append(words, string(f))
	}
	return words
}

func cited() (media []openapi.Media) {
	for _, f := range cite.Formats() {
		m := openapi.Media{Type: f.MediaType()}
		if f == cite.CSL {
			m.Of = map[string]any{}
		}
		media = append(media, m)
	}
	return media
}

// answered are the forms in which articles are answered.
func answered() []openapi.Media {
	return []openapi.Media{
		{Type: "application/json", Of: openapi.Schema{"oneOf": []openapi.Schema{
			{"$ref": "#/components/schemas/Answer"}, {"type": "array", "items": openapi.Schema{"$ref": "#/components/schemas/Answer"}},
		}}},
		{Type: "application/x-ndjson"},
	}
}

// rejected is an answer about one article, or a problem with the request.
func rejected() []openapi.Media {
	return []openapi.Media{{Type: "application/json", Of: answer{}}, {Type: "application/problem+json", Of: openapi.ProblemRef()}}
}
