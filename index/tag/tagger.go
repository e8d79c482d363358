package tag

import (
	"fmt"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/lang"
	"github.com/dateline-search/dateline/index/tag/ner"
	"github.com/dateline-search/dateline/index/tag/places"
	"github.com/dateline-search/dateline/index/tag/when"
)

// Options says what a Tagger is made of; the zero value is good.
type Options struct {
	// Names is the newsroom's own list of names, in the form that Read reads; it
	// goes before those that are shipped. Empty for none.
	Names string
}

// Tagger finds who, what organisation, where and when in articles. It is safe
// for use by many goroutines.
type Tagger struct {
	model  model
	places *places.Gazetteer
	when   *when.Finder
	lang   *lang.Detector
	names  atomic.Pointer[Dictionary]
}

// New returns a Tagger. An error names what is wrong in the list of names.
func New(o Options) (*Tagger, error) {
	t := new(Tagger)
	var group errgroup.Group // its parts are read side by side: each takes some time
	load := func(part func() error) {
		group.Go(func() error {
			if err := part(); err != nil {
				return fmt.Errorf("tag: new tagger: %w", err)
			}
			return nil
		})
	}
	load(func() (err error) { t.model, err = loadModel(); return err })
	load(func() (err error) { t.places, err = places.Load(); return err })
	load(func() (err error) { t.when, err = when.New(); return err })
	load(func() (err error) { t.lang, err = lang.New(); return err })
	group.Go(func() error { return t.SetNames(o.Names) })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return t, nil
}

func loadModel() (model, error) { return ner.Load() }

// SetNames takes another list of the newsroom's own, in place of the one before.
// What is tagged from then on, and Version, follow it. After an error, which
// names the line at fault, everything is as it was.
func (t *Tagger) SetNames(list string) error {
	d := newDictionary()
	d.own = list
	if err := d.read(list, sure); err != nil {
		return err
	}
	if err := readShipped(d); err != nil {
		return fmt.Errorf("tag: shipped names: %w", err)
	}
	d.seal()
	t.names.Store(d)
	return nil
}

// Tag finds the entities and dates of an article's title, subtitle and body, and
// its language where it does not declare one.
// Dates like "on Thursday" are counted from the record's date of publication,
// or from when it was first seen where that is unknown.
func (t *Tagger) Tag(r *news.Record) news.Tags {
	a := r.Article
	detected := ""
	if a.Lang == "" {
		detected = t.lang.Detect(a.Title + "\n" + a.Body)
		a.Lang = detected
	}
	return news.Tags{Entities: t.entities(&a), Dates: t.dates(r, a.Lang), Lang: detected}
}

// entities finds who, what and where.
func (t *Tagger) entities(r *news.Article) []news.Entity {
	return t.names.Load().entities(r, t.model, t.places)
}

// entities finds what the dictionary knows, what a model guesses (nil for none)
// and what the article makes known, and where the places lie.
func (d *Dictionary) entities(r *news.Article, m model, g *places.Gazetteer) []news.Entity {
	a := read(r, primary(r.Lang))
	known := a.look(d)
	var guesses []span
	if m != nil && a.readable() {
		guesses = a.guess(m, known)
	}
	a.decide(known, guesses)
	a.outlet(r.Source)
	a.spellOut()
	people := a.meet()
	a.correct(people)
	orgs := a.introduce()
	a.recall(people)
	a.refer(orgs)
	a.gather(people, orgs)
	for i := range a.spans {
		if s := &a.spans[i]; s.name == "" {
			s.name = a.placeName(s)
		}
	}
	return a.entities(a.situate(g))
}

// placeName is the canonical name of a place.
func (a *article) placeName(s *span) string {
	if s.entry != nil {
		return s.entry.canonical
	}
	return calm(strings.Join(strings.Fields(a.text(s)), " "))
}

// primary is the language of a BCP 47 tag.
func primary(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(lang)
}
