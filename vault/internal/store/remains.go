package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Remains is what can be read of a store, damaged or not, without Badger and
// without changing anything: every block of a table and every record of a .mem
// that matches its own checksum counts, whatever lies around it. Of each key the
// highest version does. MANIFEST is not needed for that: nothing is compacted,
// so each table there is alive.
type Remains struct {
	Generation string
	Damage     []Damage

	dir, genDir string
	lock        *folderLock
	files       []string
	open        map[int]*os.File // some of them, for Get
	at          map[string]where
	versions    map[uint64]bool // of all values, older ones too; nil: not asked for
}

// Damage is a place that cannot be read. After and Before are the keys that
// could be read on either side of it, nil at an end of the file: what is lost
// of a table lay between them.
type Damage struct {
	File, What    string
	After, Before []byte
}

func (d Damage) String() string { return d.File + ": " + d.What }

// where is the newest readable value of a key.
type where struct {
	version uint64
	offset  int64
	size    int
	file    int
	deleted bool
}

const (
	maxTableFile = 64 << 20
	maxLogFile   = 4 * memTableSize
)

// ReadRemains reads all that is left of the vault in dir. It waits for another
// process as Open does; where even the lock cannot be taken, as on a medium
// that is read-only, it reads without. Errors: ErrNoVault, *InUseError, *DamagedError
// if there is no generation at all, or one of the system.
func ReadRemains(dir string) (*Remains, error) {
	if !HasVault(dir) {
		return nil, fmt.Errorf("%w: %s", ErrNoVault, dir)
	}
	lock, err := lockFolder(dir, defaultWait)
	if err != nil && !readOnlyMedium(err) {
		return nil, err
	}
	r, err := readNewest(dir)
	if err != nil {
		lock.release()
		return nil, err
	}
	r.lock = lock
	return r, nil
}

// Close gives up the lock.
func (r *Remains) Close() {
	for _, f := range r.open {
		f.Close()
	}
	r.open = nil
	r.lock.release()
}

// maxOpen is how many files Get keeps open: with hundreds of thousands of values,
// opening one for each was a good part of the time.
const maxOpen = 128

func (r *Remains) file(n int) (*os.File, error) {
	if f := r.open[n]; f != nil {
		return f, nil
	}
	f, err := os.Open(filepath.Join(r.genDir, r.files[n]))
	if err != nil {
		return nil, err
	}
	if r.open == nil {
		r.open = make(map[int]*os.File)
	}
	for k, old := range r.open {
		if len(r.open) < maxOpen {
			break
		}
		old.Close()
		delete(r.open, k)
	}
	r.open[n] = f
	return f, nil
}

// readNewest reads the generation that CURRENT names. Where CURRENT is gone it
// takes the one with the longest run of largest keys, which is the log of the
// layer above: a rewrite that was cut off has copied less than there was.
func readNewest(dir string) (*Remains, error) {
	b, err := ReadRegular(currentPath(dir), 64)
	if err == nil {
		if gen, err := parseCurrent(b); err == nil {
			if r, err := readGeneration(dir, gen); err == nil {
				return r, nil
			}
		}
	}
	entries, err := os.ReadDir(filepath.Join(dir, "store"))
	if err != nil && !missing(err) {
		return nil, err
	}
	var best *Remains
	for _, e := range entries {
		if _, ok := parseGen(e.Name()); !ok || !e.IsDir() {
			continue
		}
		r, err := readGeneration(dir, e.Name())
		if err == nil && (best == nil || len(r.at) >= len(best.at)) {
			best = r
		}
	}
	if best == nil {
		return nil, damaged("there is no generation in store/")
	}
	best.damage("store/CURRENT", fmt.Sprintf("it does not name a generation; %s is the fullest", best.Generation))
	return best, nil
}

func readGeneration(dir, gen string) (*Remains, error) {
	r := &Remains{Generation: gen, dir: dir, genDir: filepath.Join(dir, "store", gen), at: make(map[string]where)}
	if err := r.read(".mem", maxLogFile, r.memLog); err != nil {
		return nil, err
	}
	if err := r.read(".sst", maxTableFile, r.table); err != nil {
		return nil, err
	}
	r.missingTables()
	return r, nil
}

