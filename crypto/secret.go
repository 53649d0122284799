package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// A Secret is one key that members are granted: of a compartment, of the log,
// or of a member's trail. Its blob in the keyring is an age file for hybrid
// recipients around
//
//	casevault-secret/v1
//	what WHAT            a compartment, "log" or "trail"
//	epoch N
//	key KEY              32 bytes
//	identity AGE-SECRET-KEY-PQ-1…   compartment audit only
//
// A blob proves nothing by itself, since anyone can encrypt to a recipient: it
// counts only if the log announces its hash (package audit).
type Secret struct {
	What  string
	Epoch int
	Key   [32]byte
	// Hybrid is the age identity that blobs sealed *to* the compartment open
	// with. Only audit has one: members seal their trail keys to it.
	Hybrid string
}

const secretVersion = "casevault-secret/v1"

// NewHybrid returns a fresh hybrid identity as text, with its recipient.
func NewHybrid() (identity, recipient string, err error) {
	h, err := age.GenerateHybridIdentity()
	if err != nil {
		return "", "", fmt.Errorf("make an age identity: %w", err)
	}
	return h.String(), h.Recipient().String(), nil
}

// Seal returns the secret's blob for the given age1pq1… recipients.
func (s *Secret) Seal(recipients ...string) ([]byte, error) {
	to, err := hybridRecipients(recipients)
	if err != nil {
		return nil, err
	}
	return sealTo(s.marshal(), to...)
}

func (s *Secret) marshal() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nwhat %s\nepoch %d\nkey %s\n", secretVersion, s.What, s.Epoch, b64.EncodeToString(s.Key[:]))
	if s.Hybrid != "" {
		fmt.Fprintf(&b, "identity %s\n", s.Hybrid)
	}
	return b.Bytes()
}

// OpenSecret opens a blob that must hold the key of what at epoch. It is an
// error for it to hold another: a blob moved within the keyring is refused.
func (id *Identity) OpenSecret(blob []byte, what string, epoch int) (*Secret, error) {
	return openSecret(blob, id.hybrid, what, epoch)
}

// OpenSecretTo opens a blob sealed to this secret's hybrid identity.
func (s *Secret) OpenSecretTo(blob []byte, what string, epoch int) (*Secret, error) {
	h, err := age.ParseHybridIdentity(s.Hybrid)
	if err != nil {
		return nil, errors.New("this key has no age identity")
	}
	return openSecret(blob, h, what, epoch)
}

func openSecret(blob []byte, id *age.HybridIdentity, what string, epoch int) (*Secret, error) {
	text, err := open(blob, id)
	if err != nil {
		return nil, err
	}
	s, err := parseSecret(string(text))
	if err != nil {
		return nil, damaged("key blob: %v", err)
	}
	if s.What != what || s.Epoch != epoch {
		return nil, damaged("key blob: it holds another key than its place says")
	}
	return s, nil
}

func parseSecret(text string) (*Secret, error) {
	s := &Secret{}
	var key string
	head, ok := strings.CutPrefix(text, secretVersion+"\n")
	if !ok {
		return nil, errors.New("not a " + secretVersion + " text")
	}
	if _, err := fmt.Sscanf(head, "what %s\nepoch %d\nkey %s\n", &s.What, &s.Epoch, &key); err != nil {
		return nil, errors.New("lines missing")
	}
	b, err := decode64(key, 32)
	if err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	s.Key = [32]byte(b)
	if _, after, ok := strings.Cut(text, "\nidentity "); ok {
		s.Hybrid = strings.TrimSuffix(after, "\n")
		if _, err := age.ParseHybridIdentity(s.Hybrid); err != nil {
			return nil, errors.New("the age identity does not parse")
		}
	}
	if string(s.marshal()) != text {
		return nil, errors.New("not in canonical form")
	}
	return s, nil
}
