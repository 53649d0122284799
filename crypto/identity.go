package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// Work factors of scrypt, as the binary logarithm of N. DefaultWorkFactor
// takes about a second and 256 MiB. Above MaxWorkFactor a file is refused
// before any work is done: a planted one could otherwise hang the program.
const (
	MinWorkFactor     = 10
	DefaultWorkFactor = 18
	MaxWorkFactor     = 20
)

// An Identity is what makes a member: an age hybrid post-quantum identity that
// opens their blobs of the keyring, a signing key, and the pins. Its file is
// an age file for a passphrase; inside, for anyone with `age -d`:
//
//	# casevault-identity/v1
//	# label LABEL
//	# sign SEED          Ed25519 seed, 32 bytes
//	# vault ID           64 hexadecimal digits
//	# founder KEY        the founding Ed25519 public key
//	# log KEY            the public half of the log key when the pins were written
//	# one-time           only if somebody else made it and knows the passphrase
//	AGE-SECRET-KEY-PQ-1…
//
// The lines stand in this order, each ended by a line feed. As all but the
// last are comments to age, the decrypted text is itself a file for `age -i`.
//
// The last three comments are the pins, what the log's authority is checked
// against: with them nobody can put another vault, or a log of their own
// making, in place of this one. A member who makes their own identity has none
// yet, and the three values are "-". Such an identity must open nothing: until
// it is pinned, any vault would do.
//
// An identity with the line one-time is good for taking other keys, and for
// nothing else.
type Identity struct {
	Label   string
	Vault   VaultID // with Founder and Log the pins, or all zero
	Founder []byte
	Log     []byte
	OneTime bool
	// WorkFactor is that of the file which [OpenIdentity] read; 0 for a new one.
	WorkFactor int

	seed   [32]byte
	sign   *SigningKey
	hybrid *age.HybridIdentity
	text   string // of hybrid; its String method allocates the key anew
}

const (
	identityVersion = "casevault-identity/v1"
	oneTimeLine     = "# one-time\n"
)

// NewIdentity makes the keys of a new member. The pins are empty.
func NewIdentity(label string) (*Identity, error) {
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("make an age identity: %w", err)
	}
	id := &Identity{Label: label, seed: NewSecret(), hybrid: hybrid, text: hybrid.String()}
	id.sign = NewSigningKey(id.seed)
	return id, nil
}

// Pinned reports whether the identity says which vault it belongs to.
func (id *Identity) Pinned() bool { return id.Founder != nil }

// Signing returns the member's signing key.
func (id *Identity) Signing() *SigningKey { return id.sign }

// Recipient returns the age recipient, age1pq1….
func (id *Identity) Recipient() string { return id.hybrid.Recipient().String() }

// Seal returns the identity file for a passphrase.
func (id *Identity) Seal(p Passphrase, workFactor int) ([]byte, error) {
	return sealToPassphrase(id.marshal(), p, workFactor)
}

func sealToPassphrase(text []byte, p Passphrase, workFactor int) ([]byte, error) {
	r, err := scryptRecipient(p, workFactor)
	if err != nil {
		return nil, err
	}
	return sealTo(text, r)
}

func scryptRecipient(p Passphrase, workFactor int) (*age.ScryptRecipient, error) {
	if workFactor < MinWorkFactor || workFactor > MaxWorkFactor {
		return nil, fmt.Errorf("the work factor is %d to %d", MinWorkFactor, MaxWorkFactor)
	}
	r, err := age.NewScryptRecipient(string(p))
	if err != nil {
		return nil, err
	}
	r.SetWorkFactor(workFactor)
	return r, nil
}

func (id *Identity) marshal() []byte {
	pins := [3]string{"-", "-", "-"}
	if id.Pinned() {
		pins = [3]string{id.Vault.String(), b64.EncodeToString(id.Founder), b64.EncodeToString(id.Log)}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n# label %s\n# sign %s\n# vault %s\n# founder %s\n# log %s\n", identityVersion,
		id.Label, b64.EncodeToString(id.seed[:]), pins[0], pins[1], pins[2])
	if id.OneTime {
		b.WriteString(oneTimeLine)
	}
	b.WriteString(id.text + "\n")
	return b.Bytes()
}

// OpenIdentity is the inverse of [Identity.Seal]. A wrong passphrase is
// [ErrWrongKey]; anything else that is not such a file is [ErrDamaged].
func OpenIdentity(file []byte, p Passphrase) (*Identity, error) {
	s, err := age.NewScryptIdentity(string(p))
	if err != nil {
		return nil, err
	}
	s.SetMaxWorkFactor(MaxWorkFactor)
	text, err := open(file, s)
	if err != nil {
		return nil, err
	}
	id, err := parseIdentity(string(text))
	if err != nil {
		return nil, damaged("identity file: %v", err)
	}
	// The file opened, so its second line is its only stanza: -> scrypt SALT N.
	if _, err := fmt.Sscanf(string(file), "age-encryption.org/v1\n-> scrypt %s %d\n", new(string), &id.WorkFactor); err != nil {
		return nil, damaged("identity file: no work factor: %v", err)
	}
	return id, nil
}

func parseIdentity(text string) (*Identity, error) {
	// Taken out wherever it stands: the comparison at the end knows its place.
	shorter := strings.Replace(text, oneTimeLine, "", 1)
	lines := strings.Split(shorter, "\n")
	if len(lines) != 8 || lines[0] != "# "+identityVersion || lines[7] != "" {
		return nil, errors.New("not a " + identityVersion + " text")
	}
	var value [5]string
	for i, name := range []string{"label", "sign", "vault", "founder", "log"} {
		v, ok := strings.CutPrefix(lines[i+1], "# "+name+" ")
		if !ok {
			return nil, fmt.Errorf("line %d is not %q", i+2, name)
		}
		value[i] = v
	}
	id := &Identity{Label: value[0], text: lines[6], OneTime: shorter != text}
	seed, err := decode64(value[1], 32)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	id.seed = [32]byte(seed)
	id.sign = NewSigningKey(id.seed)
	if err := id.parsePins(value[2], value[3], value[4]); err != nil {
		return nil, err
	}
	if id.hybrid, err = age.ParseHybridIdentity(id.text); err != nil {
		return nil, errors.New("the age identity does not parse") // age's error quotes the key
	}
	if string(id.marshal()) != text {
		return nil, errors.New("not in canonical form")
	}
	return id, nil
}

// parsePins reads the three pins: all are there, or none.
func (id *Identity) parsePins(vault, founder, log string) (err error) {
	if vault == "-" && founder == "-" && log == "-" {
		return nil
	}
	if id.Vault, err = ParseVaultID(vault); err != nil {
		return err
	}
	if id.Founder, err = decode64(founder, 32); err != nil {
		return fmt.Errorf("founder: %w", err)
	}
	if id.Log, err = decode64(log, 32); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	return nil
}
