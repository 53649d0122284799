package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// remains are what can be read of a damaged vault with one member's identity.
//
// Where the log is whole, all that counts elsewhere counts here: sections must
// be signed by members, keys announced. Where entries are missing, the one that
// enrolled a signer or announced a key may be among them; what they signed and
// sealed is then taken, and reported as unproven.
type remains struct {
	*store.Remains
	id *crypto.Identity

	size    int64    // of the log, as far as anything here knows
	entries int64    // of it that can be read
	gaps    []string // the others, in words
	whole   bool     // all, with the root that the newest checkpoint names
	sound   bool     // and the store holds what they say

	roster     *audit.Roster // as far as authority entries follow one another
	signers    map[crypto.SignerID]*signer
	announced  map[[32]byte]bool // blobs of the keyring
	schema     []byte
	lostSchema bool

	good   map[[32]byte]bool // signatures that were verified
	erased map[record.ID]bool
	former map[string]bool // labels of those who are known here to be members no longer
	places map[record.ID][]place
	lines  map[record.ID]map[record.Compartment]string // of the catalogue
	keys   map[record.Compartment][]*crypto.Key
	trails []*crypto.Key
}

// A signer is somebody whose enrolment is proved, by the pins at least.
type signer struct {
	public []byte
	admin  bool
}

// readRemains reads the log and opens the keys.
func readRemains(dir string, id *crypto.Identity) (*remains, error) {
	st, err := store.ReadRemains(dir)
	if err != nil {
		return nil, fromStore(err, "read what is left of the vault")
	}
	r := &remains{
		Remains: st, id: id, roster: audit.NewRoster(), announced: make(map[[32]byte]bool), good: make(map[[32]byte]bool), erased: make(map[record.ID]bool),
		signers: map[crypto.SignerID]*signer{id.Signing().ID(): {id.Signing().Public(), false}},
	}
	r.signers[crypto.SignerIDOf(id.Founder)] = &signer{id.Founder, true}
	r.readLog()
	if err := r.openKeys(); err != nil {
		st.Close()
		return nil, err
	}
	return r, nil
}

// readLog replays the log as far as it goes, and past that takes each authority
// entry by itself.
func (r *remains) readLog() {
	v := audit.NewVerifier(verifier(r.id.Vault))
	var edge audit.Edge
	next := int64(0)
	for _, key := range r.Keys([]byte{prefixLeaf}) {
		raw, err := r.Get(key)
		if err != nil || len(key) != 9 {
			continue
		}
		seq := int64(binary.BigEndian.Uint64(key[1:]))
		r.size = max(r.size, seq+1)
		l, err := audit.ParseLeaf(raw)
		if err != nil || l.Seq != seq {
			continue
		}
		r.entries++
		r.gap(next, seq)
		next = seq + 1
		if seq == v.Size() {
			v.Next(raw)
			edge.Append(tlog.RecordHash(raw))
		}
		if l.Statement != nil {
			r.authority(l)
		}
	}
	r.roster = v.Roster
	var newest audit.Checkpoint
	for _, read := range []func() ([]byte, error){r.ReadHead, func() ([]byte, error) { return r.Get([]byte{prefixHead}) }} {
		b, err := read()
		if err != nil {
			continue
		}
		if c, err := audit.ReadCheckpoint(b); err == nil && c.Size >= newest.Size {
			newest = c
		}
	}
	r.size = max(r.size, newest.Size)
	r.gap(next, r.size)
	r.whole = edge.Size() == r.size && newest.Size == r.size && edge.Root() == newest.Root
	r.sound = r.whole && len(r.Damage) == 0 && r.stored(v)
}

// gap notes that the entries from one up to before the other cannot be read.
func (r *remains) gap(from, to int64) {
	if from < to {
		r.gaps = append(r.gaps, fmt.Sprintf("entries %d to %d of the log are lost: what they changed may be there in an older state, and not be named below", from, to-1))
	}
}

// stored reports whether the store holds what the log says, and the tree and
// HEAD are as they should be.
func (r *remains) stored(v *audit.Verifier) bool {
	var all []tlog.Hash
	for _, key := range r.Keys(nil) {
		if bytes.IndexByte(committed, key[0]) < 0 {
			continue
		}
		value, err := r.Get(key)
		if err != nil {
			return false
		}
		all = append(all, audit.Commit(key, value))
	}
	v.CheckStored(all, func(tlog.Hash) {})
	head, err1 := r.ReadHead()
	note, err2 := r.Get([]byte{prefixHead})
	ring, err3 := r.ReadFile("keyring")
	_, err4 := crypto.ParseKeyring(ring)
	hashes := len(r.Keys([]byte{prefixHash}))
	return len(v.Findings) == 0 && errors.Join(err1, err2, err3, err4) == nil && bytes.Equal(head, note) &&
		int64(hashes) == tlog.StoredHashCount(r.size)
}

