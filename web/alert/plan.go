package alert

import (
	"context"
	"fmt"
	"net/url"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/param"
)

// plan makes the plan of a saved search.
func (r *Runner) plan(ctx context.Context, params string) (*search.Plan, error) {
	values, err := url.ParseQuery(params)
	if err != nil {
		return nil, &param.Error{Name: "params", Value: params, Want: "parameters as a URL has them behind the question mark"}
	}
	checked, err := param.Read(values, Specs())
	if err != nil {
		return nil, err
	}
	request, err := param.Bind(checked.URL())
	if err != nil {
		return nil, err
	}
	plan, err := r.options.Prepare(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("alert: %w", err)
	}
	return plan, nil
}

// Specs are the parameters that a saved search may have: those that say what
// matches.
func Specs() []param.Spec {
	return param.Without(param.SearchSpecs(), append(param.Paging(), param.Sort, param.Recency)...)
}
