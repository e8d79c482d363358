package source

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

func TestReadAddresses(t *testing.T) {
	page, err := os.ReadFile("../../testdata/formats/page-bare.html")
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{
		"https://tarn.example/ferry":  string(page),
		"HTTP://tarn.example/x.jsonl": one + "\n" + two,
	}
	opts := Options{Fetch: func(_ context.Context, address string) (Fetched, error) {
		text, ok := answers[address]
		if !ok {
			return Fetched{}, errors.New("answers 404 Not Found")
		}
		return Fetched{io.NopCloser(strings.NewReader(text)), address + "#end", "text/html; charset=windows-1251"}, nil
	}}
	names := []string{"https://tarn.example/ferry", "HTTP://tarn.example/x.jsonl", "https://tarn.example/nothing"}
	w := Walk(t.Context(), names, opts)
	var got []string
	for {
		a, err := w.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, a.Title+" "+a.URL)
		}
	}
	want := []string{
		"Паром на Орвен снова ходит https://tarn.example/ferry#end", "One ", "Two ", "https://tarn.example/nothing: answers 404 Not Found",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if w.Size() != -1 {
		t.Errorf("size %d, which nobody knows", w.Size())
	}
	_, err = Open(t.Context(), names[0], Options{})
	if err == nil || !strings.Contains(err.Error(), "files alone are read here") {
		t.Errorf("without a fetcher: %v", err)
	}
}
