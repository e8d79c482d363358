package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// verdict is what an element's tag and names say about the text in it.
type verdict int

const (
	neutral  verdict = iota
	wanted           // says that it is the article's text
	doubtful         // dropped unless most of the text is in it
	unwanted         // dropped in any case
)

// judge reads an element's tag and names.
func judge(tag atom.Atom, names string) verdict {
	switch tag {
	case atom.Html, atom.Body, atom.Tr, atom.Tbody, atom.Td, atom.Th:
		return neutral
	case atom.Nav, atom.Footer, atom.Figcaption, atom.Menu, atom.Fieldset:
		return unwanted
	case atom.Aside, atom.Form, atom.Header, atom.Figure:
		return doubtful
	}
	if names == "" {
		return neutral
	}
	words := splitNames(names)
	switch {
	case isBuilt(names) && isArticleBody(names, words):
		return wanted
	case isBuilt(names):
		return neutral
	case hasAny(words, surelyBeside()):
		return unwanted
	case isArticleBody(names, words):
		return wanted
	case !isOfText(tag) && hasAny(words, maybeBeside()):
		return doubtful
	}
	return neutral
}

// isOfText reports whether elements of a kind are text more often than boxes
// around it: their names must say so more clearly to be left out.
func isOfText(tag atom.Atom) bool {
	switch tag {
	case atom.Article, atom.Main, atom.P, atom.Li, atom.Blockquote, atom.Table, atom.Dl:
		return true
	}
	return false
}

// isBuilt reports whether an element is one of a kit from which editors build
// pages: it calls everything a widget, the text as well.
func isBuilt(names string) bool {
	return strings.Contains(names, "elementor-widget-text") || strings.Contains(names, "elementor-widget-container") || strings.Contains(names, "elementor-widget-theme-post-content") ||
		strings.Contains(names, "siteorigin-widget-tinymce") || strings.Contains(names, "widget_text-content")
}

// isBeside reports whether names say that something stands beside the text.
func isBeside(names string) bool {
	return names != "" && hasAny(splitNames(names), surelyBeside())
}

// splitNames splits class names into their words: "post-footer__shareBar" is
// post, footer, sharebar. Names come in lower case.
func splitNames(names string) []string {
	return strings.FieldsFunc(names, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
}

// hasAny reports whether one of the words begins as one of the stems does, or
// is one that is written with a full stop behind it.
func hasAny(words, stems []string) bool {
	for _, w := range words {
		for _, s := range stems {
			if whole, ok := strings.CutSuffix(s, "."); ok {
				if w == whole {
					return true
				}
			} else if strings.HasPrefix(w, s) {
				return true
			}
		}
	}
	return false
}

// surelyBeside are stems of names for what is never the article's text.
func surelyBeside() []string {
	return []string{
		"comment", "disqus", "respond.", "replies", "related", "recommend", "recirc", "outbrain", "taboola", "zergnet", "mgid",
		"share.", "sharing", "sharebar", "sharetools", "sharelinks", "sharedaddy", "sharebuttons", "addthis", "addtoany",
		"social", "newsletter", "subscribe.", "subscribeform", "subscribebox", "subscription", "signup", "cookie", "gdpr", "consent", "breadcrumb", "byline", "caption", "credit.",
		"credits", "sponsor", "advert", "ad.", "ads.", "adslot", "adunit", "adbox", "dfp", "gpt.", "promo", "pagination", "pager",
		"popular", "trending", "mostread", "mostpopular", "readmore", "morefrom", "jp.", "navigation", "navbar", "menu", "footer",
		"masthead", "skiplink", "skip.", "screenreader", "hidden.", "hide.", "modal", "popup", "tooltip", "widget", "tagcloud", "taglist", "posttags",
		"authorbio", "authorbox", "bio.", "toolbar", "syndication", "shoutbox", "dateline.", "timestamp", "kicker", "eyebrow", "subtitle", "subhead", "standfirst", "dek.", "deck.", "printonly", "noprint",
	}
}

// maybeBeside are stems of names for what mostly stands beside the text.
func maybeBeside() []string {
	return []string{
		"sidebar", "side.", "aside", "header", "banner", "nav.", "meta.", "metadata", "tags.", "tag.", "author", "biography", "about.",
		"topics", "teaser", "card.", "cards.", "list.", "carousel", "gallery", "slider", "slideshow", "copyright", "disclaimer", "login", "register", "rating", "share",
		"follow", "subscri", "date.", "published", "video", "player", "image", "photo", "media.", "figure", "inset", "pullquote", "infobox", "factbox", "next.", "previous", "prev.", "more.", "also.", "see.", "latest", "top.", "bottom", "survey", "poll.", "quiz", "donat", "print.", "email", "contact",
	}
}

// isArticleBody knows the names that the text of an article goes by:
// articleBody, entry-content, story__text.
func isArticleBody(names string, words []string) bool {
	about, part := false, false
	for _, w := range words {
		switch w {
		case "article", "post", "story", "entry", "news", "blog":
			about = true
		case "body", "text", "content", "copy", "main":
			part = true
		case "articlebody", "articletext", "articlecontent", "storybody", "storytext", "postcontent", "postbody", "entrycontent", "newstext",
			"bodycopy", "bodytext":
			return true
		}
	}
	return about && part && !strings.Contains(names, "hentry")
}
