package alert

import (
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
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

func (r *Runner) told(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	s, err := r.find(ctx, in)
	if err != nil {
		return err
	}
	state := map[string]alert.State{"": -1, "pending": alert.Pending, "sent": alert.Sent, "dead": alert.Dead}[in.Text("state")]
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
	ctx := c.Request().Context()
	s, err := r.find(ctx, in)
	if err != nil {
		return err
	}
	d, err := r.options.Deliveries.Delivery(ctx, in.Name("delivery"))
	if err != nil {
		return err
	}
	if d.Search != s.ID {
		return fmt.Errorf("alert: delivery of another search: %w", index.ErrNotFound)
	}
	if d.State == alert.Dead {
		d.State, d.Attempts, d.Due = alert.Pending, 0, r.options.Now().UTC()
		if err := r.options.Deliveries.MarkDelivery(ctx, d); err != nil {
			return err
		}
	}
	return answer(c, http.StatusOK, tell(d))
}
