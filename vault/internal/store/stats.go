package store

// Stats describes the live generation.
type Stats struct {
	Generation string // its folder, "gen-000001"
	Tables     int
	Bytes      int64 // of the tables; what was committed since they were written is not in them
	Free       int64 // bytes free to us on this disk
	Recovered  bool  // it had not been closed properly and was repaired at Open
}

const (
	maxTables  = 512
	fewTables  = 128 // and one more for each megabyte, see NeedsRewrite
	maxGarbage = 32 << 20

	// pairOverhead is about what a table adds to a pair: version, header,
	// offset, its share of checksum, index and filter.
	pairOverhead = 24

	// measureEvery is how many transactions lie between two looks at the
	// garbage; replaced pages of 60 KiB make maxGarbage in twice as many.
	measureEvery = 256
)

// Stats is cheap: it reads no keys.
func (s *Store) Stats() (Stats, error) {
	free, err := s.opt.Free(s.dir)
	if err != nil {
		return Stats{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return Stats{}, ErrClosed
	}
	st := Stats{Generation: s.gen, Free: free, Recovered: s.recovered}
	st.Tables, _, st.Bytes = s.tables()
	return st, nil
}

// NeedsRewrite reports whether a rewrite is due: more tables than there should
// be, or garbage of over 32 MB and a quarter of all. Each session leaves a small
// table, which every later one opens and checks: 460 of them took 40 ms. Up to
// 512 may be there, fewer in a small store, which is soon rewritten. To be cheap
// enough for every command it looks at the garbage only when a session crosses
// a multiple of 256 transactions.
func (s *Store) NeedsRewrite() bool {
	if s.writable() != nil {
		return false
	}
	s.mu.RLock()
	n, _, bytes := s.tables()
	crossed := s.version/measureEvery != s.db.MaxVersion()/measureEvery
	s.mu.RUnlock()
	many := n > min(maxTables, fewTables+int(bytes>>20))
	if many || bytes < maxGarbage || !crossed {
		return many
	}
	live, err := s.live()
	garbage := bytes - live
	return err == nil && garbage > maxGarbage && garbage > bytes/4
}

// tables returns the number of live tables, of the pairs in them, of whatever
// age, and their size in bytes. s.mu is held.
func (s *Store) tables() (n, pairs int, bytes int64) {
	for _, t := range s.db.Tables() {
		n++
		pairs += int(t.KeyCount)
		bytes += int64(t.OnDiskSize)
	}
	return n, pairs, bytes
}

// live returns about how many bytes of tables all that can be read needs. It
// reads all keys, some 0.3 s of work for the 580,000 of 100,000 records.
func (s *Store) live() (bytes int64, err error) {
	err = s.View(func(tx *Tx) error {
		return tx.scan(nil, func(c *cursor) error {
			bytes += int64(len(c.key)) + c.size + pairOverhead
			return nil
		}, false)
	})
	return bytes, err
}
