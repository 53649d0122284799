package audit

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// A person signs statements with a real key made from a name, so that every
// run of a test sees the same bytes.
type person struct {
	label string
	key   ed25519.PrivateKey
}

func newPerson(label string) person {
	seed := bytes.Repeat([]byte{'.'}, ed25519.SeedSize)
	copy(seed, label)
	return person{label, ed25519.NewKeyFromSeed(seed)}
}

func (p person) public() [32]byte { return [32]byte(p.key.Public().(ed25519.PublicKey)) }

func (p person) enrolment(roles ...string) Enrolment {
	return Enrolment{Label: p.label, Key: p.public(), Roles: roles, Recipient: "age1pq1" + p.label}
}

// message joins kind and parts with their lengths, so that no two lists of
// parts are one message.
func message(kind string, parts ...[]byte) []byte {
	var b []byte
	for _, p := range append([][]byte{[]byte(kind)}, parts...) {
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
	}
	return b
}

func verify(public, sig []byte, kind string, parts ...[]byte) bool {
	return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, message(kind, parts...), sig)
}

// sign makes l the authority entry of s by p.
func (p person) sign(l *Leaf, s *Statement) {
	public := p.public()
	l.Statement = s.Marshal()
	l.Signer = signerID(public[:])
	l.Sig = ed25519.Sign(p.key, message("authority", l.AuthorityParts()...))
}

func blob(label, what string, epoch int) Sealed {
	return Sealed{label, what, epoch, [32]byte(Commit([]byte(label+what), []byte{byte(epoch)}))}
}

func founding(p person) *Statement {
	s := &Statement{
		Kind:    "founding",
		Nonce:   make([]byte, 16),
		Members: []Enrolment{p.enrolment(RoleAdmin, RoleAuditor, RoleCaseworker)},
		Audit:   &AuditKey{1, "age1pq1audit"},
		Log:     &LogKey{1, newPerson("the log").public()},
		Schema:  &[32]byte{7},
	}
	for i, c := range Compartments() {
		s.Epochs = append(s.Epochs, Epoch{c, 1, [8]byte{byte(i)}})
		s.Sealed = append(s.Sealed, blob(p.label, c, 1))
	}
	s.Sealed = append(s.Sealed, blob(p.label, "log", 1), blob(p.label, "trail", 1))
	return s
}

func enrol(e Enrolment, what ...string) *Statement {
	s := &Statement{Kind: "member", Members: []Enrolment{e}}
	for _, w := range what {
		s.Sealed = append(s.Sealed, blob(e.Label, w, 1))
	}
	return s
}

func grant(label string, what ...string) *Statement {
	s := &Statement{Kind: "grant"}
	for _, w := range what {
		s.Sealed = append(s.Sealed, blob(label, w, 1))
	}
	return s
}

func trail(label string, epoch int) *Statement {
	return &Statement{Kind: "trail", Sealed: []Sealed{blob(label, "trail", epoch)}}
}

func review(verdict string) *Statement {
	return &Statement{Kind: "review", Review: &Review{"2026-11", "2026-12-01", verdict, [32]byte{9}}}
}

func schema(hash byte) *Statement { return &Statement{Kind: "schema", Schema: &[32]byte{hash}} }

func restore(size int64, root tlog.Hash) *Statement {
	return &Statement{Kind: "restore", Restore: &Restore{size, root}}
}

func erase(ids ...string) *Statement { return &Statement{Kind: "erase", Erased: ids} }

func profile(name string, version int) *Statement {
	return &Statement{Kind: "profile", Profile: &Profile{name, version, [32]byte{5}}}
}

func setting(pairs ...string) *Statement {
	s := &Statement{Kind: "setting"}
	for i := 0; i < len(pairs); i += 2 {
		s.Setting = append(s.Setting, Setting{pairs[i], pairs[i+1]})
	}
	return s
}

// A chain is a log under construction, linked as package vault links it.
type chain struct {
	t      testing.TB
	leaves [][]byte
	edge   Edge
	last   int64
}

func newChain(t testing.TB) *chain { return &chain{t: t, last: -1} }

func (c *chain) next() *Leaf {
	seq := c.edge.Size()
	return &Leaf{Seq: seq, Prev: c.edge.Root(), Authority: c.last, Body: fmt.Appendf(nil, "body %d\n\n", seq)}
}

func (c *chain) append(l *Leaf) {
	c.t.Helper()
	raw, err := l.Marshal()
	if err != nil {
		c.t.Fatal(err)
	}
	c.leaves = append(c.leaves, raw)
	c.edge.Append(tlog.RecordHash(raw))
	if l.Statement != nil {
		c.last = l.Seq
	}
}

func (c *chain) plain(edit func(*Leaf)) {
	c.t.Helper()
	l := c.next()
	if edit != nil {
		edit(l)
	}
	c.append(l)
}

func (c *chain) authority(p person, s *Statement) {
	c.t.Helper()
	l := c.next()
	p.sign(l, s)
	c.append(l)
}

func replay(leaves [][]byte) *Verifier {
	v := NewVerifier(verify)
	for _, raw := range leaves {
		v.Next(raw)
	}
	return v
}

// asDamage reports whether input was refused, which must be as damage.
func asDamage(t *testing.T, err error) bool {
	t.Helper()
	if err != nil && !errors.Is(err, ErrDamaged) {
		t.Fatalf("%v is not ErrDamaged", err)
	}
	return err != nil
}

func value(s string) tlog.Hash { return Commit([]byte("key "+s), []byte(s)) }

func values(words ...string) []tlog.Hash {
	var all []tlog.Hash
	for _, w := range words {
		all = append(all, value(w))
	}
	return all
}

// replaced returns b with the first old replaced, and fails where it has none:
// a deviation that deviates in nothing would test nothing.
func replaced(t testing.TB, b []byte, old, new string) []byte {
	t.Helper()
	if !bytes.Contains(b, []byte(old)) {
		t.Fatalf("%q does not stand in the text", old)
	}
	return bytes.Replace(slices.Clone(b), []byte(old), []byte(new), 1)
}
