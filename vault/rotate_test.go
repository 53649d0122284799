package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"filippo.io/age"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
)

// office makes a vault with a founder who holds all, a caseworker lee with work
// and identity, an auditor han, and an admin choi who holds work.
func office(t *testing.T) (base string, id record.ID) {
	t.Helper()
	base = newVault(t)
	with(t, base, func(s *Session) {
		id = add(t, s, `{"case_id":"A-1","legal_name":"홍길동","health_notes":"cough","case_notes":[{"date":"2026-01-02","author":"lee","text":"first"}]}`)
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work", "identity"})
		enrol(t, s, "han", []string{audit.RoleAuditor}, nil)
		enrol(t, s, "choi", []string{audit.RoleAdmin, audit.RoleCaseworker}, []string{"work"})
	})
	for _, label := range []string{"lee", "han", "choi"} {
		as(t, base, label, func(s *Session) {}) // the first unlock makes a trail key
	}
	return base, id
}

// sectionsOf returns the stored bytes of all sections and pages of compartments.
func sectionsOf(t *testing.T, s *Session, compartments ...string) [][]byte {
	t.Helper()
	var out [][]byte
	err := s.st.Scan(nil, func(key, value []byte) error {
		if p, ok := parsePlace(key); ok && slices.Contains(compartments, string(p.c)) {
			out = append(out, bytes.Clone(value))
		}
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d sections, %v", len(out), err)
	}
	return out
}

// traces counts the sections of which a part stands in any file of the folder.
func traces(t *testing.T, dir string, sections [][]byte) (n int) {
	t.Helper()
	files := fileBytes(t, dir)
	for _, sec := range sections {
		for _, b := range files {
			if bytes.Contains(b, sec[len(sec)/2:len(sec)/2+64]) {
				n++
				break
			}
		}
	}
	return n
}

func TestRotate(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	var before string
	var old [][]byte
	with(t, base, func(s *Session) {
		before = digest(t, s)
		old = sectionsOf(t, s, "work", "identity", "health", "notes")
		plan, err := s.PlanRotation([]string{"health"})
		if err != nil || plan.Sections != 1 || !slices.Equal(plan.Compartments, []string{"health"}) {
			t.Fatalf("%+v, %v", plan, err)
		}
	})
	if n := traces(t, filepath.Join(base, "vault"), old); n != len(old) {
		t.Fatalf("the search finds %d of %d sections that are there", n, len(old))
	}
	with(t, base, func(s *Session) {
		rotated, err := s.Rotate(context.Background(), nil, "yearly")
		if err != nil || len(rotated) != 6 {
			t.Fatalf("%v, %v", rotated, err)
		}
		if digest(t, s) != before {
			t.Error("the records are not the same")
		}
		sound(t, s)
		add(t, s, `{"case_id":"A-2","legal_name":"이순신"}`)
	})
	if n := traces(t, filepath.Join(base, "vault"), old); n != 0 {
		t.Errorf("%d sections under old keys are still there", n)
	}
	for _, label := range []string{"lee", "choi", "han", "kim"} {
		as(t, base, label, func(s *Session) {
			if s.roster.Trail(label) != 2 {
				t.Errorf("%s writes under trail key %d", label, s.roster.Trail(label))
			}
			log, err := s.AuditLog(LogFilter{Actor: label})
			if err != nil || log[0].Seq > 8 {
				t.Errorf("%s does not read back the oldest of their trail: %v", label, err)
			}
		})
	}
	as(t, base, "han", func(s *Session) {
		log, err := s.AuditLog(LogFilter{})
		if err != nil || len(log) != int(s.edge.Size()) {
			t.Errorf("the auditor reads %d of %d entries: %v", len(log), s.edge.Size(), err)
		}
	})
	with(t, base, func(s *Session) { sound(t, s) })
}

func TestRotateRefused(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	as(t, base, "lee", func(s *Session) {
		_, err := s.Rotate(context.Background(), []string{"work"}, "")
		wantKind(t, err, NotPermitted)
	})
	as(t, base, "choi", func(s *Session) {
		_, err := s.Rotate(context.Background(), []string{"health"}, "")
		if text := wantKind(t, err, NotPermitted); !bytes.Contains([]byte(text), []byte("kim")) {
			t.Errorf("it does not say who can: %s", text)
		}
	})
	with(t, base, func(s *Session) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := s.Rotate(ctx, nil, "")
		wantKind(t, err, Interrupted)
		sound(t, s)
	})
}

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

// rotatePart rotates everything for ever.
func rotatePart(s *Session) error {
	for {
		if _, err := s.Rotate(context.Background(), nil, ""); err != nil {
			return err
		}
		fmt.Println("rotated")
	}
}

// TestRotateKilled: killed anywhere, everything is wholly under the old keys or
// wholly under the new, and after the next start nothing of the old is left.
func TestRotateKilled(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var want string
	with(t, base, func(s *Session) {
		imported(t, s, rows(300), ImportOptions{})
		want = digest(t, s)
	})
	done, span := 0, 500*time.Millisecond
	n := rounds(t, 12)
	for range n {
		var old [][]byte
		var epoch int
		with(t, base, func(s *Session) {
			old, epoch = sectionsOf(t, s, "work"), s.roster.Epoch("work").N
		})
		lines := killed(t, "rotate", base, rand.N(span))
		span = adapted(span, len(lines) > 1)
		with(t, base, func(s *Session) {
			now := s.roster.Epoch("work").N
			if digest(t, s) != want || now < epoch+len(lines)-1 || now > epoch+len(lines) {
				t.Fatalf("epoch %d was %d, %d rotations were acknowledged", now, epoch, len(lines)-1)
			}
			sound(t, s)
			done += len(lines) - 1
			n := traces(t, filepath.Join(base, "vault"), old)
			if now != epoch && n != 0 || now == epoch && n != len(old) {
				t.Fatalf("epoch %d, then %d, and %d of %d old sections are there", epoch, now, n, len(old))
			}
		})
	}
	t.Logf("%d rotations in %d rounds", done, n)
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

// verified is sound for who may not read all: no findings in what they can check.
func verified(t *testing.T, s *Session) {
	t.Helper()
	if rep, err := s.Verify(true); err != nil || !rep.OK {
		t.Fatalf("%+v, %v", rep, err)
	}
}
