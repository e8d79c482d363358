package page

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/param"
	"github.com/dateline-search/dateline/web/picture"
)

const (
	// mostFrequent and mostTelling are how many companions an entity's page lists
	// by count and by lift; more are a search away.
	mostFrequent = 12
	mostTelling  = 8
)

// companion is an entity that is named together with another.
type companion struct {
	entity
	Count, Share int    // Share is of the longest bar, in percent
	Together     string // the articles that name both
	Lift         string // how many times as often as by chance
}

// together is who and what an entity is named with.
type together struct {
	Often   []companion // by count
	Chance  []companion // more often than by chance, by lift
	Network *network
}

// liftDigits is how many digits of a lift say something.
func liftDigits(lift float64) int {
	if lift < 10 {
		return 1
	}
	return 0
}

// newTogether lists the companions of an entity that a query asks for.
func newTogether(in voice, q string, known *api.EntityPage) together {
	t := together{Often: companionsOf(in, q, known.ByCount, mostFrequent, countOf)}
	lifted := slices.DeleteFunc(slices.Clone(known.ByLift), func(c api.Companion) bool { return c.Lift <= 1 })
	t.Chance = companionsOf(in, q, lifted, mostTelling, liftOf)
	return t
}

func countOf(c api.Companion) float64 { return float64(c.Count) }
func liftOf(c api.Companion) float64  { return c.Lift }

// companionsOf are the first of a list, with bars by a measure.
func companionsOf(in voice, q string, list []api.Companion, size int, measure func(api.Companion) float64) []companion {
	list = list[:min(size, len(list))]
	most := 0.
	for _, c := range list {
		most = max(most, measure(c))
	}
	var all []companion
	for _, c := range list {
		all = append(all, companion{
			entity: companionEntity(in, c), Count: c.Count, Lift: in.Decimal(c.Lift, liftDigits(c.Lift)),
			Share: max(int(measure(c)*100/most), 1), Together: here(param.State{}.Set(param.Q, bothOf(q, c))),
		})
	}
	return all
}

func companionEntity(in voice, c api.Companion) entity {
	return entity{Kind: c.Type, Word: in.facet(c.Type), link: link{c.Name, entityURL(c.Type, c.Name)}}
}

// bothOf asks for the articles that name a companion as well.
func bothOf(q string, c api.Companion) string {
	return q + " " + query.Value{Field: c.Type, Text: c.Name, Whole: true}.String()
}

// network is the companions as a picture.
type network struct {
	Width, Height int
	Middle        picture.Spot
	Nodes         []node
	Strands       []picture.Chord
}

// node is one of them.
type node struct {
	companion
	picture.Spot
	Label string // cut to what there is room for
}

// half is half of a node's width; nameGap the room between it and its name.
const (
	half    = 6.
	nameGap = 11.
)

// Corner is where the square of an organisation begins.
func (n node) Corner() picture.Spot { return picture.Spot{X: n.X - half, Y: n.Y - half} }

// Diamond is the path of a place's.
func (n node) Diamond() string {
	return fmt.Sprintf("M%.1f %.1fl7.5 7.5l-7.5 7.5l-7.5 -7.5z", n.X, n.Y-7.5)
}

// TextX is where its name begins, or ends.
func (n node) TextX() string {
	if n.Left {
		return fmt.Sprintf("%.1f", n.X-nameGap)
	}
	return fmt.Sprintf("%.1f", n.X+nameGap)
}

// network draws who of an entity's companions are named together in its articles.
// It is nil for fewer than three, where there is nothing to see.
func (p *Pages) network(ctx context.Context, in voice, q string, known *api.EntityPage) (*network, error) {
	list := weightiest(known)
	if len(list) < leastNodes {
		return nil, nil
	}
	links, err := p.links(ctx, q, list)
	if err != nil {
		return nil, err
	}
	sizes := make([]int, len(list))
	for i, c := range list {
		sizes[i] = c.Count
	}
	drawn := picture.NewNetwork(sizes, links)
	v := &network{Width: picture.NetworkWidth, Height: drawn.Height, Middle: drawn.Middle, Strands: drawn.Strands}
	for i, c := range companionsOf(in, q, list, len(list), countOf) {
		v.Nodes = append(v.Nodes, node{c, drawn.Spots[i], shortened(c.Text)})
	}
	return v, nil
}

