package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"casevault/audit"
)

// TestNext: a session that lasts does what a new one would.
func TestNext(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		next := func() {
			t.Helper()
			if err := s.Next(); err != nil {
				t.Fatal(err)
			}
		}
		id := add(t, s, `{"legal_name":"홍길동"}`).String()
		next()
		before := s.keys["identity"].ID()
		if _, err := s.Rotate(t.Context(), nil, "a stick was lost"); err != nil {
			t.Fatal(err)
		}
		next()
		if s.keys["identity"].ID() == before {
			t.Error("the session goes on with the keys from before a rotation")
		}
		if _, err := s.Show(id, nil, ""); err != nil {
			t.Error(err)
		}
		kept, err := ReadKept(s.Checkpoint())
		if err != nil {
			t.Fatal(err)
		}
		next()
		if report, err := s.Verify(false, kept); err != nil || !report.OK {
			t.Errorf("held against a checkpoint of its own session: %+v, %v", report, err)
		}
		next()
		sound(t, s)
	})
}

// TestAside: the vault is free meanwhile, and what somebody else did is known
// afterwards.
func TestAside(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	s := open(t, base)
	mistake := errors.New("no file of that name")
	err := s.Aside(func() error {
		with(t, base, func(other *Session) { enrol(t, other, "lee", []string{audit.RoleCaseworker}, nil) })
		return mistake
	})
	if !errors.Is(err, mistake) || errors.Is(err, ErrOver) {
		t.Fatal(err)
	}
	if s.roster.Member("lee") == nil {
		t.Error("a member who was enrolled meanwhile is not known")
	}
	sound(t, s)
	err = s.Aside(func() error { return os.Remove(filepath.Join(base, "vault", "HEAD")) })
	if wantKind(t, err, Integrity); !errors.Is(err, ErrOver) {
		t.Errorf("the session should be over: %v", err)
	}
}

// TestNextAfterFault: a session whose write failed goes on with what is on the
// disk.
func TestNextAfterFault(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	for _, landed := range []bool{false, true} {
		cfg, lose := testConfig(base), false
		cfg.Step = func(op string, do func() error) error {
			if !lose || op != "commit" {
				return do()
			}
			lose = false
			if landed {
				return errors.Join(do(), os.ErrDeadlineExceeded)
			}
			return os.ErrDeadlineExceeded
		}
		s := opened(t, cfg, identityIn(base), testPassphrase)
		lose = true
		_, err := s.Add([]byte(`{"legal_name":"홍길동"}`), "")
		wantKind(t, err, Unknown)
		if err := s.Next(); err != nil {
			t.Fatal(err)
		}
		add(t, s, `{"legal_name":"이순신"}`)
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSeal: what was half typed opens in the next session of its writer alone.
func TestSeal(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var sealed []byte
	var err error
	with(t, base, func(s *Session) {
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, nil)
		if sealed, err = s.Seal("show 홍길"); err != nil {
			t.Fatal(err)
		}
	})
	with(t, base, func(s *Session) {
		if text, err := s.Unseal(sealed); text != "show 홍길" || err != nil {
			t.Errorf("%q, %v", text, err)
		}
	})
	as(t, base, "lee", func(s *Session) {
		if text, err := s.Unseal(sealed); err == nil {
			t.Errorf("lee opens %q", text)
		}
	})
}
