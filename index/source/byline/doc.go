// Package byline reads the names out of a byline as agencies write it: "By Ada
// Brent and Bo Carr, Harbour Post" is by Ada Brent and Bo Carr.
//
// The readers of wire formats ask it. It knows how bylines are built and no
// names: what it cannot take apart stays as it is.
package byline
