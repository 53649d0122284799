package crypto

import (
	"errors"
	"fmt"
	"strings"
)

// Public is what a member hands to whoever enrols them. Its text is
//
//	casevault-public/v1
//	label LABEL
//	sign KEY             Ed25519 public key, 32 bytes
//	recipient age1pq1…
//	signature SIGNATURE
//
// each line ended by a line feed. The signature, of kind "public" under the
// zero vault id, covers the lines before it as one part. It proves that who
// wrote the text holds the signing key; it does not prove who that is. Only
// the fingerprint, compared with the person, does.
type Public struct {
	Label     string
	Sign      []byte
	Recipient string

	signature []byte
}

const publicVersion = "casevault-public/v1"

// Public returns the public half of the identity.
func (id *Identity) Public() *Public {
	p := &Public{Label: id.Label, Sign: id.sign.Public(), Recipient: id.Recipient()}
	p.signature = id.sign.Sign("public", VaultID{}, p.signed())
	return p
}

// Fingerprint returns the words to compare with the member.
func (p *Public) Fingerprint() Fingerprint { return MemberFingerprint(p.Label, p.Sign, p.Recipient) }

// Marshal returns the text.
func (p *Public) Marshal() []byte {
	return fmt.Appendf(p.signed(), "signature %s\n", b64.EncodeToString(p.signature))
}

func (p *Public) signed() []byte {
	return fmt.Appendf(nil, "%s\nlabel %s\nsign %s\nrecipient %s\n", publicVersion, p.Label, b64.EncodeToString(p.Sign), p.Recipient)
}

// IsPublic reports whether a file begins as the text of a [Public] does.
func IsPublic(b []byte) bool { return strings.HasPrefix(string(b), publicVersion+"\n") }

// ParsePublic is the inverse of [Public.Marshal]; it accepts nothing else, and
// no text whose signature is not by the key in it. Errors wrap [ErrDamaged].
func ParsePublic(b []byte) (*Public, error) {
	p, err := parsePublic(string(b))
	if err != nil {
		return nil, damaged("public text: %v", err)
	}
	if string(p.Marshal()) != string(b) {
		return nil, damaged("public text: not in canonical form")
	}
	if !Verify(p.Sign, p.signature, "public", VaultID{}, p.signed()) {
		return nil, damaged("public text: the signature is not by the key in it")
	}
	return p, nil
}

func parsePublic(text string) (*Public, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 6 || lines[0] != publicVersion || lines[5] != "" {
		return nil, errors.New("not a " + publicVersion + " text")
	}
	var value [4]string
	for i, name := range []string{"label", "sign", "recipient", "signature"} {
		v, ok := strings.CutPrefix(lines[i+1], name+" ")
		if !ok {
			return nil, fmt.Errorf("line %d is not %q", i+2, name)
		}
		value[i] = v
	}
	p := &Public{Label: value[0], Recipient: value[2]}
	var err error
	if p.Sign, err = decode64(value[1], 32); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if !CanSealTo(p.Recipient) {
		return nil, errors.New("the age recipient is none") // age's error quotes it
	}
	if p.signature, err = decode64(value[3], 64); err != nil {
		return nil, fmt.Errorf("signature: %w", err)
	}
	return p, nil
}
