package audit

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
)

// Compartments that have keys, audit included, in the order of the schema.
func Compartments() []string {
	return []string{"work", "identity", "kin", "health", "notes", "audit"}
}

// A Roster is who is a member and which keys are in force, as the authority
// entries say. It is replayed from entry 0 with [Roster.Apply]; no secret is
// needed for that.
type Roster struct {
	Vault  [32]byte // hash of the founding statement
	Schema [32]byte
	Audit  AuditKey

	members  []*Member
	epochs   map[string]Epoch
	logKeys  []logKeySince
	sealed   map[Sealed][32]byte // key: Sealed without its hash
	reviews  []Reviewed
	setting  map[string]string
	restore  []Restored
	rotated  map[string]int64 // compartment -> entry of its newest epoch
	recovery []*RecoverySet
	erased   map[string]int64 // record -> entry that erased it
	profiles []Profile        // every version ever stored, oldest first
	trails   map[string]int64 // label -> entry in which they made their newest trail key
	applied  []int64          // the authority entries, oldest first
}

// Restored is the restore that entry Seq declares: the log before it is that of
// a backup.
type Restored struct {
	Restore
	Seq int64
}

// Restores returns the restores of this log, oldest first.
func (r *Roster) Restores() []Restored { return r.restore }

// Erased returns the records that were erased, by their ids without dash,
// sorted.
func (r *Roster) Erased() []string { return slices.Sorted(maps.Keys(r.erased)) }

// Profiles returns every version of every release profile that was stored,
// oldest first.
func (r *Roster) Profiles() []Profile { return r.profiles }

// ErasedIn returns the entry that erased a record, 0 if none did.
func (r *Roster) ErasedIn(id string) int64 { return r.erased[id] }

// A Member is an enrolment with what happened to it since: key and recipient are
// the ones in force.
type Member struct {
	Enrolment
	Compartments []string // granted, in the order of Compartments
	Since        int64
	Revoked      int64 // -1 while in force

	before []pastKeys // oldest first; those in force stand in the enrolment
}

// Has reports whether the member has a role.
func (m *Member) Has(role string) bool { return slices.Contains(m.Roles, role) }

// A Reviewed is a review where it stands in the log: it vouches for the
// entries before Seq.
type Reviewed struct {
	Review
	Seq    int64
	Member string // the auditor who signed it
}

type logKeySince struct {
	seq int64
	key [32]byte
}

// NewRoster returns the empty roster, before entry 0.
func NewRoster() *Roster {
	return &Roster{
		epochs: make(map[string]Epoch), sealed: make(map[Sealed][32]byte), setting: make(map[string]string),
		rotated: make(map[string]int64), trails: make(map[string]int64), erased: make(map[string]int64),
	}
}

// Last returns the newest authority entry applied, -1 before entry 0.
func (r *Roster) Last() int64 {
	if len(r.applied) == 0 {
		return -1
	}
	return r.applied[len(r.applied)-1]
}

// Applied reports whether entry seq is one of the authority entries applied.
func (r *Roster) Applied(seq int64) bool { return slices.Contains(r.applied, seq) }

// Members returns all members there ever were, oldest first.
func (r *Roster) Members() []*Member { return r.members }

// Member returns the member of that label who is in force, or nil.
func (r *Roster) Member(label string) *Member {
	for _, m := range r.members {
		if m.Label == label && m.Revoked < 0 {
			return m
		}
	}
	return nil
}

// SignerAt returns the public key of the member called label at entry seq, or
// nil. Labels are never used twice.
func (r *Roster) SignerAt(label string, seq int64) []byte {
	for _, m := range r.members {
		if m.Label == label && m.Since <= seq && (m.Revoked < 0 || seq < m.Revoked) {
			return m.keyAt(seq)
		}
	}
	return nil
}

// Epoch returns the key of a compartment that is in force.
func (r *Roster) Epoch(compartment string) Epoch { return r.epochs[compartment] }

// LogKeyAt returns the log key in force at a tree of size entries: only with
// it may a checkpoint of that size be signed.
func (r *Roster) LogKeyAt(size int64) []byte {
	for i := len(r.logKeys) - 1; i >= 0; i-- {
		if r.logKeys[i].seq < size {
			return r.logKeys[i].key[:]
		}
	}
	return nil
}

