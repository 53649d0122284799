package docs_test

import (
	"crypto/sha256"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
)

// known returns 32 bytes that stand for a secret or a hash: SHA-256 of a word.
func known(word string) [32]byte { return sha256.Sum256([]byte(word)) }

func textOf(b [32]byte) text { return b[:] }

// writeVectors makes vectors/values.json.
func writeVectors() error {
	id := crypto.VaultID(known("vault"))
	v := &values{Vault: id[:]}
	seed := known("seed")
	k := crypto.NewSigningKey(seed)
	signer := k.ID()
	v.Signers = []signerValue{{seed[:], k.Public(), signer[:]}}
	for _, word := range []string{"work", "identity"} {
		secret := known(word)
		keyID := crypto.NewCompartmentKey(id, secret).ID()
		v.KeyIDs = append(v.KeyIDs, keyIDValue{secret[:], keyID[:]})
	}
	parts := [][]byte{[]byte("K7QXM2M9DT"), []byte("2026-11-02"), []byte("kim"), []byte("첫 상담.")}
	v.Messages = []messageValue{
		{"example", []text{}, crypto.Message("example", id), seed[:], k.Sign("example", id)},
		{"note", []text{parts[0], parts[1], parts[2], parts[3]}, crypto.Message("note", id, parts...), seed[:], k.Sign("note", id, parts...)},
	}
	hashes(v)
	if err := words(v); err != nil {
		return err
	}
	if err := sealed(v, id, k); err != nil {
		return err
	}
	root := known("root")
	note, err := audit.Checkpoint{Origin: audit.Origin(id.String()), Size: 42, Root: root}.Sign(seed[:])
	if err != nil {
		return err
	}
	v.Checkpoint = checkpointValue{seed[:], 42, root[:], string(note), audit.Printed{Vault: [8]byte(id[:8]), Size: 42, Root: root}.Groups()}
	return writeJSON(vectorsJSON, v)
}

// hashes adds commitments, a set and slots.
func hashes(v *values) {
	var all []tlog.Hash
	for _, key := range []string{"S", "sK7QXM2M9DTw\x00\x00\x00\x00", "ci\x00\x00\x00\x01"} {
		c := audit.Commit([]byte(key), []byte("stored under "+key))
		v.Commitments = append(v.Commitments, commitValue{text(key), text("stored under " + key), c[:]})
		v.Set.Commitments = append(v.Set.Commitments, c[:])
		all = append(all, c)
	}
	set := audit.SetOf(all)
	v.Set.Line = fmt.Sprintf("set %d %s", set.Count, set.Root)
	slot := crypto.Slot{Label: "kim", What: "work", Epoch: 1}
	h := slot.Hash([]byte("a blob"))
	v.Slots = []slotValue{{slot.Label, slot.What, slot.Epoch, text("a blob"), h[:]}}
}

// words adds fingerprints, and a public text.
func words(v *values) error {
	for _, x := range [][32]byte{{}, {31: 1}, known("vault")} {
		v.Vaults = append(v.Vaults, wordsValue{textOf(x), string(crypto.VaultID(x).Fingerprint())})
	}
	id, err := crypto.NewIdentity("박지원")
	if err != nil {
		return err
	}
	p := id.Public()
	v.Public = publicValue{string(p.Marshal()), p.Label, p.Sign, p.Recipient, string(p.Fingerprint())}
	return nil
}

