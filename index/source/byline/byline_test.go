package byline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"  ", nil},
		{"Ada Brent", []string{"Ada Brent"}},
		{"By Ada Brent", []string{"Ada Brent"}},
		{"BY ADA BRENT\n and Bo  Carr", []string{"ADA BRENT", "Bo Carr"}},
		{"Von Ada Brent und Bo Carr, mwd", []string{"Ada Brent", "Bo Carr"}},
		{"Von Ada Brent, mwd", []string{"Ada Brent"}},
		{"Ada Brent, Bo Carr and Cleo Dunn", []string{"Ada Brent", "Bo Carr", "Cleo Dunn"}},
		{"Ada Brent, Bo Carr, Cleo Dunn & Di Ebb, Harbour Post", []string{"Ada Brent", "Bo Carr", "Cleo Dunn", "Di Ebb"}},
		{"By Ada Brent and Bo Carr, Asia Despatch", []string{"Ada Brent", "Bo Carr"}},
		{"Ada Brent and Bo Carr, Harbour Post", []string{"Ada Brent", "Bo Carr"}},
		{"Ada Brent and Bo Carr, Harbour correspondent", []string{"Ada Brent", "Bo Carr"}},
		{"Ada Brent, University of Tarn", []string{"Ada Brent"}},
		{"Ada B. Brent, Tarn State University", []string{"Ada B. Brent"}},
		{"Ada Brent, Bo Carr", []string{"Ada Brent", "Bo Carr"}},
		{"ADA BRENT, BO CARR", []string{"ADA BRENT", "BO CARR"}},
		{"Ada Brent, The Harbour Database", []string{"Ada Brent"}},
		{"Ada Brent, MAY 04", []string{"Ada Brent"}},
		{"hafenblick/AB", []string{"hafenblick/AB"}},
		{"Ada Brent / hafenblick.example", []string{"Ada Brent", "hafenblick.example"}},
		{"Par Ada Brent et Bo Carr", []string{"Ada Brent", "Bo Carr"}},
		{"Ada Brent; Bo Carr; Ada Brent", []string{"Ada Brent", "Bo Carr"}},
		{"By", []string{"By"}},
		{"Ada Brent and and Bo Carr", []string{"Ada Brent", "and Bo Carr"}},
		{"Ada Brent and", []string{"Ada Brent and"}},
		{"Ada Brent ; Bo Carr", []string{"Ada Brent", "Bo Carr"}},
		{"Ada Brent;Bo Carr", []string{"Ada Brent;Bo Carr"}},
		{"Andy Brent y Ennis Carr", []string{"Andy Brent", "Ennis Carr"}},
		{"Ada Brent; and Bo Carr;", []string{"Ada Brent", "and Bo Carr"}},
	} {
		if diff := cmp.Diff(tt.want, Split(tt.in)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.in, diff)
		}
	}
}
