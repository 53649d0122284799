package vault

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casevault/audit"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A backup that is older than an erasure does not know of it. So every member's
// state folder, and the place beside an identity file that lives elsewhere, has
// a list of the erased ids of the vault, from which a restore does the erasures
// again:
//
//	casevault-erased/v1
//	ID                     without dash, sorted
//
// It is as good as what was last seen, and lies beside it.

const erasedVersion = "casevault-erased/v1"

func (r *Reader) erasedPaths(identityFile string) []string {
	paths := []string{filepath.Join(r.cfg.StateDir, "erased", r.VaultID().String())}
	if identityFile != "" && !inside(r.cfg.Dir, identityFile) {
		paths = append(paths, identityFile+".erased")
	}
	return paths
}

// readErased reads a list; one that is not there is empty.
func readErased(path string) ([]string, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fail(Failed, "read the list of erased records: %w", err)
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	ids := lines[1:]
	if lines[0] != erasedVersion || slices.ContainsFunc(ids, func(id string) bool { return !audit.ValidRecord(id) }) {
		return nil, fail(Failed, "read the list of erased records: %s does not parse", path)
	}
	return ids, nil
}

// rememberErased adds what the log says was erased to the lists.
func (r *Reader) rememberErased() error {
	erased := r.roster.Erased()
	if r.aside || len(erased) == 0 {
		return nil
	}
	return r.updateErased(r.idFile, func(ids []string) []string { return append(ids, erased...) })
}

// updateErased writes the lists that change would alter.
func (r *Reader) updateErased(identityFile string, change func([]string) []string) error {
	for _, path := range r.erasedPaths(identityFile) {
		old, err := readErased(path)
		if err != nil {
			return err
		}
		ids := change(slices.Clone(old))
		slices.Sort(ids)
		if ids = slices.Compact(ids); slices.Equal(ids, old) {
			continue
		}
		var b bytes.Buffer
		for _, line := range append([]string{erasedVersion}, ids...) {
			b.WriteString(line + "\n")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fail(Failed, "write the list of erased records: %w", err)
		}
		if err := store.AtomicWrite(path, b.Bytes(), 0o600, r.cfg.Step); err != nil {
			return fail(Failed, "write the list of erased records: %w", err)
		}
	}
	return nil
}

// erasedButHere returns the records in the store of which the lists know that
// they were erased: it is an older state that was brought back.
func (r *Reader) erasedButHere(identityFile string) ([]record.ID, error) {
	known := make(map[string]bool)
	for _, path := range r.erasedPaths(identityFile) {
		ids, err := readErased(path)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			known[id] = true
		}
	}
	var here []record.ID
	err := r.st.ScanKeys([]byte{prefixSection}, func(key []byte) error {
		if p, ok := parsePlace(key); ok && known[string(p.id[:])] && !slices.Contains(here, p.id) {
			here = append(here, p.id)
		}
		return nil
	})
	return here, fromStore(err, "look for erased records")
}
