package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/vault/internal/store"
)

func kept(t *testing.T, b []byte) Kept {
	t.Helper()
	k, err := ReadKept(b)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func keptIf(t *testing.T, b []byte) []Kept {
	t.Helper()
	if b == nil {
		return nil
	}
	return []Kept{kept(t, b)}
}

// printed is what somebody would type from the printed page of a checkpoint.
func printed(t *testing.T, note []byte) Kept {
	t.Helper()
	c, err := audit.ReadCheckpoint(note)
	if err != nil {
		t.Fatal(err)
	}
	p, err := c.Printed()
	if err != nil {
		t.Fatal(err)
	}
	return kept(t, []byte(strings.ToLower(p.Groups())))
}

func TestReadKept(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	note := s.Checkpoint()
	whole := kept(t, note)
	for name, b := range map[string][]byte{
		"from Windows":    bytes.ReplaceAll(note, []byte("\n"), []byte("\r\n")),
		"without its end": bytes.TrimSpace(note),
		"in white space":  append([]byte("\n  "), append(note, "\n\n"...)...),
	} {
		if k := kept(t, b); string(k.note) != string(whole.note) || k.printed != whole.printed {
			t.Errorf("a note %s reads as %+v", name, k)
		}
	}
	if k := printed(t, note); k.note != nil || k.printed != whole.printed {
		t.Errorf("groups read as %+v", k)
	}
	for _, bad := range []string{"", "no checkpoint", "casevault/", "casevault/7f3a\n1\n", strings.Replace(string(note), "casevault/", "casevault/0", 2)} {
		_, err := ReadKept([]byte(bad))
		wantKind(t, err, Usage)
	}
}

// A fork is a vault of which an old copy was put back, state folder and all,
// and worked on until its log was as long as before.
type fork struct {
	base  string
	notes map[int64][]byte // of the history before, by size
}

func newFork(t *testing.T) fork {
	f := fork{newVault(t), make(map[int64][]byte)}
	old := filepath.Join(t.TempDir(), "old")
	grow := func(object string, until int64) {
		with(t, f.base, func(s *Session) {
			for s.edge.Size() < until {
				add(t, s, object)
				if f.notes[s.edge.Size()] == nil {
					f.notes[s.edge.Size()] = s.Checkpoint()
				}
			}
		})
	}
	grow(`{"case_id":"A-1"}`, 4)
	copyTree(t, f.base, old)
	grow(`{"case_id":"A-2"}`, 8)
	replaceTree(t, old, f.base)
	grow(`{"case_id":"B-1"}`, 7)
	return f
}

// TestAgainst: a checkpoint that was carried away finds a fork even when
// everything that lies around was replaced, and several say where it begins.
func TestAgainst(t *testing.T) {
	t.Parallel()
	f := newFork(t)
	for _, tt := range []struct {
		kept string // sizes; p: printed
		seq  int64  // of the finding; -2: none
		says string
	}{
		{"3", -2, ""},
		{"3 p4", -2, ""},
		{"6", 0, "an entry from 0 to 5 was changed, removed or put in, as the kept checkpoint of 6 entries shows"},
		{"p6", 0, "an entry from 0 to 5 was"},
		{"6 3 7", 3, "the first 3 entries are the same as then; an entry from 3 to 5 was"},
		{"3 p5 p4", 4, "the first 4 entries are the same as then; entry 4 was"},
		{"8", 7, "entries from 7 on are lost, or an older state was put back: the kept checkpoint of 8 entries knows 8, the log had 7"},
	} {
		var all []Kept
		for size := range strings.FieldsSeq(tt.kept) {
			note := f.notes[int64(size[len(size)-1]-'0')]
			if size[0] == 'p' {
				all = append(all, printed(t, note))
			} else {
				all = append(all, kept(t, note))
			}
		}
		r := reading(t, testConfig(f.base), false)
		rep, err := r.Verify(all...)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		wantFinding(t, "against "+tt.kept, rep, tt.seq, tt.says)
		if rep.Checked[len(rep.Checked)-1] != "against" {
			t.Errorf("against %s: checked %v", tt.kept, rep.Checked)
		}
	}
	with(t, f.base, func(s *Session) {
		rep, err := s.Verify(false, kept(t, f.notes[6]))
		if err != nil {
			t.Fatal(err)
		}
		wantFinding(t, "in a session", rep, 0, "an entry from 0 to 5")
		// The session's own entries are not what was lost.
		if rep, err = s.Verify(false, kept(t, f.notes[3]), kept(t, f.notes[8])); err != nil {
			t.Fatal(err)
		}
		wantFinding(t, "in a session that has written", rep, 7, "knows 8, the log had 7")
		if rep, err = s.Verify(false, kept(t, s.Checkpoint())); err != nil {
			t.Fatal(err)
		}
		wantFinding(t, "against what the session wrote", rep, -2, "")
	})
}

// wantFinding wants exactly one finding, or for seq -2 none.
func wantFinding(t *testing.T, name string, rep *Report, seq int64, says string) {
	t.Helper()
	if seq == -2 {
		if !rep.OK || len(rep.Findings) != 0 {
			t.Errorf("%s: %+v", name, rep)
		}
	} else if rep.OK || len(rep.Findings) != 1 || rep.Findings[0].Seq != seq || !strings.Contains(rep.Findings[0].What, says) {
		t.Errorf("%s: %+v, want %q at %d", name, rep, says, seq)
	}
}

// TestAgainstForged: a checkpoint counts if the log key signed it, and it must
// be of this vault.
func TestAgainstForged(t *testing.T) {
	t.Parallel()
	base, other := newVault(t), open(t, newVault(t))
	s := open(t, base)
	forged := bytes.Clone(s.Checkpoint())
	c, err := audit.ReadCheckpoint(forged)
	if err != nil {
		t.Fatal(err)
	}
	if forged, err = c.Sign(make([]byte, 32)); err != nil {
		t.Fatal(err)
	}
	rep, err := s.Verify(false, kept(t, forged))
	if err != nil {
		t.Fatal(err)
	}
	wantFinding(t, "signed with another key", rep, -1, "not signed by the log key")
	for _, k := range []Kept{kept(t, other.Checkpoint()), printed(t, other.Checkpoint())} {
		if rep, err = s.Verify(false, k); err != nil {
			t.Fatal(err)
		}
		wantFinding(t, "of another vault", rep, -1, "is of another vault")
	}
}

// TestOpenToVerify: where HEAD or what was last seen stops everybody, verify
// still says what differs, and since when.
func TestOpenToVerify(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		do   func(t *testing.T, f fork, dir string) // dir is the vault
		seq  int64
		says string
	}{
		"last seen": {func(t *testing.T, f fork, _ string) {
			seen, err := filepath.Glob(filepath.Join(f.base, "state", "last-seen", "*"))
			if err != nil || len(seen) != 1 {
				t.Fatal(seen, err)
			}
			write(t, seen[0], f.notes[6])
		}, 3, "the first 3 entries are the same as then; an entry from 3 to 5 was changed, removed or put in, as what was last seen"},
		"HEAD of a longer log": {func(t *testing.T, f fork, dir string) {
			write(t, filepath.Join(dir, "HEAD"), f.notes[8])
		}, 7, "entries from 7 on are lost"},
		"no HEAD": {func(t *testing.T, f fork, dir string) {
			if err := os.Remove(filepath.Join(dir, "HEAD")); err != nil {
				t.Fatal(err)
			}
		}, -1, "HEAD is missing"},
		"an older stored checkpoint": {func(t *testing.T, f fork, dir string) {
			sc := &scene{t: t, base: f.base}
			sc.change(func(*store.Store) store.Batch {
				return store.Batch{Put: []store.KV{{Key: []byte{prefixHead}, Value: f.notes[4]}}}
			})
		}, 4, "no signed checkpoint covers the entries from 4 on"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFork(t)
			tt.do(t, f, filepath.Join(f.base, "vault"))
			_, err := OpenReader(testConfig(f.base), false)
			wantKind(t, err, Integrity)
			r, err := OpenToVerify(testConfig(f.base), "")
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			rep, err := r.Verify(kept(t, f.notes[3]))
			if err != nil {
				t.Fatal(err)
			}
			wantFinding(t, name, rep, tt.seq, tt.says)
		})
	}
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
