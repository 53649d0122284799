package docs_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
)

// A forger has the log key and makes a log from the first entry on, with
// statements that are not what they must be.
type forger struct {
	t       *testing.T
	log     [32]byte // seed of the log key in force
	old     [32]byte // of the one before
	id      crypto.VaultID
	leaves  [][]byte
	edge    audit.Edge
	last    int64
	members map[string]*crypto.SigningKey
}

func newForger(t *testing.T) *forger {
	f := &forger{t: t, last: -1, members: make(map[string]*crypto.SigningKey)}
	rand.Read(f.log[:])
	return f
}

func (f *forger) enrolment(label string, roles ...string) audit.Enrolment {
	if f.members[label] == nil {
		f.members[label] = crypto.NewSigningKey(crypto.NewSecret())
	}
	return audit.Enrolment{Label: label, Key: [32]byte(f.members[label].Public()), Roles: roles, Recipient: "age1pq1x"}
}

func (f *forger) founding() {
	s := &audit.Statement{Kind: "founding", Nonce: make([]byte, 16), Audit: &audit.AuditKey{N: 1, Recipient: "age1pq1x"}, Schema: &[32]byte{},
		Log:     &audit.LogKey{N: 1, Key: [32]byte(ed25519.NewKeyFromSeed(f.log[:]).Public().(ed25519.PublicKey))},
		Members: []audit.Enrolment{f.enrolment("kim", audit.RoleAdmin, audit.RoleAuditor, audit.RoleCaseworker)}}
	for _, c := range audit.Compartments() {
		s.Epochs = append(s.Epochs, audit.Epoch{Compartment: c, N: 1})
	}
	for _, what := range append(audit.Compartments(), "log", "trail") {
		s.Sealed = append(s.Sealed, audit.Sealed{Label: "kim", What: what, Epoch: 1})
	}
	f.id = s.Hash()
	f.state("kim", s, nil)
}

func blobs(label string, what ...string) (all []audit.Sealed) {
	for _, w := range what {
		all = append(all, audit.Sealed{Label: label, What: w, Epoch: 1})
	}
	return all
}

func (f *forger) member(by string, e audit.Enrolment, what ...string) {
	f.state(by, &audit.Statement{Kind: "member", Members: []audit.Enrolment{e}, Sealed: blobs(e.Label, what...)}, nil)
}

// state appends an authority entry by a member, changed before it is written.
func (f *forger) state(by string, s *audit.Statement, change func(*audit.Leaf)) {
	f.t.Helper()
	l := &audit.Leaf{Seq: f.edge.Size(), Prev: f.edge.Root(), Authority: f.last, Statement: s.Marshal(), Body: []byte("sealed")}
	l.Signer = f.members[by].ID()
	l.Sig = f.members[by].Sign("authority", f.id, l.AuthorityParts()...)
	if change != nil {
		change(l)
	}
	raw, err := l.Marshal()
	if err != nil {
		f.t.Fatal(err)
	}
	f.leaves, f.last = append(f.leaves, raw), f.edge.Size()
	f.edge.Append(tlog.RecordHash(raw))
}

// revoke takes a member's access, and changes the log key.
func (f *forger) revoke(by, label string, stay ...string) {
	old := f.log
	rand.Read(f.log[:])
	s := &audit.Statement{Kind: "revoke", Revoke: label, Log: &audit.LogKey{N: 2, Key: [32]byte(ed25519.NewKeyFromSeed(f.log[:]).Public().(ed25519.PublicKey))}}
	for _, name := range stay {
		s.Sealed = append(s.Sealed, audit.Sealed{Label: name, What: "log", Epoch: 2})
	}
	f.state(by, s, nil)
	f.old = old
}

func rotation(compartment string, n int, holders ...string) *audit.Statement {
	s := &audit.Statement{Kind: "rotate", Epochs: []audit.Epoch{{Compartment: compartment, N: n, Key: [8]byte{1}}}}
	for _, name := range holders {
		s.Sealed = append(s.Sealed, audit.Sealed{Label: name, What: compartment, Epoch: n})
	}
	return s
}

// recovery makes a recovery set and is changed before it is written; its key
// then signs as the member "paper".
func (f *forger) recovery(by string, change func(*audit.Statement)) {
	e := f.enrolment("paper")
	s := &audit.Statement{Kind: "recovery", Recovery: &audit.Recovery{Set: 1, Key: e.Key, Recipient: "age1pq1paper", Shares: 2, Threshold: 2},
		Shares: []audit.ShareHash{{N: 1}, {N: 2}}, Sealed: blobs("recovery/1", append(audit.Compartments(), "log")...)}
	if change != nil {
		change(s)
	}
	f.state(by, s, nil)
}

