package vault

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"filippo.io/age"

	"casevault/audit"
	"casevault/crypto"
)

// TestRevoke: the former member is out at once, with everything that the
// program, the age library, or a program of their own could do with old keys.
func TestRevoke(t *testing.T) {
	t.Parallel()
	base, id := office(t)
	lee := filepath.Join(base, "lee.age") // what lee kept: the identity, a copy of the folder, the keys of then
	if err := os.Rename(memberFile(base, "lee"), lee); err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(t.TempDir(), "kept")
	copyTree(t, base, kept)
	former := opened(t, testConfig(kept), filepath.Join(kept, "lee.age"), testPassphrase)
	defer former.Close()
	if _, err := former.Show(id.String(), nil, ""); err != nil {
		t.Fatal("the control:", err)
	}

	with(t, base, func(s *Session) {
		out, err := s.Revoke(context.Background(), "lee", true, "left")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(out.Rotated, []string{"work", "identity"}) || len(out.Pending) != 0 {
			t.Errorf("%+v", out)
		}
		add(t, s, `{"case_id":"A-2","legal_name":"이순신"}`)
		sound(t, s)
	})
	if _, err := Open(testConfig(base), lee, testPassphrase); KindOf(err) != NotMember {
		t.Errorf("lee opens the vault: %v", err)
	}

	s := open(t, base)
	// No section opens with the keys of then, by our code or through the age library.
	for _, sealed := range sectionsOf(t, s, "work", "identity") {
		for _, k := range former.keys {
			if _, err := k.Open(sealed); err == nil {
				t.Error("an old key opens a section")
			}
			if r, err := age.Decrypt(bytes.NewReader(sealed), k); err == nil {
				t.Errorf("age opens a section with an old key: %v", r)
			}
		}
	}
	// No blob of the keyring is for lee any more.
	ring, err := s.readKeyring()
	if err != nil {
		t.Fatal(err)
	}
	for slot, blob := range ring {
		if _, err := former.id.OpenSecret(blob, slot.What, slot.Epoch); err == nil && slot.What != "trail" {
			t.Errorf("lee opens the blob %s", slot)
		}
	}
	// No entry written after is readable, and lee's signature makes none.
	l, err := s.leaf(s.edge.Size() - 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := former.trail.Open(l.Body); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("lee opens the newest entry: %v", err)
	}
	forged := &audit.Leaf{Seq: s.edge.Size(), Prev: s.edge.Root(), Authority: s.roster.Last(), Statement: (&audit.Statement{
		Kind: "trail", Sealed: []audit.Sealed{{Label: "lee", What: "trail", Epoch: 2}}}).Marshal()}
	forged.Signer = former.id.Signing().ID()
	forged.Sig = former.id.Signing().Sign("authority", s.VaultID(), forged.AuthorityParts()...)
	roster, err := s.readRoster()
	if err != nil {
		t.Fatal(err)
	}
	if err := roster.Apply(forged, verifier(s.VaultID())); err == nil {
		t.Error("a statement of lee counts")
	}
	// The old log key signs no checkpoint of this log.
	c := audit.Checkpoint{Origin: s.origin(), Size: s.edge.Size(), Root: s.edge.Root()}
	note, err := c.Sign(former.log[:])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.checkpoint(note, "forged"); KindOf(err) != Integrity {
		t.Errorf("a checkpoint under the old log key: %v", err)
	}
	// Nor does what lee wrote into their copy pass for this vault.
	if _, err := former.Note(id.String(), "forged", ""); err == nil {
		t.Error("lee holds no notes and writes one")
	}
	add(t, former, `{"case_id":"F-1"}`)
	if _, err := s.checkpoint(former.note, "theirs"); KindOf(err) != Integrity {
		t.Errorf("their log passes for this one: %v", err)
	}
}

