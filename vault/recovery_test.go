package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
)

// withSet makes a recovery set as a ceremony does, and returns its shares.
func withSet(t *testing.T, base string, shares, threshold int) (out []audit.Share) {
	t.Helper()
	with(t, base, func(s *Session) {
		var err error
		if out, err = s.NewShares(shares, threshold); err != nil {
			t.Fatal(err)
		}
		x, err := s.Establish(out, "first day")
		if err != nil || x.Shares != shares || x.Threshold != threshold || x.Member != "kim" {
			t.Fatalf("%+v, %v", x, err)
		}
		sound(t, s)
	})
	return out
}

func recoverIn(base, label string, shares ...audit.Share) (string, error) {
	return Recover(testConfig(base), shares, NewAdmin{Label: label, Passphrase: testPassphrase, WorkFactor: 10}, "nobody is left")
}

// TestRecover: after rotations and a revocation, which nobody typed a share for,
// two sheets bring an admin back who opens everything, and the vault is sound.
func TestRecover(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	shares := withSet(t, base, 3, 2)
	var before string
	with(t, base, func(s *Session) {
		if _, err := s.Rotate(context.Background(), nil, "yearly"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Revoke(context.Background(), "lee", true, "left"); err != nil {
			t.Fatal(err)
		}
		add(t, s, `{"case_id":"A-9","legal_name":"이순신","health_notes":"well"}`)
		before = digest(t, s)
		st, err := s.Status()
		if err != nil || st.Recovery == nil || len(codes(st.Warnings)) != 0 {
			t.Errorf("%+v, %v", st, err)
		}
	})
	_, err := recoverIn(base, "ahn", shares[1])
	wantKind(t, err, WrongShares)
	path, err := recoverIn(base, "ahn", shares[2], shares[0])
	if err != nil || path != memberFile(base, "ahn") {
		t.Fatalf("%s, %v", path, err)
	}
	as(t, base, "ahn", func(s *Session) {
		if digest(t, s) != before {
			t.Error("the new admin does not read what there was")
		}
		sound(t, s)
		if n := actions(t, s); n["recovery"] != 2 {
			t.Errorf("entries %v", n)
		}
		st, err := s.Status()
		if err != nil || !slices.Equal(codes(st.Warnings), []string{"recovery-used"}) {
			t.Errorf("warnings %v, %v", st.Warnings, err)
		}
		if _, err := s.Revoke(context.Background(), "kim", true, "gone"); err != nil {
			t.Fatal(err)
		}
		verified(t, s)
	})
	_, err = recoverIn(base, "ahn", shares[2], shares[0])
	wantKind(t, err, Usage) // a name that is taken
	_, err = recoverIn(base, "bae", shares...)
	if err != nil { // still the set in force: a vault without an admin would be lost
		t.Error(err)
	}
}

func codes(notices []Notice) (out []string) {
	for _, n := range notices {
		out = append(out, n.Code)
	}
	return out
}

// TestNewSetEndsTheOld: a new set takes everything from the one before it, and
// who made a set and left makes a new one due.
func TestNewSetEndsTheOld(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	old := withSet(t, base, 3, 2)
	shares := withSet(t, base, 2, 2)
	_, err := recoverIn(base, "ahn", old...)
	if text := wantKind(t, err, WrongShares); !strings.Contains(text, "share 1 of set 1: other-set") {
		t.Error(text)
	}
	// The keys of the old set, by somebody who has its blobs from an old copy: none
	// of what is in force is sealed to them.
	with(t, base, func(s *Session) {
		ring, err := s.readKeyring()
		if err != nil {
			t.Fatal(err)
		}
		secret, err := crypto.CombineShares(2, map[int][32]byte{1: old[0].Value, 2: old[1].Value})
		if err != nil {
			t.Fatal(err)
		}
		id, err := secret.Identity("recovery/1", s.VaultID())
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for slot, blob := range ring {
			if slot.Label == "recovery/1" {
				t.Errorf("%s is still in the keyring", slot)
			}
			if slot.Label == "recovery/2" {
				n++
			}
			if _, err := id.OpenSecret(blob, slot.What, slot.Epoch); !errors.Is(err, crypto.ErrWrongKey) {
				t.Errorf("the old set and %s: %v", slot, err)
			}
		}
		if n != 7 {
			t.Errorf("%d blobs of the new set", n)
		}
		enrol(t, s, "ahn", []string{audit.RoleAdmin}, audit.Compartments())
	})
	as(t, base, "ahn", func(s *Session) {
		if _, err := s.Revoke(context.Background(), "kim", true, ""); err != nil {
			t.Fatal(err)
		}
		st, err := s.Status()
		if err != nil || !slices.Equal(codes(st.Warnings), []string{"recovery-maker"}) {
			t.Errorf("warnings %v, %v", st.Warnings, err)
		}
	})
	if _, err := recoverIn(base, "bae", shares...); err != nil {
		t.Error(err)
	}
}

func TestRecoveryIsRefused(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	_, err := recoverIn(base, "ahn")
	wantKind(t, err, NotFound)
	as(t, base, "lee", func(s *Session) {
		_, err := s.NewShares(3, 2)
		wantKind(t, err, NotPermitted)
	})
	as(t, base, "choi", func(s *Session) { // an admin who holds work alone
		_, err := s.NewShares(3, 2)
		if text := wantKind(t, err, NotPermitted); !strings.Contains(text, "does not hold identity; it can be granted by: kim") {
			t.Error(text)
		}
	})
	other := withSet(t, newVault(t), 3, 2)
	with(t, base, func(s *Session) {
		for _, bad := range [][2]int{{1, 1}, {3, 1}, {2, 3}, {17, 2}, {0, 0}, {-1, -2}} {
			_, err := s.NewShares(bad[0], bad[1])
			wantKind(t, err, Usage)
		}
		mine, err := s.NewShares(3, 2)
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.NewShares(3, 2)
		if err != nil {
			t.Fatal(err)
		}
		three, err := s.NewShares(3, 3)
		if err != nil {
			t.Fatal(err)
		}
		later := mine[2]
		later.Set = 2
		changed := mine[2]
		changed.Value[0] ^= 1
		for name, shares := range map[string][]audit.Share{
			"none": nil, "one missing": mine[:2], "one twice": {mine[0], mine[1], mine[1]}, "one twice and all": append(slices.Clone(mine), mine[0]),
			"another vault's": {mine[0], mine[1], other[2]}, "another ceremony's": {mine[0], mine[1], again[2]},
			"another threshold": {mine[0], mine[1], three[2]}, "another set": {mine[0], mine[1], later}, "one changed": {mine[0], mine[1], changed},
		} {
			if _, err := s.Establish(shares, ""); KindOf(err) != WrongShares {
				t.Errorf("%s: %v", name, err)
			}
		}
		if s.roster.Recovery() != nil {
			t.Error("a refused set is in force")
		}
	})
}

// TestDrill names each share, and says that enough are enough only when every
// key opens.
func TestDrill(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	old := withSet(t, base, 3, 2)
	shares := withSet(t, base, 3, 2)
	other := withSet(t, newVault(t), 3, 2)
	changed := shares[1]
	changed.Value[5] ^= 1
	drill := func(some ...audit.Share) *Drill {
		t.Helper()
		r := reading(t, testConfig(base), false)
		defer r.Close()
		d, err := r.Drill(some)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if d := drill(shares[2], shares[0]); !d.Enough || d.Right != 2 {
		t.Errorf("%+v", d)
	}
	d := drill(other[0], old[1], changed, shares[0], shares[0])
	var verdicts []string
	for _, v := range d.Shares {
		verdicts = append(verdicts, v.Verdict)
	}
	if d.Enough || d.Right != 1 || !slices.Equal(verdicts, []string{"other-vault", "other-set", "changed", "right", "twice"}) {
		t.Errorf("%v, %+v", verdicts, d)
	}
	with(t, base, func(s *Session) {
		if err := s.LogDrill(d, "yearly"); err != nil {
			t.Fatal(err)
		}
		found, err := s.AuditLog(LogFilter{Action: "recovery"})
		if err != nil || len(found) != 3 || found[2].Outcome != "failed" || !slices.Equal(found[2].Notes, []string{"drill", "set:2", "right:1"}) {
			t.Errorf("%+v, %v", found, err)
		}
	})
	// A blob of the set is gone from the keyring: the sheets are right, and do not help.
	ring := filepath.Join(base, "vault", "store", "gen-000001", "keyring")
	b := contents(t, ring)
	k, err := crypto.ParseKeyring(b)
	if err != nil {
		t.Fatal(err)
	}
	delete(k, crypto.Slot{Label: "recovery/2", What: "health", Epoch: 1})
	if err := os.WriteFile(ring, k.Marshal(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := reading(t, testConfig(base), false)
	defer r.Close()
	_, err = r.Drill(shares)
	wantKind(t, err, Integrity)
	if rep, err := r.Check(); err != nil || rep.OK {
		t.Errorf("check does not miss the set's key: %+v, %v", rep, err)
	}
}

// TestRecoverForeign puts a vault under the shares that somebody else made, and
// announced the true set's public keys in it: the shares open nothing there.
func TestRecoverForeign(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	shares := withSet(t, base, 2, 2)
	var real *audit.RecoverySet
	with(t, base, func(s *Session) { real = s.roster.Recovery() })
	mallory := newVault(t)
	with(t, mallory, func(s *Session) {
		x := real.Recovery
		for i := range shares { // as if the first eight bytes of the vaults' ids were one
			shares[i].Vault = [8]byte(s.roster.Vault[:8])
		}
		st := &audit.Statement{Kind: "recovery", Recovery: &x, Shares: []audit.ShareHash{{N: 1, Hash: shares[0].Hash()}, {N: 2, Hash: shares[1].Hash()}}}
		if err := s.grant(st, x.Recipient, "recovery/1", append(audit.Compartments(), "log"), audit.Event{Action: "recovery"}); err != nil {
			t.Fatal(err)
		}
	})
	_, err := recoverIn(mallory, "ahn", shares...)
	if text := wantKind(t, err, Integrity); !strings.Contains(text, "not the one that they were made for") {
		t.Error(text)
	}
}

// TestRecoveryFaults loses every write of a ceremony and of a recovery, and
// reports landed ones as failed: the vault stays sound, and one of the two sets
// of shares always opens it.
func TestRecoveryFaults(t *testing.T) {
	t.Parallel()
	template := newVault(t)
	old := withSet(t, template, 2, 2)
	base := filepath.Join(t.TempDir(), "b")
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			replaceTree(t, template, base)
			f := &fault{k: k, landed: landed}
			var shares []audit.Share
			_, _, err := f.run(t, base, func(s *Session) (bool, error) {
				var err error
				if shares, err = s.NewShares(2, 2); err != nil {
					return false, err
				}
				_, err = s.Establish(shares, "")
				return err == nil, err
			})
			if more = f.failed() != ""; !more && err != nil {
				t.Fatal(err)
			}
			inForce := old
			with(t, base, func(s *Session) {
				sound(t, s)
				if s.roster.Recovery().Set == 2 {
					inForce = shares
				} else if err == nil {
					t.Fatalf("%q failed: acknowledged, but the old set is in force", f.failed())
				}
			})
			if _, err := recoverIn(base, "ahn", inForce...); err != nil {
				t.Fatalf("%q failed: the set in force opens nothing: %v", f.failed(), err)
			}
		}
		for k, more := 1, true; more; k++ {
			replaceTree(t, template, base)
			f := &fault{k: k, landed: landed}
			cfg := testConfig(base)
			cfg.Step = f.step
			_, err := Recover(cfg, old, NewAdmin{Label: "ahn", Passphrase: testPassphrase, WorkFactor: 10}, "")
			if more = f.failed() != ""; !more && err != nil {
				t.Fatal(err)
			}
			with(t, base, func(s *Session) {
				sound(t, s)
				if err == nil && s.roster.Member("ahn") == nil {
					t.Fatalf("%q failed: acknowledged, but ahn is no member", f.failed())
				}
			})
			if _, err := recoverIn(base, "bae", old...); err != nil {
				t.Fatalf("%q failed: the shares open nothing any more: %v", f.failed(), err)
			}
			as(t, base, "bae", func(s *Session) {
				sound(t, s)
				if s.roster.Member("ahn") == nil {
					return
				}
				id, err := FindIdentity(s.cfg, "ahn")
				if err != nil {
					t.Fatalf("%q failed: ahn is a member without an identity: %v", f.failed(), err)
				}
				if _, err := readPinned(s.cfg, id, testPassphrase); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}
