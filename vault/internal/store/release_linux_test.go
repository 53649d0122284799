package store

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// resident returns how many bytes of the generation's tables are in the memory
// of this process.
func resident(t *testing.T, s *Store) (total int64) {
	t.Helper()
	b, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	ours := false
	for line := range strings.Lines(string(b)) {
		if strings.Contains(line, "/") {
			ours = strings.HasSuffix(line, ".sst\n") && strings.Contains(line, " "+s.genDir()+"/")
		}
		var kib int64
		if n, _ := fmt.Sscanf(line, "Rss: %d kB", &kib); n == 1 && ours {
			total += kib << 10
		}
	}
	return total
}

// TestScanGivesBack: a scan does not end with the whole store in memory, and
// what was given back reads as before.
func TestScanGivesBack(t *testing.T) {
	s, dir := create(t)
	const values, size = 96, 1_000_000
	value := func(i int) []byte { return bytes.Repeat([]byte{byte(i)}, size) }
	key := func(i int) []byte { return fmt.Appendf(nil, "%03d", i) }
	for i := range values {
		if err := s.Commit(Batch{Put: []KV{{key(i), value(i)}}}); err != nil {
			t.Fatal(err)
		}
	}
	shut(t, s)
	s = open(t, dir, Options{})
	for range 2 {
		i, most := 0, int64(0)
		err := s.Scan(nil, func(k, v []byte) error {
			if !bytes.Equal(k, key(i)) || !bytes.Equal(v, value(i)) {
				t.Errorf("value %d reads otherwise", i)
			}
			i++
			most = max(most, resident(t, s))
			return nil
		})
		if err != nil || i != values || most > releaseEvery+(16<<20) {
			t.Errorf("%d values, %v, at most %d MiB in memory", i, err, most>>20)
		}
	}
	// The measure is none if it cannot see what Get leaves there.
	for i := range values {
		if v, err := s.Get(key(i)); err != nil || !bytes.Equal(v, value(i)) {
			t.Fatal(err)
		}
	}
	if got := resident(t, s); got < values*size*9/10 {
		t.Errorf("%d MiB in memory after reading all", got>>20)
	}
}
