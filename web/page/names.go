package page

import (
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/openapi"
)

// names is what an entity is called beside its name, and why.
type names struct {
	Merged  []mergedName
	Own     []string // from the newsroom's list
	Shipped []string // from the lists that Dateline ships
	May     bool     // whether who looks may merge and split
	Likely  string   // where names stand that may be one
	Done    *done
}

// fewNames is how many of the names an entity's page begins with: country names
// are known in dozens of languages, and all stand below.
const fewNames = 6

// all lists the names, those that people gave first.
func (n names) all() []string {
	var list []string
	for _, m := range n.Merged {
		list = append(list, m.Name)
	}
	for _, name := range slices.Concat(n.Own, n.Shipped) {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// Line is the first of them.
func (n names) Line() []string { all := n.all(); return all[:min(fewNames, len(all))] }

// More is how many there are besides.
func (n names) More() int { return max(0, len(n.all())-fewNames) }

// mergedName is a name that somebody merged into the entity.
type mergedName struct {
	Name, By string
	At       moment
}

// done is what a form has just done, with what undoes it.
type done struct {
	Name  string
	Split bool // it was split off; else merged
}

// newNames gathers the names of an entity.
func (p *Pages) newNames(c echo.Context, kind news.EntityType, name string, table *alias.Table) names {
	in := p.voice(c)
	v := names{May: mayWrite(c), Likely: likelyURL(string(kind)), Done: newDone(c, kind, name, table)}
	for _, member := range table.Members(kind, name) {
		m, _ := table.Made(kind, member)
		v.Merged = append(v.Merged, mergedName{member, m.By, in.whenAt(m.At, news.Day.String(), false)})
	}
	if p.lists == nil {
		return v
	}
	for _, s := range p.lists.Surfaces(kind, name) {
		if s.Own {
			v.Own = append(v.Own, s.Text)
		} else {
			v.Shipped = append(v.Shipped, s.Text)
		}
	}
	return v
}

// newDone says what a form has done, where the address names it and it is so.
func newDone(c echo.Context, kind news.EntityType, name string, table *alias.Table) *done {
	if merged := c.QueryParam(paramMerged); merged != "" && merged != name && table.Root(kind, merged) == name {
		return &done{Name: merged}
	}
	if split := c.QueryParam(paramSplit); split != "" && split != name && table.Root(kind, split) != name {
		return &done{Name: split, Split: true}
	}
	return nil
}

// mayWrite reports whether who asks may change what the archive holds.
func mayWrite(c echo.Context) bool {
	return openapi.VisitorOf(c).May(openapi.Write)
}