// recovered is an admin whom a recovery set enrols.
func (f *forger) recovered(label string, roles ...string) *audit.Statement {
	return &audit.Statement{Kind: "recover", Members: []audit.Enrolment{f.enrolment(label, roles...)},
		Sealed: blobs(label, append(audit.Compartments(), "log", "trail")...)}
}

// renewal gives a member another key, which signs from then on; change comes
func profile(name string, version int) *audit.Statement {
	return &audit.Statement{Kind: "profile", Profile: &audit.Profile{Name: name, Version: version}}
}

// before it is written.
func (f *forger) renewal(label, to string, change func(*audit.Statement), held ...string) {
	next := crypto.NewSigningKey(crypto.NewSecret())
	x := &audit.Renewal{Label: label, Key: [32]byte(next.Public()), Recipient: to}
	x.Sig = [64]byte(next.Sign("renew", f.id, x.Parts(f.members[label].Public())...))
	s := &audit.Statement{Kind: "renew", Renew: x, Sealed: blobs(label, append(held, "log")...)}
	if change != nil {
		change(s)
	}
	f.state(label, s, nil)
	f.members[label+" before"], f.members[label] = f.members[label], next
}

// save writes the log as an export, all in one tile.
func (f *forger) save() string {
	f.t.Helper()
	var bundle, hashes []byte
	for _, raw := range f.leaves {
		bundle = append(binary.BigEndian.AppendUint16(bundle, uint16(len(raw))), raw...)
		h := tlog.RecordHash(raw)
		hashes = append(hashes, h[:]...)
	}
	dir := f.t.TempDir()
	for name, b := range map[string][]byte{"entries": bundle, "0": hashes} {
		path := filepath.Join(dir, "tile", name, "000.p")
		if err := os.MkdirAll(path, 0o700); err != nil {
			f.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, strconv.Itoa(len(f.leaves))), b, 0o600); err != nil {
			f.t.Fatal(err)
		}
	}
	c := audit.Checkpoint{Origin: audit.Origin(f.id.String()), Size: f.edge.Size(), Root: f.edge.Root()}
	if err := signAs(dir, c, f.log[:]); err != nil {
		f.t.Fatal(err)
	}
	return dir
}

