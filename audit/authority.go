package audit

import (
	"slices"
	"strings"
)

// What each kind of statement may declare, and who may sign it:
//
//	founding  entry 0, signed by the one member it enrols: every role, a first
//	          epoch of every compartment, the audit recipient, the log key, the
//	          schema, and a blob of each of these keys
//	member    by an admin: one new member, the log key's blob for them, and
//	          blobs of compartments that the admin holds
//	grant     by an admin: blobs of compartments that the admin holds, for one
//	          member in force
//	trail     by any member: the blob of their own next trail key
//	review    by an auditor: one verdict on a month
//	setting   by an admin: values of settings, each name once
//	schema    by an admin: the schema that is stored from here on
//	revoke    by an admin: another member in force, the next log key, and its
//	          blob for each member who stays
//	rotate    by an admin, or for what is pending by any holder: see
//	          [Roster.Pending]: the next epoch of compartments that they hold
//	restore   by an admin: the newest state known of a log of which this one
//	          has only the entries of a backup
//	recovery  by an admin who holds every compartment: the next set of shares, and
//	          blobs of all keys in force for it
//	recover   by the key of the set in force: one new member, an admin, with blobs
//	          of all keys in force and of their first trail key; and, where the
//	          shares restored a backup, the newest state known
//	renew     by any member: other keys of their own, signed with these too, and
//	          blobs of all that they hold
//	erase     by an admin: records never erased before; the entry has a set line
//	profile   by an admin: a version of a release profile above all before it
//
// The rules are in what is announced, not in what a blob holds: an admin who
// announces a blob of rubbish has granted nothing, which the member sees at
// the next unlock.

// entitled checks a statement's content against the roster, and returns the
// public key that must have signed it.
func (r *Roster) entitled(l *Leaf, s *Statement, verify VerifyFunc) ([]byte, error) {
	if (l.Seq == 0) != (s.Kind == "founding") || (r.Last() < 0) != (s.Kind == "founding") {
		return nil, damaged("the founding statement stands in entry 0 and nowhere else")
	}
	switch words := wordsOf(s.Kind); {
	case words == nil:
		return nil, damaged("a statement of unknown kind")
	case !slices.Contains(words, s.words()):
		return nil, damaged("a statement that declares what its kind may not")
	case s.Kind == "founding":
		return r.founding(s)
	case s.Kind == "recover":
		return r.recovers(l, s)
	}
	signer := r.signer(l.Signer)
	if signer == nil {
		return nil, damaged("a statement of somebody who is not a member")
	}
	ok := false
	switch s.Kind {
	case "member":
		ok = signer.Has(RoleAdmin) && len(s.Members) == 1 && r.unused(s.Members[0]) && r.grants(s.Members[0].Label, signer, s.Sealed, true)
	case "grant":
		ok = signer.Has(RoleAdmin) && r.Member(s.Sealed[0].Label) != nil && r.grants(s.Sealed[0].Label, signer, s.Sealed, false)
	case "trail":
		b := s.Sealed[0]
		ok = len(s.Sealed) == 1 && b.Label == signer.Label && b.What == "trail" && b.Epoch == r.Trail(b.Label)+1
	case "review":
		ok = signer.Has(RoleAuditor) && (s.Review.Verdict == Sound || s.Review.Verdict == Unsound)
	case "setting":
		ok = signer.Has(RoleAdmin) && eachOnce(s.Setting)
	case "schema":
		ok = signer.Has(RoleAdmin)
	case "revoke":
		ok = signer.Has(RoleAdmin) && r.revokes(signer, s)
	case "rotate":
		ok = r.rotates(signer, s)
	case "renew":
		ok = r.renews(signer, s, verify)
	case "recovery":
		ok = signer.Has(RoleAdmin) && r.setsRecovery(signer, s)
	case "restore":
		ok = signer.Has(RoleAdmin) && s.Restore.holds(l)
	case "erase":
		ok = signer.Has(RoleAdmin) && l.Set != nil && r.erases(s)
	case "profile":
		ok = signer.Has(RoleAdmin) && r.advances(s.Profile)
	}
	if !ok {
		return nil, damaged("a statement that its signer was not entitled to make")
	}
	return signer.Key[:], nil
}

// wordsOf returns which words a statement of a kind has, all of them and no
// other; none for an unknown kind.
func wordsOf(kind string) []string {
	switch kind {
	case "founding":
		return []string{"nonce member epoch audit log schema sealed"}
	case "member":
		return []string{"member sealed"}
	case "recover":
		return []string{"member sealed", "member sealed restore"}
	case "recovery":
		return []string{"sealed recovery share"}
	case "grant", "trail":
		return []string{"sealed"}
	case "revoke":
		return []string{"log sealed revoke"}
	case "rotate":
		return []string{"epoch sealed", "epoch audit sealed"}
	case "renew":
		return []string{"sealed renew"}
	case "review", "setting", "schema", "restore", "profile":
		return []string{kind}
	case "erase":
		return []string{"erased"}
	}
	return nil
}