// authority takes the statement of an entry whose signer is known.
func (r *remains) authority(l *audit.Leaf) {
	by := r.signers[l.Signer]
	if by == nil || !crypto.Verify(by.public, l.Sig, "authority", r.id.Vault, l.AuthorityParts()...) {
		return
	}
	s, err := audit.ParseStatement(l.Statement)
	if err != nil {
		return
	}
	for _, b := range s.Sealed {
		if by.admin || b.What == "trail" || s.Kind == "renew" {
			r.announced[b.Hash] = true
		}
	}
	if s.Renew != nil {
		r.signers[crypto.SignerIDOf(s.Renew.Key[:])] = &signer{s.Renew.Key[:], by.admin}
	}
	if !by.admin {
		return
	}
	for _, text := range s.Erased {
		if id, err := record.ParseID(text); err == nil {
			r.erased[id] = true
		}
	}
	for _, m := range s.Members {
		r.signers[crypto.SignerIDOf(m.Key[:])] = &signer{m.Key[:], slices.Contains(m.Roles, audit.RoleAdmin)}
	}
}

// openKeys opens the member's keys in the keyring, of every epoch.
func (r *remains) openKeys() error {
	b, err := r.ReadFile("keyring")
	if err != nil {
		return fail(Integrity, "read the keyring, without which nothing opens: %w", err)
	}
	ring := crypto.SalvageKeyring(b)
	r.keys = make(map[record.Compartment][]*crypto.Key)
	var auditor *crypto.Secret
	for slot, blob := range ring {
		if slot.Label != r.id.Label || r.whole && !r.announced[slot.Hash(blob)] {
			continue
		}
		secret, err := r.id.OpenSecret(blob, slot.What, slot.Epoch)
		if err != nil {
			continue
		}
		switch c := record.Compartment(slot.What); {
		case slices.Contains(record.Compartments(), c):
			r.keys[c] = append(r.keys[c], crypto.NewCompartmentKey(r.id.Vault, secret.Key))
		case slot.What == "trail":
			r.trails = append(r.trails, crypto.NewTrailKey(r.id.Vault, secret.Key))
		case slot.What == "audit" && (auditor == nil || auditor.Epoch < slot.Epoch):
			auditor = secret
		}
	}
	for slot, blob := range ring {
		if auditor == nil || slot.What != "trail" || slot.Label == r.id.Label {
			continue
		}
		if secret, err := auditor.OpenSecretTo(blob, "trail", slot.Epoch); err == nil {
			r.trails = append(r.trails, crypto.NewTrailKey(r.id.Vault, secret.Key))
		}
	}
	if len(r.keys) == 0 {
		return fail(Integrity, "the keyring holds no key of records for %s that can be read; only a backup brings this vault back", r.id.Label)
	}
	return nil
}

// section reads what lies at a place and opens it. proven says that a known
// member signed it.
func (r *remains) section(p place) (sec *crypto.Section, proven bool, err error) {
	b, err := r.Get(p.key())
	if err != nil {
		return nil, false, fmt.Errorf("cannot be read")
	}
	if len(r.keys[p.c]) == 0 {
		return nil, false, fmt.Errorf("%s does not hold its key", r.id.Label)
	}
	reader := Reader{roster: audit.NewRoster()}
	reader.roster.Vault = r.id.Vault
	for _, k := range r.keys[p.c] {
		if sec, err = reader.parseSection(p, k, b); err == nil {
			break
		}
	}
	if err != nil {
		return nil, false, fmt.Errorf("does not open")
	}
	by := r.signers[sec.Signer]
	if by != nil {
		k := sec.SignatureKey() // sections that were written together share one
		known := false
		if proven, known = r.good[k]; !known {
			proven = sec.Verify(r.id.Vault, by.public)
			r.good[k] = proven
		}
	}
	if !proven && (r.whole || by != nil) {
		return nil, false, fmt.Errorf("was not signed by a member")
	}
	return sec, proven, nil
}

// named collects the ids of records that the catalogue or the log names, and
// the catalogue's lines.
func (r *remains) named() (ids map[record.ID]bool, lines map[record.ID]map[record.Compartment]string) {
	ids, lines = make(map[record.ID]bool), make(map[record.ID]map[record.Compartment]string)
	for _, key := range r.Keys([]byte{prefixLeaf}) {
		raw, err := r.Get(key)
		if err != nil {
			continue
		}
		l, err := audit.ParseLeaf(raw)
		if err != nil {
			continue
		}
		if text, err := openBody(r.trails, l.Body); err == nil {
			r.event(text, ids)
		}
	}
	for _, key := range r.Keys([]byte{prefixCatalogue}) {
		p, ok := parsePlace(key)
		if !ok {
			continue
		}
		sec, _, err := r.section(p)
		if err != nil {
			continue
		}
		page, err := parseCataloguePage(p, sec)
		if err != nil {
			continue
		}
		for _, line := range page.lines {
			id := record.ID([]byte(line[:len(record.ID{})]))
			if lines[id] == nil {
				ids[id], lines[id] = true, make(map[record.Compartment]string)
			}
			lines[id][p.c] = line
		}
	}
	return ids, lines
}

// event takes what an entry says about which records there are.
func (r *remains) event(text []byte, ids map[record.ID]bool) {
	e, _, _, err := audit.ParseEvent(text)
	if err != nil || e.Outcome != "done" {
		return
	}
	for _, s := range e.Records {
		id, err := record.ParseID(s)
		if err != nil {
			continue
		}
		ids[id] = true
	}
}
