package analysis

import "testing"

func TestCapitals(t *testing.T) {
	for _, c := range []struct {
		written string
		want    uint32
	}{
		{"line", 0},
		{"Line", 0b1},
		{"LINE", 0b1111},
		{"McDonald", 0b101},
		{"iPhone", 0b10},
		{"U.S.", 0b11},
		{"Rubio's", 0b1},
		{"RUBIO’S", 0b11111},
		{"O'Neill", 0b11},
		{"Élodie", 0b1},
		{"E\u0301lodie", 0b1},
		{"1st", 0},
		{"G20", 0b1},
		{"ЖЭК", 0b111},
		{"港", 0},
		{"\xffA", 0b1},
		{"", 0},
	} {
		if got := Capitals(c.written); got != c.want {
			t.Errorf("Capitals(%q) = %b, want %b", c.written, got, c.want)
		}
	}
}

func TestCapitalize(t *testing.T) {
	for _, written := range []string{"line", "Line", "McDonald", "iPhone", "O'Neill", "Straße", "Ærø", "Ørsted"} {
		term := Tokens(written)[0].Term
		if got := Capitals(Capitalize(term, Capitals(written))); got != Capitals(written) {
			t.Errorf("%q as %q has capitals %b, want %b", written, Capitalize(term, Capitals(written)), got, Capitals(written))
		}
	}
	if got := Capitalize("o'neill", 0b11); got != "O'Neill" {
		t.Errorf("got %q", got)
	}
}
