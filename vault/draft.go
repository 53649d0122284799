package vault

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"casevault/crypto"
)

// A Draft is a note or a form that is being typed. It lies in the vault's folder, sealed
// to its writer alone, so that a power cut or a closed window loses at most the
// line that was not ended. It is not part of any record, and nobody but the
// writer can tell of which it is meant to become one.
//
// A member has at most one note and one form that are not finished: who is called
// away from a form can write a note.
//
// The files drafts/LABEL.age, of a note, and forms/LABEL.age are age files for
// the member's own recipient around the JSON of this struct. Anyone can make such
// a file: what is in it is shown to its writer, and stored only when they say so.
type Draft struct {
	Version int       `json:"v"`               // 1
	Kind    string    `json:"kind,omitempty"`  // of a form: add, edit; "" is a note
	Asked   string    `json:"asked,omitempty"` // of a form: says which questions its lines answer
	Ref     string    `json:"ref"`             // of the record, as it was typed; of an add: the template
	Time    time.Time `json:"time"`            // when it was begun
	Text    string    `json:"text"`            // lines; the last may not be ended

	cfg  Config
	id   *crypto.Identity
	path string
}

// OpenDraft returns the member's draft, an empty one if there is none. The vault
// itself stays closed meanwhile: others can work while somebody types.
func OpenDraft(cfg Config, idFile string, p crypto.Passphrase) (*Draft, error) {
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
	return draftIn(cfg, id, "drafts"), nil
}

// Draft is [OpenDraft] in a session. It waits for nobody.
func (s *Session) Draft() *Draft { return draftIn(s.cfg, s.id, "drafts") }

// Form returns the member's form that is not finished, an empty one if there is
// none. It stays usable when the session is closed.
func (s *Session) Form() *Draft { return draftIn(s.cfg, s.id, "forms") }

// draftIn reads the draft of a member whose label can be that of a file.
func draftIn(cfg Config, id *crypto.Identity, folder string) *Draft {
	d := draftOf(cfg, id, folder)
	err := d.read()
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		cfg.notice("draft-unreadable")
	}
	if err != nil {
		d.clear()
	}
	return d
}

func draftOf(cfg Config, id *crypto.Identity, folder string) *Draft {
	return &Draft{cfg: cfg, id: id, path: draftPath(cfg, folder, id.Label)}
}

func draftPath(cfg Config, folder, label string) string {
	return filepath.Join(cfg.Dir, folder, label+".age")
}

// draftFolders are where a member's drafts lie.
func draftFolders() []string { return []string{"drafts", "forms"} }

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
