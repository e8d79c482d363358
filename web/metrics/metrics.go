package metrics

import (
	"math"
	rt "runtime/metrics"
)

// State is how the archive and its index stand.
type State struct {
	Articles  int    // that the archive has, deleted ones and held ones left out
	Last      uint64 // the highest sequence number of the archive
	Watermark uint64 // the sequence number up to which everything can be searched
	Rebuild   bool   // the index is being rebuilt
	Running   int    // jobs that bring articles in just now
}

// Write gives everything as text. A nil state is left out: it could not be read.
func Write(version string, requests *Requests, state *State) []byte {
	t := new(text)
	t.family("dateline_build_info", gauge, "The version that runs; always 1.")
	t.sample("dateline_build_info", 1, label{"version", version})
	if state != nil {
		state.write(t)
	}
	requests.write(t)
	writeRuntime(t)
	return t.Bytes()
}

func (s *State) write(t *text) {
	t.single("dateline_articles", gauge, "Articles in the archive.", float64(s.Articles))
	t.single("dateline_archive_sequence", gauge, "The sequence number of the archive's latest change.", float64(s.Last))
	t.single("dateline_index_watermark", gauge, "The sequence number up to which changes can be searched.", float64(s.Watermark))
	lag := uint64(0)
	if s.Last > s.Watermark {
		lag = s.Last - s.Watermark
	}
	t.single("dateline_index_lag", gauge, "How many changes are archived and cannot be searched yet.", float64(lag))
	rebuilding := 0.0
	if s.Rebuild {
		rebuilding = 1
	}
	t.single("dateline_index_rebuilding", gauge, "1 while the index is rebuilt beside the one that serves.", rebuilding)
	t.single("dateline_jobs_running", gauge, "Jobs that bring articles in just now.", float64(s.Running))
}

// writeRuntime tells of the process, under the names that dashboards for Go know.
func writeRuntime(t *text) {
	const goroutines, heap, total = "/sched/goroutines:goroutines", "/memory/classes/heap/objects:bytes", "/memory/classes/total:bytes"
	samples := []rt.Sample{{Name: goroutines}, {Name: heap}, {Name: total}}
	rt.Read(samples)
	value := func(i int) float64 {
		if samples[i].Value.Kind() != rt.KindUint64 { // a later Go may measure otherwise
			return math.NaN()
		}
		return float64(samples[i].Value.Uint64())
	}
	t.single("go_goroutines", gauge, "Goroutines that exist.", value(0))
	t.single("go_memstats_heap_alloc_bytes", gauge, "Bytes of objects on the heap.", value(1))
	t.single("go_memstats_sys_bytes", gauge, "Bytes of memory that the runtime has from the system.", value(2))
}
