package vault

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/vault/internal/store"
)

// A Kept is a checkpoint that was kept outside of the vault: a signed note, or
// the groups of a printed one, which carry no signature.
type Kept struct {
	printed audit.Printed
	note    []byte // nil: printed
}

// ReadKept reads a note or groups as they come from a file, a phone that
// scanned the printed code, or somebody who types: line ends and white space
// around do not count.
func ReadKept(b []byte) (Kept, error) {
	text := strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n"))
	if !strings.HasPrefix(text, audit.Origin("")) {
		p, err := audit.ReadGroups(text)
		if err != nil {
			return Kept{}, fail(Usage, "neither a signed checkpoint nor the groups of a printed one: %w", err)
		}
		return Kept{printed: p}, nil
	}
	note := []byte(text + "\n")
	c, err := audit.ReadCheckpoint(note)
	if err != nil {
		return Kept{}, fail(Usage, "read the kept checkpoint: %w", err)
	}
	p, err := c.Printed()
	if err != nil {
		return Kept{}, fail(Usage, "read the kept checkpoint: %w", err)
	}
	return Kept{p, note}, nil
}

// A mark is what the log once was, who says so, and the word of "checked" that
// it belongs to.
type mark struct {
	check, what string
	audit.Checkpoint
}

// against holds the log against every checkpoint there is: those that were
// kept, the stored one, HEAD, and what was last seen here. Each alone says only
// that history differs; together they say between which entries.
func (w *verification) against(kept []Kept) {
	var marks []mark
	id := w.r.VaultID()
	for _, k := range kept {
		m := mark{"against", fmt.Sprintf("the kept checkpoint of %d entries", k.printed.Size),
			audit.Checkpoint{Origin: w.r.origin(), Size: k.printed.Size, Root: k.printed.Root}}
		switch {
		case k.printed.Vault != [8]byte(id[:8]):
			w.find(-1, m.check, "%s is of another vault (%x…, this one is %x…): this one was put in its place, or the wrong checkpoint was named", m.what, k.printed.Vault, id[:8])
		case k.note == nil:
			marks = append(marks, m)
		default:
			marks = w.signedMark(marks, m.check, m.what, k.note)
		}
	}
	n := len(marks)
	marks = w.signedMark(marks, "head", "the stored checkpoint", w.r.note)
	if size := w.r.edge.Size(); len(marks) > n && marks[n].Size < size {
		w.find(marks[n].Size, "head", "no signed checkpoint covers the entries from %d on", marks[n].Size)
	}
	if head, err := w.r.st.ReadHead(); err != nil {
		w.find(-1, "head", "the file HEAD is missing or cannot be read")
	} else {
		marks = w.signedMark(marks, "head", "the file HEAD", head)
	}
	w.hold(w.lastSeenMarks(marks))
}

func (w *verification) lastSeenMarks(marks []mark) []mark {
	if w.r.aside {
		return marks
	}
	for _, path := range w.r.lastSeenPaths(w.r.idFile) {
		switch b, err := store.ReadRegular(path, maxLastSeen); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			w.find(-1, "head", "what was last seen on this machine cannot be read")
		case !w.r.lostByRestore(b):
			marks = w.signedMark(marks, "head", "what was last seen on this machine", b)
		}
	}
	return marks
}

// signedMark adds what a note says, if it counts.
func (w *verification) signedMark(marks []mark, check, what string, note []byte) []mark {
	c, err := w.r.signed(note, what)
	if err != nil {
		w.find(-1, check, "%v", err)
		return marks
	}
	return append(marks, mark{check, what, c})
}

// hold finds since when the log differs from the marks. same is how many
// entries, at the least, are those of then. What this session has written since
// it opened the vault does not count: an older copy would look forked, not cut.
func (w *verification) hold(marks []mark) {
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.Size, b.Size) })
	same := int64(0)
	told := map[string]int64{"head": -1, "against": -1}
	longest := make(map[string]mark)
	for _, m := range marks {
		root, err := w.rootAt(m.Size)
		switch {
		case err != nil:
			w.find(-1, m.check, "the tree's hashes at %d entries cannot be read", m.Size)
		case root == m.Root:
			same = m.Size
		case m.Size > w.r.opened:
			longest[m.check] = m
		case told[m.check] != same: // a later mark adds nothing
			told[m.check] = same
			w.find(same, m.check, "the log is not what it was: %s", w.r.excused(m.Checkpoint, sameAs(same), changed(same, m.Size-1, m.what)))
		}
	}
	for _, check := range []string{"head", "against"} {
		if m, ok := longest[check]; ok {
			knows := fmt.Sprintf("%s knows %d, the log had %d", m.what, m.Size, w.r.opened)
			w.find(w.r.opened, check, "entries from %d on are lost, or an older state was put back: %s", w.r.opened, w.r.excused(m.Checkpoint, knows))
		}
	}
}

// rootAt returns the root of the first n entries, of more than there are none.
func (w *verification) rootAt(n int64) (tlog.Hash, error) {
	if n > w.r.edge.Size() {
		return tlog.Hash{}, nil
	}
	at, err := audit.ReadEdge(n, w.r)
	if err != nil {
		return tlog.Hash{}, err
	}
	return at.Root(), nil
}

// excused says what was found, and whether the log itself has an explanation.
// That is an admin's word, and a finding all the same.
func (r *Reader) excused(c audit.Checkpoint, found ...string) string {
	if r.explained(c) {
		found = append(found, "the log says that a restore lost entries there")
	}
	return strings.Join(found, "; ")
}

func sameAs(n int64) string {
	if n == 0 {
		return "nothing kept shows that its beginning is the same"
	}
	return fmt.Sprintf("the first %d entries are the same as then", n)
}

func changed(first, last int64, mark string) string {
	if first == last {
		return fmt.Sprintf("entry %d was changed, removed or put in, as %s shows", first, mark)
	}
	return fmt.Sprintf("an entry from %d to %d was changed, removed or put in, as %s shows", first, last, mark)
}