// TestRevokeAuditor: a former auditor reads no trail written after.
func TestRevokeAuditor(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	var former []*crypto.Key
	as(t, base, "han", func(s *Session) {
		var err error
		if former, err = s.trails(); err != nil || len(former) != 4 {
			t.Fatalf("%d trail keys, %v", len(former), err)
		}
	})
	with(t, base, func(s *Session) {
		if _, err := s.Revoke(context.Background(), "han", true, ""); err != nil {
			t.Fatal(err)
		}
	})
	for _, label := range []string{"lee", "choi", "kim"} {
		as(t, base, label, func(s *Session) {
			from := s.edge.Size()
			if _, err := s.List(Filter{}, ""); err != nil {
				t.Fatal(err)
			}
			for seq := from; seq < s.edge.Size(); seq++ {
				l, err := s.leaf(seq)
				if err != nil {
					t.Fatal(err)
				}
				for _, k := range former {
					if _, err := k.Open(l.Body); !errors.Is(err, crypto.ErrWrongKey) {
						t.Errorf("a former auditor opens entry %d of %s: %v", seq, label, err)
					}
				}
			}
		})
	}
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestRevokePending: what the admin does not hold waits for somebody who does.
func TestRevokePending(t *testing.T) {
	t.Parallel()
	base, id := office(t)
	as(t, base, "choi", func(s *Session) {
		_, err := s.Revoke(context.Background(), "choi", true, "")
		wantKind(t, err, Usage)
		_, err = s.Revoke(context.Background(), "nobody", true, "")
		wantKind(t, err, NotFound)
		out, err := s.Revoke(context.Background(), "lee", true, "")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(out.Rotated, []string{"work"}) || !slices.Equal(out.Pending["identity"], []string{"kim"}) || len(out.Pending) != 1 {
			t.Errorf("%+v", out)
		}
		_, err = s.Rotate(context.Background(), []string{"identity"}, "")
		wantKind(t, err, NotPermitted)
	})
	as(t, base, "han", func(s *Session) {
		_, err := s.Revoke(context.Background(), "choi", true, "")
		wantKind(t, err, NotPermitted)
	})
	with(t, base, func(s *Session) {
		if p := s.PendingRotations(); len(p) != 1 || p["identity"] == nil {
			t.Errorf("pending %v", p)
		}
		enrol(t, s, "lim", []string{audit.RoleCaseworker}, []string{"work", "identity"})
		sound(t, s)
	})
	// No admin, but a holder: what is pending they may finish, and no more.
	as(t, base, "lim", func(s *Session) {
		_, err := s.Rotate(context.Background(), []string{"work"}, "")
		wantKind(t, err, NotPermitted)
		rotated, err := s.Rotate(context.Background(), nil, "")
		if err != nil || !slices.Equal(rotated, []string{"identity"}) {
			t.Errorf("%v, %v", rotated, err)
		}
		if _, err := s.Show(id.String(), []string{"legal_name"}, "a visit"); err != nil {
			t.Error(err)
		}
	})
	with(t, base, func(s *Session) {
		if p := s.PendingRotations(); len(p) != 0 {
			t.Errorf("pending %v", p)
		}
		sound(t, s)
	})
}

// TestRevokeFaults loses every write of a revocation, and reports landed ones
// as failed: whoever stays gets in, and an acknowledged revocation holds.
func TestRevokeFaults(t *testing.T) {
	t.Parallel()
	template, _ := office(t)
	base := filepath.Join(t.TempDir(), "b")
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			replaceTree(t, template, base)
			f := &fault{k: k, landed: landed}
			_, _, err := f.run(t, base, func(s *Session) (bool, error) {
				out, err := s.Revoke(context.Background(), "lee", true, "")
				return out != nil, err
			})
			if more = f.failed() != ""; !more && err != nil {
				t.Fatal(err)
			}
			with(t, base, func(s *Session) {
				sound(t, s)
				out := s.roster.Member("lee") == nil
				if err == nil && (!out || len(s.PendingRotations()) != 0) {
					t.Fatalf("%q failed: acknowledged, but lee is out: %v, pending: %v", f.failed(), out, s.PendingRotations())
				}
				if !out {
					return
				}
				if _, err := s.Rotate(context.Background(), nil, ""); err != nil {
					t.Fatalf("%q failed: the rotation cannot be finished: %v", f.failed(), err)
				}
			})
			as(t, base, "choi", func(s *Session) { verified(t, s) })
		}
	}
}
