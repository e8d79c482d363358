package feature_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

func sentence(v *feature.Vocabulary, text string) feature.Sentence {
	d := &feature.Document{}
	add(d, v, text)
	return d.Sentences[0]
}

func add(d *feature.Document, v *feature.Vocabulary, text string) {
	var words []*feature.Word
	for word := range strings.FieldsSeq(text) {
		words = append(words, v.Word(word))
	}
	d.Add(words)
}

func document(v *feature.Vocabulary, sentences ...string) *feature.Document {
	d := &feature.Document{}
	for _, s := range sentences {
		add(d, v, s)
	}
	v.Prepare(d)
	return d
}

func TestMode(t *testing.T) {
	tests := []struct {
		text string
		want feature.Mode
	}{
		{"The minister met Marco Rubio in Paris on Monday .", feature.Prose},
		{"OIL PRICES RISE 3 PCT IN LONDON", feature.AllCaps},
		{"Oil Prices Rise as Traders in London Wait for the Fed", feature.Titled},
		{"LONDON ( Reuters ) - Oil prices rose on Monday as traders waited .", feature.Prose},
		{"He left .", feature.Prose},
		{"LONDON 1996-08-30", feature.Prose},
		{"", feature.Prose},
	}
	v := feature.NewVocabulary(nil, nil)
	for _, tt := range tests {
		if got := document(v, tt.text).Sentences[0].Mode; got != tt.want {
			t.Errorf("%q: %d, want %d", tt.text, got, tt.want)
		}
	}
}