// links counts the articles that name two of an entity's companions as well. Each
// pair is counted among the articles of the rarer one, of which there are fewer to
// look through, and so nothing is asked of the most frequent.
func (p *Pages) links(ctx context.Context, q string, list []api.Companion) ([]picture.Link, error) {
	number, order := map[string]int{}, make([]int, len(list))
	for i, c := range list {
		number[c.Type+":"+c.Name], order[i] = i, i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(list[x].Count, list[y].Count) })
	var links []picture.Link
	for at, i := range order[:len(order)-1] {
		others := order[at+1:]
		found, err := p.company(ctx, bothOf(q, list[i]), kindsOf(list, others))
		if err != nil {
			return nil, err
		}
		for kind, facet := range found.Facets {
			for _, v := range facet.Values {
				if j, there := number[kind+":"+v.Value]; there && slices.Contains(others, j) && v.Count > 0 {
					links = append(links, picture.Link{A: min(i, j), B: max(i, j), Count: v.Count})
				}
			}
		}
	}
	slices.SortFunc(links, func(x, y picture.Link) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return links, nil
}

// kindsOf are the kinds that some companions are of.
func kindsOf(list []api.Companion, some []int) []string {
	var kinds []string
	for _, i := range some {
		if !slices.Contains(kinds, list[i].Type) {
			kinds = append(kinds, list[i].Type)
		}
	}
	return kinds
}

// company counts who of some kinds is named in the articles of a query.
func (p *Pages) company(ctx context.Context, q string, kinds []string) (*search.Result, error) {
	none := 0
	return p.searcher.Search(ctx, search.Request{
		Q: q, Size: &none, Facets: kinds, FacetSize: networkCompany, Interval: search.IntervalNone, NoHighlight: true,
	})
}

const (
	// leastNodes is how many a picture has at least.
	leastNodes = 3
	// networkCompany is how far down the list of those who are named with both a
	// link is looked for: what is not among so many is thin.
	networkCompany = 100
	// labelRoom is how many characters of a name there is room for.
	labelRoom = 14
)

// weightiest are the companions that say most of an entity: that are frequent,
// and more so than by chance.
func weightiest(known *api.EntityPage) []api.Companion {
	var list []api.Companion
	for _, c := range slices.Concat(known.ByCount, known.ByLift) {
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	weight := func(c api.Companion) float64 { return float64(c.Count) * math.Log2(1+c.Lift) }
	slices.SortStableFunc(list, func(x, y api.Companion) int {
		return cmp.Or(cmp.Compare(weight(y), weight(x)), cmp.Compare(x.Name, y.Name))
	})
	return list[:min(len(list), picture.MaxNodes)]
}

// shortened cuts a name to what there is room for.
func shortened(name string) string {
	runes := []rune(name)
	if len(runes) <= labelRoom {
		return name
	}
	return string(runes[:labelRoom-1]) + "…"
}

// telling are the articles that speak of an entity most: the best by the words of
// its name among those that name it.
func (p *Pages) telling(ctx context.Context, kind, name string) (*search.Result, error) {
	var words []string
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		words = append(words, `"`+w+`"`)
	}
	size := latest
	return p.searcher.Search(ctx, search.Request{
		Q: strings.Join(words, " OR "), Filters: map[string][]string{kind: {name}}, Match: search.MatchAny, NoRecency: true,
		Sort: search.Relevance, Size: &size, Facets: []string{}, Interval: search.IntervalNone, NoHighlight: true, Collapse: true,
	})
}
