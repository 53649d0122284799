package audit

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint says what the log was: how many entries, and their root.
//
// Signed, it is a C2SP tlog-checkpoint, a signed note
// (https://c2sp.org/signed-note) whose text is
//
//	casevault/<vault id>
//	<size>
//	<root, base64>
//
// with one Ed25519 signature by the log key, named by the same origin.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

// Origin returns the first line of a vault's checkpoints.
func Origin(vaultID string) string { return "casevault/" + vaultID }

// Text returns the note's text.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root)
}

// Sign returns the signed note. The seed is that of the log key, 32 bytes.
func (c Checkpoint) Sign(seed []byte) ([]byte, error) {
	signer, err := newSigner(c.Origin, seed)
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: c.Text()}, signer)
}

const maxCheckpoint = 4096

// ReadCheckpoint parses a signed note without checking its signature, which
// [Checkpoint.Verify] does: one must know the size to know the key in force.
func ReadCheckpoint(b []byte) (Checkpoint, error) {
	var c Checkpoint
	if len(b) > maxCheckpoint {
		return c, errors.New("too large for a checkpoint")
	}
	// note.Open refuses to return the text of a note that nobody known signed,
	// but hands it over inside that error, parsed as strictly.
	_, err := note.Open(b, note.VerifierList())
	var unverified *note.UnverifiedNoteError
	if !errors.As(err, &unverified) {
		return c, errors.New("not a signed note")
	}
	p := lines{rest: unverified.Note.Text}
	c.Origin = p.next()
	c.Size = p.number("")
	c.Root = p.root("")
	if p.err != nil || c.Text() != unverified.Note.Text {
		return c, errors.New("not the text of a checkpoint")
	}
	return c, nil
}

// Verify checks that b is c's note, signed by the log key public (32 bytes).
func (c Checkpoint) Verify(b, public []byte) error {
	v, err := note.NewVerifier(VerifierKey(c.Origin, public))
	if err != nil {
		return fmt.Errorf("log key: %w", err)
	}
	n, err := note.Open(b, note.VerifierList(v))
	if err != nil || n.Text != c.Text() {
		return errors.New("not signed by the log key in force at that size")
	}
	return nil
}

// VerifierKey returns the public half of the log key in the form that
// sumdb/note's NewVerifier takes.
func VerifierKey(origin string, public []byte) string {
	key, err := note.NewEd25519VerifierKey(origin, ed25519.PublicKey(public))
	if err != nil {
		return ""
	}
	return key
}

// newSigner builds a note signer through the package's own key format
// (PRIVATE+KEY+<name>+<hash>+<keydata>), the only way in.
func newSigner(origin string, seed []byte) (note.Signer, error) {
	private := ed25519.NewKeyFromSeed(seed)
	// <name>+<hash>+<keydata>: take the hash of the verifier key.
	vkey := VerifierKey(origin, private.Public().(ed25519.PublicKey))
	if vkey == "" {
		return nil, errors.New("log key: origin not fit for a note")
	}
	hash := vkey[len(origin)+1 : len(origin)+1+8]
	data := base64.StdEncoding.EncodeToString(append([]byte{1}, seed...))
	return note.NewSigner("PRIVATE+KEY+" + origin + "+" + hash + "+" + data)
}
