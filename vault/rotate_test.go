package vault

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"casevault/audit"
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

// verified is sound for who may not read all: no findings in what they can check.
func verified(t *testing.T, s *Session) {
	t.Helper()
	if rep, err := s.Verify(true); err != nil || !rep.OK {
		t.Fatalf("%+v, %v", rep, err)
	}
}
