package openapi

// Problem is an error as RFC 9457 writes it.
type Problem struct {
	Type      string `json:"type" doc:"Tells kinds of problems apart"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail,omitempty" doc:"What is wrong, and what would be right"`
	Position  *int   `json:"position,omitempty" doc:"Where in the query, in code points"`
	Parameter string `json:"parameter,omitempty" doc:"Which parameter or member is wrong"`
	RequestID string `json:"request_id" doc:"Names the request in the server's log"`
}

// ProblemRef refers to Problem in a description.
func ProblemRef() Schema { return Schema{"$ref": "#/components/schemas/Problem"} }