// TestVerifyLogForged: the log key alone makes nobody a member. The script and
// our own rules must say the same of every log.
func TestVerifyLogForged(t *testing.T) {
	if !hasTools(t) {
		return
	}
	worker, admin := audit.RoleCaseworker, audit.RoleAdmin
	setting := &audit.Statement{Kind: "setting", Setting: []audit.Setting{{Name: "review-days", Value: "366"}}}
	for name, tt := range map[string]struct {
		do   func(f *forger)
		says string // empty: sound
	}{
		"as it must be": {func(f *forger) {
			f.state("lee", &audit.Statement{Kind: "trail", Sealed: blobs("lee", "trail")}, nil)
			f.state("kim", &audit.Statement{Kind: "grant", Sealed: blobs("lee", "identity")}, nil)
			f.state("kim", setting, nil)
			f.state("kim", profile("media", 2), nil)
			f.state("kim", profile("media", 3), nil)
			f.state("kim", &audit.Statement{Kind: "schema", Schema: &[32]byte{1}}, nil)
			f.state("kim", &audit.Statement{Kind: "review", Review: &audit.Review{Month: "2026-10", Date: "2026-11-02", Verdict: audit.Sound}}, nil)
			f.state("kim", &audit.Statement{Kind: "restore", Restore: &audit.Restore{Size: 20}}, nil)
			f.member("kim", f.enrolment("park", admin), "log")
			f.revoke("kim", "lee", "kim", "park")
			f.state("kim", rotation("work", 2, "kim"), nil)
		}, ""},
		"recovered": {func(f *forger) {
			f.recovery("kim", nil)
			f.state("kim", rotation("work", 2, "kim", "lee", "recovery/1"), nil)
			s := f.recovered("choi", admin)
			s.Sealed[0].Epoch = 2
			f.state("paper", s, nil)
			s = f.recovered("bae", admin)
			s.Sealed[0].Epoch, s.Restore = 2, &audit.Restore{Size: 9}
			f.state("paper", s, nil)
			f.revoke("choi", "kim", "choi", "bae", "lee", "recovery/1")
		}, ""},
		"renewed": {func(f *forger) {
			f.renewal("lee", "age1pq1y", nil, "work", "trail")
			f.renewal("lee", "age1pq1z", func(s *audit.Statement) {
				s.Sealed = append(s.Sealed, audit.Sealed{Label: "lee", What: "trail", Epoch: 2})
			}, "work", "trail")
			f.state("lee", &audit.Statement{Kind: "trail", Sealed: []audit.Sealed{{Label: "lee", What: "trail", Epoch: 3}}}, nil)
			f.renewal("kim", "age1pq1k", func(s *audit.Statement) {
				s.Sealed = append(s.Sealed, audit.Sealed{Label: "kim", What: "trail", Epoch: 2})
			}, append(audit.Compartments(), "trail")...)
			f.state("kim", setting, nil)
		}, ""},
		"signed with the key from before": {func(f *forger) {
			f.renewal("kim", "age1pq1k", func(s *audit.Statement) {
				s.Sealed = append(s.Sealed, audit.Sealed{Label: "kim", What: "trail", Epoch: 2})
			}, append(audit.Compartments(), "trail")...)
			f.state("kim before", setting, nil)
		}, "not a member"},
		"enrolled with a key from before": {func(f *forger) {
			f.renewal("lee", "age1pq1y", nil, "work", "trail")
			e := f.enrolment("lee before", worker)
			e.Label = "park"
			f.member("kim", e, "log")
		}, "not new"},
		"renewed without a new trail":  {func(f *forger) { f.renewal("lee", "age1pq1y", nil, "work") }, "not entitled"},
		"renewed with more":            {func(f *forger) { f.renewal("lee", "age1pq1y", nil, "work", "kin", "trail") }, "not entitled"},
		"renewed to the old recipient": {func(f *forger) { f.renewal("lee", "age1pq1x", nil, "work", "trail") }, "not entitled"},
		"renewed for another": {func(f *forger) {
			f.renewal("lee", "age1pq1y", func(s *audit.Statement) { s.Renew.Label = "kim" }, "work", "trail")
		}, "not entitled"},
		"renewed without the new key": {func(f *forger) {
			f.renewal("lee", "age1pq1y", func(s *audit.Statement) { s.Renew.Sig[0] ^= 1 }, "work", "trail")
		}, "not entitled"},
		"a recovery set by a caseworker": {func(f *forger) { f.recovery("lee", nil) }, "without the role"},
		"a recovery set by one who does not hold all": {func(f *forger) {
			f.member("kim", f.enrolment("park", admin), "log")
			f.recovery("park", nil)
		}, "not entitled"},
		"a recovery set without a key":     {func(f *forger) { f.recovery("kim", func(s *audit.Statement) { s.Sealed = s.Sealed[1:] }) }, "not entitled"},
		"a recovery set that needs one":    {func(f *forger) { f.recovery("kim", func(s *audit.Statement) { s.Recovery.Threshold = 1 }) }, "not entitled"},
		"a recovery set with a share more": {func(f *forger) { f.recovery("kim", func(s *audit.Statement) { s.Shares[1].N = 3 }) }, "not entitled"},
		"a recovery set for a member":      {func(f *forger) { f.recovery("kim", func(s *audit.Statement) { s.Recovery.Recipient = "age1pq1x" }) }, "not entitled"},
		"a second recovery set, numbered as the first": {func(f *forger) {
			f.recovery("kim", nil)
			f.members["paper"] = nil
			f.recovery("kim", nil)
		}, "not entitled"},
		"recovered without a set":    {func(f *forger) { f.enrolment("paper"); f.state("paper", f.recovered("choi", admin), nil) }, "not a member"},
		"recovered by an admin":      {func(f *forger) { f.recovery("kim", nil); f.state("kim", f.recovered("choi", admin), nil) }, "not a member"},
		"recovered as a caseworker":  {func(f *forger) { f.recovery("kim", nil); f.state("paper", f.recovered("choi", worker), nil) }, "not entitled"},
		"recovered as who is there":  {func(f *forger) { f.recovery("kim", nil); f.state("paper", f.recovered("lee", admin), nil) }, "not new"},
		"enrolled by a recovery set": {func(f *forger) { f.recovery("kim", nil); f.member("paper", f.enrolment("choi", admin), "log") }, "not a member"},
		"rotated without the set":    {func(f *forger) { f.recovery("kim", nil); f.state("kim", rotation("work", 2, "kim", "lee"), nil) }, "not entitled"},
		"revoked without the set":    {func(f *forger) { f.recovery("kim", nil); f.revoke("kim", "lee", "kim") }, "not entitled"},
		"signed with the key of before": {func(f *forger) {
			f.revoke("kim", "lee", "kim")
			f.log = f.old
		}, "not signed by the log key in force"},
		"by one who was revoked": {func(f *forger) {
			f.member("kim", f.enrolment("park", admin), "log")
			f.revoke("kim", "park", "kim", "lee")
			f.state("park", setting, nil)
		}, "not a member"},
		"revoked by a caseworker":        {func(f *forger) { f.revoke("lee", "kim", "lee") }, "without the role"},
		"revoked oneself":                {func(f *forger) { f.revoke("kim", "kim", "lee") }, "not entitled"},
		"revoked, and the log key kept":  {func(f *forger) { f.revoke("kim", "lee", "kim", "lee") }, "not entitled"},
		"rotated by a caseworker":        {func(f *forger) { f.state("lee", rotation("work", 2, "kim", "lee"), nil) }, "not entitled"},
		"rotated, and one left out":      {func(f *forger) { f.state("kim", rotation("work", 2, "kim"), nil) }, "not entitled"},
		"rotated, and an epoch left out": {func(f *forger) { f.state("kim", rotation("work", 3, "kim", "lee"), nil) }, "not entitled"},
		"audit rotated without trails": {func(f *forger) {
			s := rotation("audit", 2, "kim")
			s.Audit = &audit.AuditKey{N: 2, Recipient: "age1pq1y"}
			f.state("kim", s, nil)
		}, "not entitled"},
		"enrolled by a caseworker":  {func(f *forger) { f.member("lee", f.enrolment("mallory", worker), "log", "work") }, "without the role"},
		"enrolled by nobody":        {func(f *forger) { f.enrolment("mallory"); f.member("mallory", f.enrolment("park", worker), "log") }, "not a member"},
		"a key enrolled again":      {func(f *forger) { e := f.enrolment("lee", admin); e.Label = "lee2"; f.member("kim", e, "log") }, "not new"},
		"a label enrolled again":    {func(f *forger) { e := f.enrolment("x", admin); e.Label = "lee"; f.member("kim", e, "log") }, "not new"},
		"a profile by a caseworker": {func(f *forger) { f.state("lee", profile("media", 2), nil) }, "without the role"},
		"a profile's version again": {func(f *forger) {
			f.state("kim", profile("media", 2), nil)
			f.state("kim", profile("court", 1), nil)
			f.state("kim", profile("media", 2), nil)
		}, "not entitled"},
		"a setting by a caseworker": {func(f *forger) { f.state("lee", setting, nil) }, "without the role"},
		"a grant by a caseworker":   {func(f *forger) { f.state("lee", &audit.Statement{Kind: "grant", Sealed: blobs("lee", "health")}, nil) }, "without the role"},
		"a grant of what is not held": {func(f *forger) {
			f.member("kim", f.enrolment("park", admin), "log")
			f.state("park", &audit.Statement{Kind: "grant", Sealed: blobs("park", "health")}, nil)
		}, "not entitled"},
		"another's trail":  {func(f *forger) { f.state("lee", &audit.Statement{Kind: "trail", Sealed: blobs("kim", "trail")}, nil) }, "not entitled"},
		"a second founder": {func(f *forger) { f.founding() }, "stands in entry 0"},
		"an unknown kind":  {func(f *forger) { f.state("kim", &audit.Statement{Kind: "coup", Sealed: blobs("lee", "work")}, nil) }, "unknown kind"},
		"a word of another kind": {func(f *forger) {
			s := *setting
			s.Log = &audit.LogKey{N: 2}
			f.state("kim", &s, nil)
		}, "declares what its kind may not"},
		"a wrong signature":           {func(f *forger) { f.state("kim", setting, func(l *audit.Leaf) { l.Sig[0] ^= 1 }) }, "signature"},
		"a signature of another past": {func(f *forger) { f.state("kim", setting, func(l *audit.Leaf) { l.Add = []tlog.Hash{{1}} }) }, "signature"},
		"an older authority":          {func(f *forger) { f.state("kim", setting, func(l *audit.Leaf) { l.Authority = 0 }) }, "newest authority"},
		"another place":               {func(f *forger) { f.state("kim", setting, func(l *audit.Leaf) { l.Seq = 7 }) }, "says that it is entry 7"},
		"another past":                {func(f *forger) { f.state("kim", setting, func(l *audit.Leaf) { l.Prev = tlog.Hash{} }) }, "prev is not the root"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newForger(t)
			f.founding()
			f.member("kim", f.enrolment("lee", worker), "log", "work")
			tt.do(f)
			v := audit.NewVerifier(func(public, sig []byte, kind string, parts ...[]byte) bool {
				return crypto.Verify(public, sig, kind, f.id, parts...)
			})
			for _, raw := range f.leaves {
				v.Next(raw)
			}
			if (tt.says == "") != (len(v.Findings) == 0) && f.log != f.old {
				t.Errorf("%s: our own rules find %v", name, v.Findings)
			}
			code, says := 20, tt.says
			if says == "" {
				code, says = 0, "sound"
			}
			wantVerdict(t, name, code, says, f.save())
		})
	}
}
