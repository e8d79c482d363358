package page

import "testing"

func TestEndsSentence(t *testing.T) {
	for text, want := range map[string]bool{
		"The harbour board met.":              true,
		"Nobody asked why? ":                  true,
		`He said: "It is open."`:              true,
		"Work is over (for the day.)":         true,
		"“It is over.”":                       true,
		"港口今天开放。":                             true,
		"「港口今天开放。」":                           true,
		"بندرگاہ کھل گئی۔":                    true,
		"बंदरगाह खुल गया।":                    true,
		"It went on…":                         true,
		"one system no longer works. India":   false,
		"with India expected":                 false,
		"":                                    false,
		"“the harbour”":                       false,
		"The board met on Monday, at length,": false,
	} {
		if got := endsSentence(text); got != want {
			t.Errorf("%q ends a sentence: %t", text, got)
		}
	}
}
