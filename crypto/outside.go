package crypto

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
)

// ParseRecipients reads who is to open a file outside of any vault: one age1… or
// age1pq1… a line, empty lines and lines that begin with # left out, as age -R
// has it. The result is sorted. The two kinds cannot be mixed: the file would be
// only as good as the weaker. Errors name the line, not what is in it.
func ParseRecipients(text []byte) ([]string, error) {
	var out []string
	kinds := make(map[bool]bool)
	for n, line := range strings.Split(string(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if _, err := parseRecipient(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		kinds[isHybrid(line)] = true
		out = append(out, line)
	}
	switch {
	case len(out) == 0:
		return nil, errors.New("no age recipient is in it")
	case len(kinds) > 1:
		return nil, errors.New("recipients age1pq1… and others cannot open the same file")
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func isHybrid(s string) bool { return strings.HasPrefix(s, "age1pq1") }

func parseRecipient(s string) (age.Recipient, error) {
	if isHybrid(s) {
		if r, err := age.ParseHybridRecipient(s); err == nil { // age's error quotes it
			return r, nil
		}
	} else if r, err := age.ParseX25519Recipient(s); err == nil {
		return r, nil
	}
	return nil, errors.New("not an age recipient, which begins with age1 and has no typing error")
}

// SealOutside is [SealTo] for recipients of [ParseRecipients].
func SealOutside(w io.Writer, recipients []string) (io.WriteCloser, error) {
	to := make([]age.Recipient, len(recipients))
	for i, s := range recipients {
		r, err := parseRecipient(s)
		if err != nil {
			return nil, fmt.Errorf("recipient %d: %w", i+1, err)
		}
		to[i] = r
	}
	return age.Encrypt(w, to...)
}

// SealForPassphrase is [SealTo] for whoever knows the passphrase.
func SealForPassphrase(w io.Writer, p Passphrase, workFactor int) (io.WriteCloser, error) {
	r, err := scryptRecipient(p, workFactor)
	if err != nil {
		return nil, err
	}
	return age.Encrypt(w, r)
}

// Derive returns a key for another use, which tells nothing of the secret's own:
// HKDF-SHA-256 without salt, info "casevault/v1/" and the use, a zero byte, the
// vault's id, the context.
func (s *Secret) Derive(use string, v VaultID, context string) ([]byte, error) {
	return hkdf.Key(sha256.New, s.Key[:], nil, "casevault/v1/"+use+"\x00"+string(v[:])+context, sha256.Size)
}
