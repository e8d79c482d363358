package tag

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
)

func TestSurfaces(t *testing.T) {
	const list = "surface\ttype\tcanonical\tflags\n" +
		"# Orla Venn\tperson\tOrla Venn\t\n" +
		"O. Venn\tperson\tOrla Venn\t\r\n" +
		"Venn Ltd\torg\tOrla Venn\t\n" +
		"Venn Senior\tperson\tOrla Venn Senior\t\n" +
		"Orla Venn\tperson\tOrla Venn\t\n" +
		"Venn diagram\tperson\tOrla Venn\tnever\n" +
		"Орла Венн\tperson\t Orla Venn \tru"
	got := surfaces(list, news.Person, "Orla Venn")
	if diff := cmp.Diff([]string{"O. Venn", "Orla Venn", "Орла Венн"}, got); diff != "" {
		t.Error(diff)
	}
	if got := surfaces(list, news.Person, ""); got != nil {
		t.Errorf("nobody is called %q", got)
	}
	if got := surfaces(list, news.Person, "\nOrla Venn"); got != nil {
		t.Errorf("a name of two lines is %q", got)
	}
	if got := surfaces("", news.Person, "Orla Venn"); got != nil {
		t.Errorf("an empty list has %q", got)
	}
}

func TestSurfacesOfAllLists(t *testing.T) {
	tagger, err := New(Options{Names: "surface\ttype\tcanonical\tflags\nThe UN\torg\tUnited Nations\t\nUN\torg\tUnited Nations\t\n"})
	if err != nil {
		t.Fatal(err)
	}
	got := tagger.Surfaces(news.Org, "United Nations")
	if len(got) < 3 || got[0] != (alias.Surface{Text: "The UN", Own: true}) || got[1] != (alias.Surface{Text: "UN", Own: true}) {
		t.Fatalf("United Nations is known as %v", got)
	}
	for _, s := range got[2:] {
		if s.Own || s.Text == "UN" || s.Text == "United Nations" {
			t.Errorf("%+v", s)
		}
	}
	for name, want := range map[string]bool{"United Nations": true, "UN": false, "Nations": false, "": false} {
		if got := tagger.Listed(news.Org, name); got != want {
			t.Errorf("%q is listed: %v", name, got)
		}
	}
	if got := tagger.Surfaces(news.Person, "United Nations"); len(got) != 0 {
		t.Errorf("nobody is called %v", got)
	}
}
