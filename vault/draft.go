package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"casevault/crypto"
)

// A Draft is a note or a form that is being typed. It lies in the vault's folder, sealed
// to its writer alone, so that a power cut or a closed window loses at most the
// line that was not ended. It is not part of any record, and nobody but the
// writer can tell of which it is meant to become one.
//
// Who is called away from one can begin another: a member has up to nine notes and
// nine forms that are not finished; of these one is an add, the others edits of
// different records.
//
// The files drafts/LABEL.age, of a note, and forms/LABEL.age are age files for the
// member's own recipient, and so are LABEL+2.age to LABEL+9.age beside them,
// around the JSON of this struct. Anyone can make such a file: what is in it is
// shown to its writer, and stored only when they say so.
type Draft struct {
	Version int       `json:"v"`               // 1
	Kind    string    `json:"kind,omitempty"`  // of a form: add, edit; "" is a note
	Asked   string    `json:"asked,omitempty"` // of a form: says which questions its lines answer
	Ref     string    `json:"ref"`             // of the record, as it was typed; of an add: the template
	Time    time.Time `json:"time"`            // when it was begun
	Text    string    `json:"text"`            // lines; the last may not be ended

	cfg    Config
	id     *crypto.Identity
	path   string
	others []*Draft
}

const maxDrafts = 9

// OpenDraft returns the member's note for a record, an empty one if there is none
// yet, or where there are nine for others, one of those. The vault itself stays
// closed meanwhile: others can work while somebody types.
func OpenDraft(cfg Config, idFile string, p crypto.Passphrase, ref string) (*Draft, error) {
	id, err := readIdentity(cfg, idFile, p)
	if err != nil {
		return nil, err
	}
	if err := checkLabel(id.Label); err != nil { // it becomes the name of a file
		return nil, err
	}
	if err := usable(id, false); KindOf(err) == OneTime {
		return nil, err // whoever made it could read along
	}
	return draftFor(cfg, id, "drafts", func(d *Draft) bool { return d.Ref == ref }), nil
}

// Draft is [OpenDraft] in a session. It waits for nobody.
func (s *Session) Draft(ref string) *Draft {
	return draftFor(s.cfg, s.id, "drafts", func(d *Draft) bool { return d.Ref == ref })
}

// Form is Draft for a form: the add, whatever its template, or the edit of a record.
// It stays usable when the session is closed.
func (s *Session) Form(kind, ref string) *Draft {
	return draftFor(s.cfg, s.id, "forms", func(d *Draft) bool { return d.Kind == kind && (kind == "add" || d.Ref == ref) })
}

// Unfinished returns all that the member has begun and not finished.
func (s *Session) Unfinished() (all []*Draft) {
	for _, folder := range draftFolders() {
		some, _ := unfinished(s.cfg, s.id, folder)
		all = append(all, some...)
	}
	return all
}

// draftFor chooses the draft that is the same, or a new one.
func draftFor(cfg Config, id *crypto.Identity, folder string, same func(*Draft) bool) *Draft {
	all, chosen := unfinished(cfg, id, folder)
	if chosen == nil {
		chosen = all[0]
	}
	if i := slices.IndexFunc(all, same); i >= 0 {
		chosen = all[i]
	}
	chosen.others = slices.DeleteFunc(all, func(d *Draft) bool { return d == chosen })
	return chosen
}

// unfinished reads the drafts of a member whose label can be that of a file. Another
// one may go where free says; nil: nowhere.
func unfinished(cfg Config, id *crypto.Identity, folder string) (all []*Draft, free *Draft) {
	for n := range maxDrafts {
		d := draftOf(cfg, id, folder, n)
		err := d.read()
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			cfg.notice("draft-unreadable")
		}
		switch {
		case err == nil && d.Text != "":
			all = append(all, d)
		case free == nil:
			d.clear()
			free = d
		}
	}
	return all, free
}

func draftOf(cfg Config, id *crypto.Identity, folder string, n int) *Draft {
	return &Draft{cfg: cfg, id: id, path: draftPath(cfg, folder, id.Label, n)}
}

// draftPath counts from 0.
func draftPath(cfg Config, folder, label string, n int) string {
	if n > 0 {
		label += fmt.Sprintf("+%d", n+1) // which no label can hold
	}
	return filepath.Join(cfg.Dir, folder, label+".age")
}

// draftFolders are where a member's drafts lie.
func draftFolders() []string { return []string{"drafts", "forms"} }

// hasDraft reports whether a member has something unfinished. It needs no key.
func (r *Reader) hasDraft(label string) bool {
	for _, folder := range draftFolders() {
		for n := range maxDrafts {
			if isOwnFile(draftPath(r.cfg, folder, label, n)) {
				return true
			}
		}
	}
	return false
}

// Others are those of the same sort that are not finished either.
func (d *Draft) Others() []*Draft { return d.others }

func (d *Draft) read() error {
	if err := readOwn(d.path, d.id, d); err != nil {
		return err
	}
	if d.Version != 1 {
		return errors.New("not a draft of version 1")
	}
	return nil
}

func (d *Draft) clear() { d.Kind, d.Asked, d.Ref, d.Text = "", "", "", "" }

// Begin makes it the draft of something else: the three texts are as in the
// struct.
func (d *Draft) Begin(kind, asked, ref string) {
	d.Version, d.Kind, d.Asked, d.Ref, d.Time, d.Text = 1, kind, asked, ref, d.cfg.Now(), ""
}

// Add appends a line. It is on the disk when Add returns.
func (d *Draft) Add(line string) error { return d.keep(line + "\n") }

// Half appends the beginning of a line.
func (d *Draft) Half(line string) error { return d.keep(line) }

func (d *Draft) keep(text string) error {
	d.Text += text
	if len(d.Text) > maxOwn {
		return fail(Failed, "what was typed is longer than %d bytes", maxOwn)
	}
	return d.sealTo(d.id.Recipient())
}

func (d *Draft) sealTo(recipients ...string) error {
	return writeOwn(d.cfg, d.path, d, recipients...)
}

// Discard removes it.
func (d *Draft) Discard() error {
	if err := os.Remove(d.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fail(Failed, "remove the draft: %w", err)
	}
	d.clear()
	return nil
}