// sealed adds three sections of one tree, a statement with every word, and a
// leaf with every line but auth.
func sealed(v *values, id crypto.VaultID, k *crypto.SigningKey) error {
	rec := [10]byte([]byte("K7QXM2M9DT"))
	secret := known("work")
	sections := []crypto.Section{
		{Record: rec, Compartment: 'w', Revision: 3, Payload: []byte(`{"history":[]}`), Page: 1},
		{Record: rec, Compartment: 'k', Revision: 3, Payload: []byte(`{"family_in_north":[{"relation":"모"}]}`)},
		{Compartment: 'w', Page: 2, Revision: 9, Payload: []byte("casevault-catalogue/v1 case_id status next_due\n")},
	}
	for i, b := range crypto.EncodeSections(id, k, sections) {
		file, err := crypto.NewCompartmentKey(id, secret).Seal(b)
		if err != nil {
			return err
		}
		s := sections[i]
		v.Sections = append(v.Sections, sectionValue{textOf(secret), k.Public(), file, string(s.Record[:]), string(s.Compartment), s.Page, s.Revision, string(s.Payload)})
	}
	schema := known("schema")
	st := &audit.Statement{
		Kind: "example", Nonce: make([]byte, 16), Schema: &schema,
		Members: []audit.Enrolment{{Label: "kim", Key: [32]byte(k.Public()), Roles: []string{"admin", "caseworker"}, Recipient: "age1pq1example"}},
		Epochs:  []audit.Epoch{{Compartment: "work", N: 2, Key: [8]byte(v.KeyIDs[0].ID)}, {Compartment: "kin", N: 1, Key: [8]byte(v.KeyIDs[1].ID)}},
		Audit:   &audit.AuditKey{N: 1, Recipient: "age1pq1example"}, Log: &audit.LogKey{N: 1, Key: [32]byte(k.Public())},
		Sealed:  []audit.Sealed{{Label: "kim", What: "work", Epoch: 2, Hash: [32]byte(v.Slots[0].Hash)}},
		Review:  &audit.Review{Month: "2026-11", Date: "2026-12-01", Verdict: audit.Sound, Report: schema},
		Setting: []audit.Setting{{Name: "review-days", Value: "31"}},
		Profile: &audit.Profile{Name: "example", Version: 1, Hash: schema},
		Revoke:  "lee", Restore: &audit.Restore{Size: 41, Root: known("prev")}, Erased: []string{"K7QXM2M9DT"},
		Recovery: &audit.Recovery{Set: 1, Key: [32]byte(k.Public()), Recipient: "age1pq1example", Shares: 2, Threshold: 2},
		Shares:   []audit.ShareHash{{N: 1, Hash: known("first share")}, {N: 2, Hash: known("second share")}},
		Renew:    &audit.Renewal{Label: "kim", Key: [32]byte(k.Public()), Recipient: "age1pq1example", Sig: [64]byte(v.Messages[0].Signature)},
	}
	hash := st.Hash()
	v.Statement = statementValue{string(st.Marshal()), hash[:]}
	return leaf(v, id, k)
}

func leaf(v *values, id crypto.VaultID, k *crypto.SigningKey) error {
	trail := known("trail")
	l := audit.Leaf{
		Seq: 41, Prev: known("prev"), Authority: 17,
		Add: []tlog.Hash{tlog.Hash(v.Commitments[1].Commitment)}, Del: []tlog.Hash{tlog.Hash(v.Commitments[2].Commitment)},
		Set: &audit.Set{Count: 3, Root: known("set")},
	}
	e := audit.Event{
		Version: 1, Time: "2026-11-02T09:30:00+09:00", Member: "kim", Action: "edit", Outcome: "done",
		Records: []string{"K7QXM2M9DT"}, Fields: []string{"status"}, Reason: "가정 방문 <1>", Notes: []string{},
	}
	var event []byte
	body, err := e.Encode(func(b []byte) []byte {
		event = b
		return k.Sign("entry", id, l.Head(), b)
	})
	if err != nil {
		return err
	}
	if l.Body, err = crypto.NewTrailKey(id, trail).Seal(body); err != nil {
		return err
	}
	raw, err := l.Marshal()
	if err != nil {
		return err
	}
	h := tlog.RecordHash(raw)
	v.Leaf = leafValue{trail[:], k.Public(), raw, h[:], string(l.Head()), string(event)}
	return nil
}
