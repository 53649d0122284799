package store

// Stats describes the live generation.
type Stats struct {
	Generation string // its folder, "gen-000001"
	Tables     int
	Bytes      int64 // of the tables; what was committed since they were written is not in them
	Garbage    int64 // about how many of Bytes belong to values that were replaced or deleted
	Free       int64 // bytes free to us on this disk
	Recovered  bool  // it had not been closed properly and was repaired at Open
}

const (
	maxTables  = 512
	maxGarbage = 32 << 20

	// pairOverhead is about what a table adds to a pair: version, header,
	// offset, its share of checksum, index and filter.
	pairOverhead = 24

	// measureEvery is how many transactions lie between two looks at the
	// garbage; replaced pages of 60 KiB make maxGarbage in twice as many.
	measureEvery = 256
)

// Stats reads all keys to tell how much is garbage: some 0.1 s of work per
// 100,000 in fifty tables.
func (s *Store) Stats() (Stats, error) {
	live, err := s.live()
	if err != nil {
		return Stats{}, err
	}
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
	st.Garbage = max(st.Bytes-live, 0)
	return st, nil
}

// NeedsRewrite reports whether a rewrite is due: more than 512 tables, or
// garbage of over 32 MB and a quarter of all. To be cheap enough for every
// command it looks at the garbage only when a session crosses a multiple of
// 256 transactions.
func (s *Store) NeedsRewrite() bool {
	if s.writable() != nil {
		return false
	}
	s.mu.RLock()
	n, _, bytes := s.tables()
	crossed := s.version/measureEvery != s.db.MaxVersion()/measureEvery
	s.mu.RUnlock()
	if n > maxTables || bytes < maxGarbage || !crossed {
		return n > maxTables
	}
	st, err := s.Stats()
	return err == nil && st.Garbage > maxGarbage && st.Garbage > st.Bytes/4
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

// live returns about how many bytes of tables all that can be read needs.
func (s *Store) live() (bytes int64, err error) {
	err = s.View(func(tx *Tx) error {
		return tx.scan(nil, func(c *cursor) error {
			bytes += int64(len(c.key)) + c.size + pairOverhead
			return nil
		}, false)
	})
	return bytes, err
}
