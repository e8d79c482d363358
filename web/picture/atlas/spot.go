package atlas

import "unicode/utf8"

const (
	// beside is how far the name of a town stands from it.
	beside = 6
	// dot is half of how wide a town is drawn.
	dot = 3.5
)

// newSpot marks a town, with its name on the side that has room. It is nil where
// there is none, and where it lies out of sight.
func newSpot(w window, town *Town) *Spot {
	if town == nil {
		return nil
	}
	at := w.place(point{town.East, town.North})
	seen := box{point{dot, line / 2}, point{Width - dot, Height - line/2}}
	if !seen.meets(box{at, at}) {
		return nil
	}
	s := &Spot{X: at[0], Y: at[1], Name: Label{X: at[0] + beside, Y: at[1], Text: town.Name, Chosen: true}}
	if s.Name.X+s.width() > Width {
		s.Name.X, s.Left = at[0]-beside, true
	}
	return s
}

func (s *Spot) width() float64 { return float64(utf8.RuneCountInString(s.Name.Text)) * letter }

// taken is where no other name may stand: on the point, and on its name.
func (s *Spot) taken() []box {
	if s == nil {
		return nil
	}
	name := box{point{s.Name.X, s.Y - line/2}, point{s.Name.X + s.width(), s.Y + line/2}}
	if s.Left {
		name.min[0], name.max[0] = s.Name.X-s.width(), s.Name.X
	}
	return []box{name, {point{s.X - dot, s.Y - dot}, point{s.X + dot, s.Y + dot}}}
}
