package metrics

import (
	"bytes"
	"strconv"
	"strings"
)

// ContentType is that of the text format.
const ContentType = "text/plain; version=0.0.4; charset=utf-8"

// The kinds of metrics.
const (
	counter   = "counter"
	gauge     = "gauge"
	histogram = "histogram"
)

// label is a name and a value that tell samples of one metric apart.
type label struct{ name, value string }

// text is what is written so far.
type text struct{ bytes.Buffer }

// family begins a metric: what it means and of which kind it is.
func (t *text) family(name, kind, help string) {
	help = strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(help)
	t.WriteString("# HELP " + name + " " + help + "\n# TYPE " + name + " " + kind + "\n")
}

// sample writes a line.
func (t *text) sample(name string, value float64, labels ...label) {
	t.WriteString(name)
	for i, l := range labels {
		t.WriteByte("{,"[min(i, 1)])
		t.WriteString(l.name + `="` + strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`).Replace(l.value) + `"`)
	}
	if len(labels) > 0 {
		t.WriteByte('}')
	}
	t.WriteString(" " + number(value) + "\n")
}

// single writes a metric that has one sample.
func (t *text) single(name, kind, help string, value float64) {
	t.family(name, kind, help)
	t.sample(name, value)
}

// number writes whole numbers without an exponent, as people read them.
func number(v float64) string {
	const exact = 1 << 53 // below it, every whole number is one float64
	if v == float64(int64(v)) && v < exact && v > -exact {
		return strconv.FormatInt(int64(v), 10)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