// LogKeyEpoch returns how many log keys there were, which is also the epoch of
// the one in force.
func (r *Roster) LogKeyEpoch() int { return len(r.logKeys) }

// SealedHash returns the announced hash of a blob of the keyring. Without one
// the blob is an attacker's and must not be opened.
func (r *Roster) SealedHash(label, what string, epoch int) ([32]byte, bool) {
	h, ok := r.sealed[Sealed{Label: label, What: what, Epoch: epoch}]
	return h, ok
}

// Trail returns the newest epoch of a member's trail key, 0 if there is none.
func (r *Roster) Trail(label string) int {
	n := 0
	for s := range r.sealed {
		if s.Label == label && s.What == "trail" {
			n = max(n, s.Epoch)
		}
	}
	return n
}

// Reviews returns all reviews, oldest first.
func (r *Roster) Reviews() []Reviewed { return r.reviews }

// Setting returns the newest value of a setting, and whether it was ever set.
func (r *Roster) Setting(name string) (value string, ok bool) {
	value, ok = r.setting[name]
	return value, ok
}

// Settings returns the names of all that was ever set, sorted.
func (r *Roster) Settings() []string { return slices.Sorted(maps.Keys(r.setting)) }

// Apply checks the authority entry l against the roster so far and adds what
// it declares. Entries must be given in order, every authority entry once.
func (r *Roster) Apply(l *Leaf, verify VerifyFunc) error {
	s, err := ParseStatement(l.Statement)
	if err != nil {
		return err
	}
	if l.Authority != r.Last() {
		return damaged("entry %d: an authority entry before it is missing", l.Seq)
	}
	signer, err := r.entitled(l, s, verify)
	if err != nil {
		return fmt.Errorf("entry %d: %w", l.Seq, err)
	}
	if signerID(signer) != l.Signer || !verify(signer, l.Sig, "authority", l.AuthorityParts()...) {
		return damaged("entry %d: the statement's signature", l.Seq)
	}
	if l.Seq == 0 {
		r.Vault = s.Hash()
	}
	r.apply(l, s)
	return nil
}

func (r *Roster) apply(l *Leaf, s *Statement) {
	seq := l.Seq
	for _, e := range s.Members {
		r.members = append(r.members, &Member{Enrolment: e, Since: seq, Revoked: -1})
	}
	for _, e := range s.Epochs {
		r.epochs[e.Compartment] = e
		r.rotated[e.Compartment] = seq
	}
	if s.Audit != nil {
		r.Audit = *s.Audit
	}
	if s.Log != nil {
		r.logKeys = append(r.logKeys, logKeySince{seq, s.Log.Key})
	}
	if s.Schema != nil {
		r.Schema = *s.Schema
	}
	for _, b := range s.Sealed {
		r.sealed[Sealed{Label: b.Label, What: b.What, Epoch: b.Epoch}] = b.Hash
		if m := r.Member(b.Label); m != nil {
			m.grant(b.What)
		}
		if b.What == "trail" && s.Kind != "rotate" { // which seals old ones anew
			r.trails[b.Label] = seq
		}
	}
	if m := r.Member(s.Revoke); m != nil {
		m.Revoked = seq
	}
	if s.Renew != nil {
		r.Member(s.Renew.Label).renew(s.Renew, seq)
	}
	if s.Review != nil {
		r.reviews = append(r.reviews, Reviewed{*s.Review, seq, r.signer(l.Signer).Label})
	}
	for _, x := range s.Setting {
		r.setting[x.Name] = x.Value
	}
	if s.Restore != nil {
		r.restore = append(r.restore, Restored{*s.Restore, seq})
	}
	r.applyRecovery(l, s)
	for _, id := range s.Erased {
		r.erased[id] = seq
	}
	if s.Profile != nil {
		r.profiles = append(r.profiles, *s.Profile)
	}
	r.applied = append(r.applied, seq)
}

func (m *Member) grant(what string) {
	var held []string
	for _, c := range Compartments() {
		if c == what || slices.Contains(m.Compartments, c) {
			held = append(held, c)
		}
	}
	m.Compartments = held
}

func signerID(public []byte) [8]byte {
	h := sha256.Sum256(append([]byte("casevault/v1/signer\x00"), bytes.Clone(public)...))
	return [8]byte(h[:8])
}