// read hands each file with an ending to parse.
func (r *Remains) read(ending string, limit int64, parse func(name string, b []byte)) error {
	entries, err := os.ReadDir(r.genDir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if filepath.Ext(strings.TrimSuffix(e.Name(), arriving)) != ending {
			continue
		}
		b, err := ReadRegular(filepath.Join(r.genDir, e.Name()), limit)
		if err != nil {
			r.damage(e.Name(), strings.ReplaceAll(err.Error(), r.genDir+string(filepath.Separator), ""))
			continue
		}
		r.files = append(r.files, e.Name())
		parse(e.Name(), b)
	}
	return nil
}

func (r *Remains) damage(file, what string) {
	r.Damage = append(r.Damage, Damage{File: file, What: what})
}

// missingTables compares the tables that are there with MANIFEST, which the
// rest does without.
func (r *Remains) missingTables() {
	named, err := readManifest(filepath.Join(r.genDir, "MANIFEST"))
	if err != nil {
		r.damage("MANIFEST", strings.TrimPrefix(err.Error(), "damaged store: "))
		return
	}
	for _, id := range slices.Sorted(maps.Keys(named)) {
		if !slices.Contains(r.files, tableName(id)) && !slices.Contains(r.files, tableName(id)+arriving) {
			r.damage(tableName(id), "the table is missing or cannot be read")
		}
	}
}

// put notes a value of the newest file, unless a newer one is known. Badger's
// own keys are left out.
func (r *Remains) put(key []byte, meta byte, offset int64, size int) {
	if len(key) <= 8 || bytes.HasPrefix(key, []byte("!badger!")) {
		return
	}
	w := where{versionOf(key), offset, size, len(r.files) - 1, meta&bitDelete != 0}
	if r.versions != nil {
		r.versions[w.version] = true
	}
	name := string(key[:len(key)-8])
	if have, ok := r.at[name]; !ok || w.version > have.version {
		r.at[name] = w
	}
}

// Get returns the newest readable value under key, or ErrNotFound.
func (r *Remains) Get(key []byte) ([]byte, error) {
	w, ok := r.at[string(key)]
	if !ok || w.deleted {
		return nil, ErrNotFound
	}
	f, err := r.file(w.file)
	if err != nil {
		return nil, err
	}
	b := make([]byte, w.size)
	if _, err := io.ReadFull(io.NewSectionReader(f, w.offset, int64(w.size)), b); err != nil {
		return nil, fmt.Errorf("read %s: %w", r.files[w.file], err)
	}
	return b, nil
}

// Keys returns the keys that begin with prefix and have a value, in order.
func (r *Remains) Keys(prefix []byte) [][]byte {
	var out [][]byte
	for key, w := range r.at {
		if !w.deleted && strings.HasPrefix(key, string(prefix)) {
			out = append(out, []byte(key))
		}
	}
	slices.SortFunc(out, bytes.Compare)
	return out
}

// ReadHead and ReadFile are those of Store.
func (r *Remains) ReadHead() ([]byte, error) { return ReadRegular(headPath(r.dir), maxHead) }

// ReadFile returns the bytes of a file of the generation, such as "keyring".
func (r *Remains) ReadFile(name string) ([]byte, error) {
	if err := checkFileName(name); err != nil {
		return nil, err
	}
	return ReadRegular(filepath.Join(r.genDir, name), maxFile)
}

// committed reads of each .mem what Badger will keep: whole transactions. A
// record of the one that was torn can still be salvaged, but counts for nothing.
func (r *Remains) committed(logs []memLog) error {
	return r.read(".mem", maxLogFile, func(name string, b []byte) {
		end := 0
		for _, l := range logs {
			if l.name == name {
				end = min(int(l.end), len(b))
			}
		}
		r.memLog(name, b[:end])
	})
}

// asked calls Options.Before for a store that has to be repaired before it can
// be opened. Most often the newest value is still in a .mem.
func (s *Store) asked(logs []memLog) error {
	if s.opt.Before == nil {
		return nil
	}
	head, err := ReadRegular(headPath(s.dir), maxHead)
	if err != nil && !missing(err) {
		return err
	}
	r := &Remains{Generation: s.gen, dir: s.dir, genDir: s.genDir(), at: make(map[string]where)}
	defer r.Close()
	if err := r.committed(logs); err != nil {
		return err
	}
	return s.opt.Before(head, func(key []byte) ([]byte, error) {
		b, err := r.Get(key)
		if !errors.Is(err, ErrNotFound) {
			return b, err
		}
		if err := r.read(".sst", maxTableFile, r.table); err != nil {
			return nil, err
		}
		return r.Get(key)
	})
}