// A window holds capitals, what joins them and a neighbour on each side.
func TestWindows(t *testing.T) {
	tests := []struct{ text, want string }{
		{"the bank of no name", ""},
		{"he met Ann Moss on a day in May when", "met Ann Moss on|in May when"},
		{"the Bank of the West said", "the Bank of the West said"},
		{"she saw the von der Leyen plan", "the von der Leyen plan"},
		{"Ann", "Ann"},
		{"Ann of one two von der Moss", "Ann of|two von der Moss"},
	}
	v := feature.NewVocabulary(nil, nil)
	for _, tt := range tests {
		s := sentence(v, tt.text)
		words := strings.Fields(tt.text)
		var got []string
		done := 0
		s.Windows(func(start, end int) {
			if start < done {
				t.Errorf("%q: windows overlap", tt.text)
			}
			done = end
			got = append(got, strings.Join(words[start:end], " "))
		})
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The sums of a word's own features are kept by place, so they may hang on nothing
// but the word.
func TestFeaturesOfAWordHangOnNothingElse(t *testing.T) {
	v := feature.NewVocabulary(nil, nil)
	w := v.Word("Moss")
	for place := range feature.Places {
		before := w.Features(nil, place, feature.Prose)
		document(v, "Ann Moss met Mr. Moss", "moss grows")
		if diff := cmp.Diff(before, w.Features(nil, place, feature.Prose)); diff != "" {
			t.Errorf("place %d: the features change:\n%s", place, diff)
		}
	}
}

// What is learnt must be what is looked up: the features of a token are the same
// for whoever knows more words.
func TestFeaturesAreTheSameInEveryVocabulary(t *testing.T) {
	features := func(v *feature.Vocabulary) [][]uint64 {
		d := document(v, "President Ann Moss met al-Asad 's envoys in New York", "MOSS IN TALKS WITH ASAD", "Moss left .")
		var all [][]uint64
		for i := range d.Sentences {
			for k := range d.Sentences[i].Tokens {
				all = append(all, v.Features(nil, &d.Sentences[i], k))
			}
		}
		return all
	}
	used := feature.NewVocabulary(nil, nil)
	document(used, "Moss grows in New York", "Ann met President Moss")
	if diff := cmp.Diff(features(feature.NewVocabulary(nil, nil)), features(used)); diff != "" {
		t.Errorf("a document shows in the next one:\n%s", diff)
	}
}

func TestTrim(t *testing.T) {
	v := feature.NewVocabulary(nil, nil)
	moss := v.Word("Moss")
	document(v, "Ann Moss met Moss", "Moss left Ann .", "moss grows")
	var gone []int
	v.Trim(1, func(id int) { gone = append(gone, id) })
	if v.Len() != 1 || v.Word("Moss") != moss || len(gone) != v.IDs()-1 || slices.Contains(gone, moss.ID) {
		t.Fatalf("%d words, without those of IDs %v of %d: want Moss alone, ID %d", v.Len(), gone, v.IDs(), moss.ID)
	}
	ids := map[int]string{moss.ID: "Moss"}
	for _, text := range strings.Fields("ann moss met left grows river lily") {
		w := v.Word(text)
		if other, taken := ids[w.ID]; taken || w.ID >= v.IDs() {
			t.Errorf("%s and %q have ID %d of %d", text, other, w.ID, v.IDs())
		}
		ids[w.ID] = text
	}
	const sentence = "Ann Moss met moss ."
	want := feature.NewVocabulary(nil, nil)
	got := v.Features(nil, &document(v, sentence).Sentences[0], 1)
	if diff := cmp.Diff(want.Features(nil, &document(want, sentence).Sentences[0], 1), got); diff != "" {
		t.Errorf("what was forgotten is other when it comes again:\n%s", diff)
	}
}

// A document that is filled again is like a new one, whatever was in it.
func TestDocumentIsResetWhole(t *testing.T) {
	v := feature.NewVocabulary(nil, nil)
	d := document(v, "PRESIDENT ANN MOSS MET ENVOYS OF NEW YORK", "She left .")
	d.Reset()
	add(d, v, "Ann Moss met her .")
	v.Prepare(d)
	want := document(v, "Ann Moss met her .")
	if len(d.Sentences) != 1 || d.Sentences[0].Mode != want.Sentences[0].Mode {
		t.Fatalf("%d sentences in mode %d", len(d.Sentences), d.Sentences[0].Mode)
	}
	for i := range want.Sentences[0].Tokens {
		if diff := cmp.Diff(v.Features(nil, &want.Sentences[0], i), v.Features(nil, &d.Sentences[0], i)); diff != "" {
			t.Errorf("token %d:\n%s", i, diff)
		}
	}
}

func TestListsAreRead(t *testing.T) {
	names := feature.Names{}
	names.Add(feature.Country, "Papua New Guinea")
	names.Add(feature.City, "York")
	var file bytes.Buffer
	if err := names.Write(&file); err != nil {
		t.Fatal(err)
	}
	lists, err := feature.ReadLists(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	with := func(l *feature.Lists, text string, token int) []uint64 {
		v := feature.NewVocabulary(nil, l)
		return v.Features(nil, &document(v, text).Sentences[0], token)
	}
	empty := feature.Names{}
	file.Reset()
	if err := empty.Write(&file); err != nil {
		t.Fatal(err)
	}
	none, err := feature.ReadLists(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text  string
		token int
		named bool
	}{
		{"in PAPUA New Guinea now", 2, true},
		{"in papua New Guinea now", 2, false},
		{"in Papua New Mexico now", 1, false},
		{"in York now", 1, true},
		{"in Yorks now", 1, false},
	} {
		if got := !slices.Equal(with(lists, tt.text, tt.token), with(none, tt.text, tt.token)); got != tt.named {
			t.Errorf("%q, token %d: named %v, want %v", tt.text, tt.token, got, tt.named)
		}
	}
}

func TestClustersAreRead(t *testing.T) {
	words := map[string]uint16{"striker": 1, "strike": 0, "midfielder": 1, "ærø": 2}
	c := feature.NewClusters(words, []feature.Parents{{Group: 3, Field: 1}, {Group: 4, Field: 1}, {Group: 5, Field: 2}})
	var file bytes.Buffer
	if err := c.Write(&file); err != nil {
		t.Fatal(err)
	}
	read, err := feature.ReadClusters(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for word := range words {
		want := feature.NewVocabulary(c, nil).Word(word).Features(nil, 1, feature.Prose)
		got := feature.NewVocabulary(read, nil).Word(word).Features(nil, 1, feature.Prose)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%s", word, diff)
		}
	}
	if _, err := feature.ReadClusters(bytes.NewReader(file.Bytes()[:file.Len()-1])); err == nil {
		t.Error("half a file is taken")
	}
}