// words are the words of the statement's lines, in order, each once.
func (s *Statement) words() string {
	var b strings.Builder
	for _, x := range []struct {
		word  string
		there bool
	}{
		{"nonce", s.Nonce != nil}, {"member", s.Members != nil}, {"epoch", s.Epochs != nil}, {"audit", s.Audit != nil},
		{"log", s.Log != nil}, {"schema", s.Schema != nil}, {"sealed", s.Sealed != nil}, {"review", s.Review != nil}, {"setting", s.Setting != nil},
		{"revoke", s.Revoke != ""}, {"restore", s.Restore != nil},
		{"recovery", s.Recovery != nil}, {"share", s.Shares != nil},
		{"erased", s.Erased != nil},
		{"renew", s.Renew != nil},
		{"profile", s.Profile != nil},
	} {
		if x.there {
			b.WriteString(x.word + " ")
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// advances reports whether a profile's version is above all of its name: what
// left the office through a version must stay the one that was stored.
func (r *Roster) advances(p *Profile) bool {
	for _, x := range r.profiles {
		if x.Name == p.Name && x.Version >= p.Version {
			return false
		}
	}
	return true
}

// erases reports whether a statement names each record once, and none that was
// erased before: ids are never used twice.
func (r *Roster) erases(s *Statement) bool {
	seen := make(map[string]bool)
	for _, id := range s.Erased {
		if _, before := r.erased[id]; before || seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

// holds reports whether entry l can be a restore of that state.
func (x *Restore) holds(l *Leaf) bool { return x.Size > l.Seq || *x == Restore{l.Seq, l.Prev} }

func eachOnce(settings []Setting) bool {
	seen := make(map[string]bool)
	for _, x := range settings {
		if seen[x.Name] {
			return false
		}
		seen[x.Name] = true
	}
	return true
}

// founding checks that a founding statement is complete.
func (r *Roster) founding(s *Statement) ([]byte, error) {
	ok := len(s.Members) == 1 && slices.Equal(s.Members[0].Roles, []string{RoleAdmin, RoleAuditor, RoleCaseworker}) &&
		len(s.Epochs) == len(Compartments()) && len(s.Nonce) == 16 && s.Audit.N == 1 && s.Log.N == 1
	var blobs, epochs []string
	for _, b := range s.Sealed {
		ok = ok && b.Epoch == 1 && b.Label == s.Members[0].Label
		blobs = append(blobs, b.What)
	}
	for _, e := range s.Epochs {
		ok = ok && e.N == 1
		epochs = append(epochs, e.Compartment)
	}
	if !ok || !sameWords(epochs, Compartments()) || !sameWords(blobs, append(Compartments(), "log", "trail")) {
		return nil, damaged("the founding statement is not complete")
	}
	return s.Members[0].Key[:], nil
}

func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func (r *Roster) signer(id [8]byte) *Member {
	for _, m := range r.members {
		if m.Revoked < 0 && signerID(m.Key[:]) == id {
			return m
		}
	}
	return nil
}

// unused reports whether an enrolment names somebody new: labels and keys are
// never used twice, or an old signature could pass for a new member's.
func (r *Roster) unused(e Enrolment) bool {
	if r.used(e.Key) || slices.ContainsFunc(r.members, func(m *Member) bool { return m.Label == e.Label }) {
		return false
	}
	known := []string{RoleAdmin, RoleAuditor, RoleCaseworker}
	for i, role := range e.Roles {
		if !slices.Contains(known, role) || i > 0 && e.Roles[i-1] == role {
			return false
		}
	}
	return true
}

// grants reports whether every blob is for label, of a key in force that the
// signer holds, each once; log says that the log key must be among them.
func (r *Roster) grants(label string, signer *Member, sealed []Sealed, log bool) bool {
	var what []string
	for _, b := range sealed {
		held := b.What != "log" && slices.Contains(signer.Compartments, b.What) && b.Epoch == r.epochs[b.What].N
		if b.What == "log" {
			held = log && b.Epoch == r.LogKeyEpoch()
		}
		// A second blob in the place of an announced one could lock the member out.
		_, announced := r.SealedHash(b.Label, b.What, b.Epoch)
		if b.Label != label || !held || announced || slices.Contains(what, b.What) {
			return false
		}
		what = append(what, b.What)
	}
	return slices.Contains(what, "log") == log
}
