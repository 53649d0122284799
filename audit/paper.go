package audit

import (
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// A Printed checkpoint is what paper carries of one: 45 bytes,
//
//	version    1 byte, 0x01
//	vault      8 bytes, the first of the vault's id
//	size       4 bytes
//	root      32 bytes
//
// in Crockford's base32, which is 72 characters or 18 times four. Behind each
// four stands a check character, so that whoever types them learns which group
// is wrong: any one wrong character, two exchanged within a group, and groups
// in another order are always found.
//
// The check of group N (from 1) is computed in the field of 32 elements,
// modulo x⁵+x²+1: begin with N; for each character double and add its value;
// double once more.
//
// It carries no signature. Whoever holds the log against it trusts the paper.
type Printed struct {
	Vault [8]byte
	Size  int64
	Root  tlog.Hash
}

// PrintedGroups is how many groups of five characters a printed checkpoint has,
// and a [Share].
const PrintedGroups = 18

const (
	alphabet       = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	printedVersion = 1
	printedSize    = 1 + 8 + 4 + 32
)

var crockford = base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)

// Printed returns what paper carries of c.
func (c Checkpoint) Printed() (Printed, error) {
	id, err := hex.DecodeString(strings.TrimPrefix(c.Origin, Origin("")))
	if err != nil || len(id) != 32 {
		return Printed{}, errors.New("the origin is no vault's")
	}
	if c.Size > math.MaxUint32 {
		return Printed{}, errors.New("the log is too large for the printed form")
	}
	return Printed{[8]byte(id), c.Size, c.Root}, nil
}

// Groups returns the groups, with a space between them.
func (p Printed) Groups() string {
	b := append([]byte{printedVersion}, p.Vault[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(p.Size))
	return toGroups(append(b, p.Root[:]...))
}

// toGroups prints printedSize bytes.
func toGroups(b []byte) string {
	text := crockford.EncodeToString(b)
	var groups []string
	for n := range PrintedGroups {
		four := text[4*n : 4*n+4]
		groups = append(groups, four+string(alphabet[checkOf(n+1, four)]))
	}
	return strings.Join(groups, " ")
}

// checkOf returns the value of the check character of group n, from 1, over
// its canonical characters.
func checkOf(n int, four string) int {
	sum := n
	for i := range len(four) {
		sum = double(sum) ^ strings.IndexByte(alphabet, four[i])
	}
	return double(sum)
}

func double(x int) int {
	if x <<= 1; x > 31 {
		x ^= 0b100101
	}
	return x
}

// ReadGroups is the inverse of [Printed.Groups] as people type: in any case,
// with spaces, line feeds and dashes anywhere, O for 0, I and L for 1. Errors
// name the group that does not fit.
func ReadGroups(text string) (Printed, error) {
	b, err := fromGroups(text, printedVersion, "checkpoint")
	if err != nil {
		return Printed{}, err
	}
	return Printed{[8]byte(b[1:9]), int64(binary.BigEndian.Uint32(b[9:13])), tlog.Hash(b[13:])}, nil
}

// fromGroups is the inverse of toGroups; what is printed is called what and
// begins with the byte version.
func fromGroups(text string, version byte, what string) ([]byte, error) {
	whole, rest, err := readGroups(text)
	if err != nil {
		return nil, err
	}
	if len(whole) != 4*PrintedGroups || rest != "" {
		return nil, fmt.Errorf("%d groups of five characters and %d more characters, where a printed %s has %d groups",
			len(whole)/4, len(rest), what, PrintedGroups)
	}
	b, err := crockford.DecodeString(whole)
	if err != nil || len(b) != printedSize || b[0] != version {
		return nil, fmt.Errorf("the groups are not those of a %s", what)
	}
	return b, nil
}

// CountGroups returns how many whole groups of a text that is still being
// typed fit, or which one does not.
func CountGroups(text string) (int, error) {
	whole, _, err := readGroups(text)
	return len(whole) / 4, err
}

// readGroups returns the groups without their checks, and the beginning of one
// that is not complete.
func readGroups(text string) (whole, rest string, err error) {
	var group []byte
	n := 1
	for _, r := range text {
		if strings.ContainsRune(" \t\r\n-", r) {
			continue
		}
		c, ok := lookAlike(r)
		if !ok {
			return "", "", fmt.Errorf("group %d: a character that no group has", n)
		}
		if group = append(group, c); len(group) < 5 {
			continue
		}
		four := string(group[:4])
		if n > PrintedGroups {
			return "", "", fmt.Errorf("more than the %d groups that one page has", PrintedGroups)
		}
		if alphabet[checkOf(n, four)] != group[4] {
			return "", "", fmt.Errorf("group %d does not fit: a character in it is wrong, missing or too many, or the group stands in another place", n)
		}
		whole, group, n = whole+four, group[:0], n+1
	}
	return whole, string(group), nil
}

// lookAlike returns the character of the alphabet that is meant. Letters of
// other scripts that look like one are refused.
func lookAlike(r rune) (byte, bool) {
	if 'a' <= r && r <= 'z' {
		r -= 'a' - 'A'
	}
	switch r {
	case 'O':
		r = '0'
	case 'I', 'L':
		r = '1'
	}
	return byte(r), r < 0x80 && strings.IndexByte(alphabet, byte(r)) >= 0
}
