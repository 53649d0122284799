package crypto

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Slot is a place in the keyring: whose blob, of which key, of which epoch.
type Slot struct {
	Label string
	What  string
	Epoch int
}

func (s Slot) String() string { return fmt.Sprintf("%s %s %d", s.Label, s.What, s.Epoch) }

// Hash is what the log announces of a blob: SHA-256("casevault/v1/blob\x00" ‖
// slot ‖ 0x00 ‖ length of blob, 8 bytes ‖ blob), the slot as in the keyring.
func (s Slot) Hash(blob []byte) [32]byte {
	h := sha256.New()
	fmt.Fprintf(h, "casevault/v1/blob\x00%s\x00", s)
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(blob))))
	h.Write(blob)
	return [32]byte(h.Sum(nil))
}

// A Keyring holds the sealed keys of all members. Its file is
//
//	casevault-keyring/v1
//	LABEL WHAT EPOCH BLOB
//	…
//
// sorted by label, what (as bytes) and epoch, without repetition. BLOB is the
// age file in base64. Labels, keys' names and epochs stand in clear.
type Keyring map[Slot][]byte

const (
	keyringVersion = "casevault-keyring/v1"
	maxKeyring     = 16 << 20
)

func compareSlots(a, b Slot) int {
	if c := strings.Compare(a.Label, b.Label); c != 0 {
		return c
	}
	if c := strings.Compare(a.What, b.What); c != 0 {
		return c
	}
	return a.Epoch - b.Epoch
}

// Marshal returns the keyring's file.
func (k Keyring) Marshal() []byte {
	out := []byte(keyringVersion + "\n")
	for _, s := range slices.SortedFunc(maps.Keys(k), compareSlots) {
		out = fmt.Appendf(out, "%s %s\n", s, b64.EncodeToString(k[s]))
	}
	return out
}

// ParseKeyring is the inverse of [Keyring.Marshal] and accepts nothing else.
func ParseKeyring(b []byte) (Keyring, error) {
	k, err := parseKeyring(b)
	if err != nil {
		return nil, damaged("keyring: %v", err)
	}
	return k, nil
}

func parseKeyring(b []byte) (Keyring, error) {
	if len(b) > maxKeyring {
		return nil, errors.New("too large")
	}
	lines := strings.Split(string(b), "\n")
	if lines[0] != keyringVersion || lines[len(lines)-1] != "" || len(lines) < 2 {
		return nil, errors.New("not a whole " + keyringVersion + " file")
	}
	k := make(Keyring)
	var last Slot
	for i, line := range lines[1 : len(lines)-1] {
		f := strings.Split(line, " ")
		if len(f) != 4 || f[0] == "" || f[1] == "" {
			return nil, fmt.Errorf("line %d does not have four fields", i+2)
		}
		epoch, err := strconv.Atoi(f[2])
		if err != nil || epoch < 1 || strconv.Itoa(epoch) != f[2] {
			return nil, fmt.Errorf("line %d: epoch", i+2)
		}
		blob, err := b64.DecodeString(f[3])
		if err != nil || b64.EncodeToString(blob) != f[3] {
			return nil, fmt.Errorf("line %d: blob", i+2)
		}
		s := Slot{f[0], f[1], epoch}
		if i > 0 && compareSlots(last, s) >= 0 {
			return nil, fmt.Errorf("line %d is out of order", i+2)
		}
		k[s], last = blob, s
	}
	return k, nil
}

// SalvageKeyring returns the blobs of those lines of a damaged file that parse.
// As always, one counts only if the log announces its hash.
func SalvageKeyring(b []byte) Keyring {
	k := make(Keyring)
	if len(b) > maxKeyring {
		return k
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if one, err := parseKeyring([]byte(keyringVersion + "\n" + line + "\n")); err == nil {
			maps.Copy(k, one)
		}
	}
	return k
}
