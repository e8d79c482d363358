package tag

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/cue"
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
	model  *ner.Model
	cues   *cue.Finder
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
	load(func() (err error) { t.model, err = ner.Load(); return err })
	load(func() (err error) { t.places, err = places.Load(); return err })
	load(func() (err error) { t.when, err = when.New(); return err })
	load(func() (err error) { t.lang, err = lang.New(); return err })
	group.Go(func() error { return t.SetNames(o.Names) })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var err error
	if t.cues, err = cue.New(cue.Options{FirstName: t.model.IsFirstName, Town: t.places.Has}); err != nil {
		return nil, fmt.Errorf("tag: new tagger: %w", err)
	}
	return t, nil
}

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
		detected = t.lang.Detect(a.Title + "\n" + a.Body[:min(len(a.Body), lang.MaxRead)])
		a.Lang = detected
	}
	return news.Tags{Entities: t.entities(&a), Dates: t.dates(r, a.Lang), Lang: detected, Published: t.guessPublished(r, a.Lang)}
}

// entities finds who, what and where.
func (t *Tagger) entities(r *news.Article) []news.Entity {
	return t.names.Load().entities(r, t.guess, t.places)
}

// guess finds the names that nobody has listed: in English by the model, in other
// languages by what stands around them.
func (t *Tagger) guess(a *article, known []span) []span {
	switch {
	case t.cues.Reads(a.lang):
		return a.follow(t.cues, known)
	case a.readable():
		return slices.DeleteFunc(a.guess(t.model, known), func(s span) bool { return a.isPeoples(&s, t.places.IsDemonym) })
	}
	return nil
}

// entities finds what the dictionary knows, what is guessed beside it (nil for
// nothing) and what the article makes known, and where the places lie.
func (d *Dictionary) entities(r *news.Article, guess func(*article, []span) []span, g *places.Gazetteer) []news.Entity {
	a := d.split(r, primary(r.Lang))
	defer d.release(a)
	known := a.look(d)
	var guesses []span
	if guess != nil {
		guesses = guess(a, known)
	}
	a.decide(known, guesses)
	a.incorporate()
	a.unname()
	a.settle()
	a.lineUp()
	a.bend()
	a.outlet(r.Source)
	a.spellOut()
	people := a.meet()
	a.correct(people)
	orgs := a.introduce()
	a.reconsider(people, orgs)
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
