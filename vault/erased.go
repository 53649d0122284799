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

// A backup that is older than an erasure or a revocation does not know of it. So
// every member's state folder, and the place beside an identity file that lives
// elsewhere, has a list of the erased ids of the vault and one of its former
// members, from which a restore does both again:
//
//	casevault-erased/v1            casevault-revoked/v1
//	ID                             LABEL
//
// Ids have no dash; lines are sorted. The lists are as good as what was last
// seen, and lie beside it.

// A memory is what kind of list it is.
type memory struct {
	name, version string
	valid         func(line string) bool
}

func erasedMemory() memory { return memory{"erased", "casevault-erased/v1", audit.ValidRecord} }

func revokedMemory() memory { return memory{"revoked", "casevault-revoked/v1", audit.ValidLabel} }

func (r *Reader) memoryPaths(m memory, identityFile string) []string {
	paths := []string{filepath.Join(r.cfg.StateDir, m.name, r.VaultID().String())}
	if identityFile != "" && !inside(r.cfg.Dir, identityFile) {
		paths = append(paths, identityFile+"."+m.name)
	}
	return paths
}

// read reads a list; one that is not there is empty.
func (m memory) read(path string) ([]string, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fail(Failed, "read the list of what was %s: %w", m.name, err)
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	list := lines[1:]
	if lines[0] != m.version || slices.ContainsFunc(list, func(line string) bool { return !m.valid(line) }) {
		return nil, fail(Failed, "read the list of what was %s: %s does not parse", m.name, path)
	}
	return list, nil
}

// remember adds what the log says was erased or revoked to the lists.
func (r *Reader) remember() error {
	if r.aside {
		return nil
	}
	var former []string
	for _, m := range r.roster.Members() {
		if m.Revoked >= 0 {
			former = append(former, m.Label)
		}
	}
	add := func(more []string) func([]string) []string {
		return func(list []string) []string { return append(list, more...) }
	}
	if err := r.updateMemory(erasedMemory(), r.idFile, add(r.roster.Erased())); err != nil {
		return err
	}
	return r.updateMemory(revokedMemory(), r.idFile, add(former))
}

// updateMemory writes the lists that change would alter.
func (r *Reader) updateMemory(m memory, identityFile string, change func([]string) []string) error {
	for _, path := range r.memoryPaths(m, identityFile) {
		old, err := m.read(path)
		if err != nil {
			return err
		}
		list := change(slices.Clone(old))
		slices.Sort(list)
		if list = slices.Compact(list); slices.Equal(list, old) {
			continue
		}
		var b bytes.Buffer
		for _, line := range append([]string{m.version}, list...) {
			b.WriteString(line + "\n")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fail(Failed, "write the list of what was %s: %w", m.name, err)
		}
		if err := store.AtomicWrite(path, b.Bytes(), 0o600, r.cfg.Step); err != nil {
			return fail(Failed, "write the list of what was %s: %w", m.name, err)
		}
	}
	return nil
}

// erasedButHere returns the records in the store of which the lists know that
// they were erased: it is an older state that was brought back.
func (r *Reader) erasedButHere(identityFile string) ([]record.ID, error) {
	known, err := r.remembered(erasedMemory(), identityFile)
	if err != nil {
		return nil, err
	}
	var here []record.ID
	err = r.st.ScanKeys([]byte{prefixSection}, func(key []byte) error {
		if p, ok := parsePlace(key); ok && known[string(p.id[:])] && !slices.Contains(here, p.id) {
			here = append(here, p.id)
		}
		return nil
	})
	return here, fromStore(err, "look for erased records")
}

// remembered returns what any of the lists holds.
func (r *Reader) remembered(m memory, identityFile string) (map[string]bool, error) {
	known := make(map[string]bool)
	for _, path := range r.memoryPaths(m, identityFile) {
		list, err := m.read(path)
		if err != nil {
			return nil, err
		}
		for _, line := range list {
			known[line] = true
		}
	}
	return known, nil
}

// revokedButHere returns the members in force of whom the lists know that their
// membership was ended.
func (r *Reader) revokedButHere(identityFile string) ([]string, error) {
	known, err := r.remembered(revokedMemory(), identityFile)
	var here []string
	for _, m := range r.roster.Members() {
		if m.Revoked < 0 && known[m.Label] {
			here = append(here, m.Label)
		}
	}
	return here, err
}
