package alert

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/web/openapi"
)

// told is a delivery as it comes back.
type told struct {
	ID       string     `json:"id"`
	Article  string     `json:"article"`
	Version  int        `json:"version"`
	State    string     `json:"state" enum:"pending,sent,dead"`
	Attempts int        `json:"attempts"`
	Due      *time.Time `json:"due,omitempty"`
	Problem  string     `json:"problem,omitempty"`
	Made     time.Time  `json:"made"`
}

// tried is what a test message came to.
type tried struct {
	Sent    bool   `json:"sent"`
	Problem string `json:"problem,omitempty"`
}

// matched is what matched a search as it came in.
type matched struct {
	New     int     `json:"new" doc:"How many came since its owner looked; up to 200"`
	Matches []match `json:"matches"`
}

type match struct {
	Article string    `json:"article"`
	Version int       `json:"version"`
	At      time.Time `json:"at"`
}

func (r *Runner) matched(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	s, err := r.Find(ctx, in.Visitor(), in.Name("id"))
	if err != nil {
		return err
	}
	st, err := r.Standing(ctx, s, in.Number("size"))
	if err != nil {
		return err
	}
	out := matched{New: st.New, Matches: []match{}}
	for _, m := range st.Latest {
		out.Matches = append(out.Matches, match{m.Article, m.Version, m.Made})
	}
	return answer(c, http.StatusOK, out)
}

func (r *Runner) seen(c echo.Context, in openapi.Input) error {
	if err := r.Look(c.Request().Context(), in.Visitor(), in.Name("id")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (r *Runner) told(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	s, err := r.Find(ctx, in.Visitor(), in.Name("id"))
	if err != nil {
		return err
	}
	state := map[string]alert.State{"": alert.Any, "pending": alert.Pending, "sent": alert.Sent, "dead": alert.Dead}[in.Text("state")]
	all, err := r.options.Deliveries.Deliveries(ctx, s.ID, state, in.Number("size"))
	if err != nil {
		return err
	}
	list := []told{}
	for _, d := range all {
		list = append(list, tell(d))
	}
	return answer(c, http.StatusOK, list)
}

func tell(d alert.Delivery) told {
	t := told{
		ID: d.ID, Article: d.Article, Version: d.Version, State: d.State.String(), Attempts: d.Attempts, Problem: d.Problem, Made: d.Made,
	}
	if d.State == alert.Pending {
		t.Due = &d.Due
	}
	return t
}

func (r *Runner) retry(c echo.Context, in openapi.Input) error {
	d, err := r.Retry(c.Request().Context(), in.Visitor(), in.Name("id"), in.Name("delivery"))
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, tell(d))
}
