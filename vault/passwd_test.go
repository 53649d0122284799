package vault

import (
	"path/filepath"
	"testing"

	"casevault/crypto"
)

const otherPassphrase = crypto.Passphrase("quite another staple")

// opens reports whether a passphrase opens the vault.
func opens(t *testing.T, base string, p crypto.Passphrase) bool {
	t.Helper()
	s, err := Open(testConfig(base), identityIn(base), p)
	if err != nil {
		wantKind(t, err, WrongPassphrase)
		return false
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return true
}

func TestPasswd(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		wantKind(t, s.Passwd(otherPassphrase, 9), Usage)
		if err := s.Passwd(otherPassphrase, 0); err != nil {
			t.Fatal(err)
		}
	})
	if opens(t, base, testPassphrase) || !opens(t, base, otherPassphrase) {
		t.Error("the old passphrase opens it, or the new one does not")
	}
	s := opened(t, testConfig(base), identityIn(base), otherPassphrase)
	defer s.Close()
	if s.id.WorkFactor != 10 || actions(t, s)["passwd"] != 1 {
		t.Errorf("work factor %d, %v", s.id.WorkFactor, actions(t, s))
	}
	if err := s.Passwd(testPassphrase, 11); err != nil {
		t.Fatal(err)
	}
	if again, err := readIdentity(testConfig(base), identityIn(base), testPassphrase); err != nil || again.WorkFactor != 11 {
		t.Errorf("%v", err)
	}
}

// TestPasswdFaults fails each write of a change of the passphrase: one of the two
// opens the vault, and no change is without its entry.
func TestPasswdFaults(t *testing.T) {
	t.Parallel()
	template := newVault(t)
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			base := filepath.Join(t.TempDir(), "b")
			copyTree(t, template, base)
			f := &fault{k: k, landed: landed}
			_, _, err := f.run(t, base, func(s *Session) (bool, error) { return false, s.Passwd(otherPassphrase, 0) })
			more = f.failed() != ""
			p, changed := testPassphrase, opens(t, base, otherPassphrase)
			if changed {
				p = otherPassphrase
			}
			s, err2 := Open(testConfig(base), identityIn(base), p)
			if err2 != nil {
				t.Fatalf("%q failed: %v", f.failed(), err2)
			}
			n := actions(t, s)["passwd"]
			sound(t, s)
			s.Close()
			switch {
			case changed && n == 0:
				t.Errorf("%q failed: changed without an entry", f.failed())
			case err == nil && !changed:
				t.Errorf("%q failed: acknowledged, and not changed", f.failed())
			case err != nil && changed && KindOf(err) != Unknown:
				t.Errorf("%q failed as %q, but the passphrase is another", f.failed(), KindOf(err))
			case !more && err != nil:
				t.Error(err)
			}
		}
	}
}
