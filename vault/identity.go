package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A member may make their own identity, so that nobody else ever has their
// keys. Two things then have to be proved to people, in words compared aloud:
// to the admin that the public text is the member's (else somebody in between
// is enrolled in their place), and to the member that the vault is the admin's
// (else they work in one that somebody else founded and can read).

// maxIdentityFile bounds what is read before anything is known of a file.
const maxIdentityFile = 1 << 20

// IdentityOptions say how to make an identity outside of any vault.
type IdentityOptions struct {
	Label      string
	File       string // the sealed identity; must not exist
	PublicFile string // what the admin gets; must not exist
	WorkFactor int
	Passphrase crypto.Passphrase
}

// NewIdentity makes an identity without pins, with the public text that
// [Session.AddMember] enrols. Without pins it opens nothing; see [Pin].
func NewIdentity(cfg Config, o IdentityOptions) (*crypto.Public, error) {
	if err := checkLabel(o.Label); err != nil {
		return nil, err
	}
	for _, path := range []string{o.File, o.PublicFile} {
		if err := absent(path); err != nil {
			return nil, err
		}
	}
	id, err := crypto.NewIdentity(o.Label)
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	file, err := id.Seal(o.Passphrase, o.WorkFactor)
	if err != nil {
		return nil, fail(Usage, "seal the identity: %w", err)
	}
	if err := store.AtomicWrite(o.File, file, 0o600, cfg.Step); err != nil {
		return nil, fail(Failed, "write the identity: %w", err)
	}
	err = absent(o.PublicFile) // again: both names may be one file's
	if err == nil {
		err = store.AtomicWrite(o.PublicFile, id.Public().Marshal(), 0o600, cfg.Step)
	}
	if err != nil {
		// Nobody has seen these keys: what is left would only stand in the way.
		return nil, fail(Failed, "write the public text: %w", errors.Join(err, os.Remove(o.File)))
	}
	return id.Public(), nil
}

func checkLabel(label string) error {
	if !audit.ValidLabel(label) {
		return fail(Usage, "a member's name is 1 to 64 bytes of letters, digits, dots, dashes and underscores")
	}
	if deviceName(label) {
		return fail(Usage, "a member cannot be called %s: on Windows that is a device, and no file can be", label)
	}
	return nil
}

// deviceName reports whether Windows takes a file of that name, whatever its
// ending, for a device: an identity would be written to the console or nowhere.
// It is asked on every system, since vaults travel.
func deviceName(label string) bool {
	name, _, _ := strings.Cut(strings.ToLower(label), ".")
	if port := strings.TrimRight(name, "0123456789"); len(name) == 4 && len(port) == 3 {
		return port == "com" || port == "lpt"
	}
	return slices.Contains([]string{"con", "prn", "aux", "nul"}, name)
}

// CheckName refuses the path of a new file that Windows takes for a device or for
// a stream inside another file.
func CheckName(path string) error {
	if err := store.CheckName(path); err != nil {
		return fail(Failed, "%w", err)
	}
	return nil
}

func absent(path string) error {
	if err := CheckName(path); err != nil {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fail(Failed, "the file %s exists already", path)
	}
	return nil
}

// IsPublic reports whether a file begins as a member's public text does.
func IsPublic(path string) bool {
	b, err := readFile(path)
	return err == nil && crypto.IsPublic(b)
}

// ReadPublic reads a member's public text and checks that its signature is by
// the key in it. Whose key that is, only the fingerprint tells.
func ReadPublic(path string) (*crypto.Public, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, fail(Failed, "read the public text: %w", err)
	}
	p, err := crypto.ParsePublic(b)
	if err != nil {
		return nil, fail(Usage, "read %s: %w", path, err)
	}
	return p, checkLabel(p.Label)
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxIdentityFile+1))
	if err == nil && len(b) > maxIdentityFile {
		err = fmt.Errorf("%s is longer than %d bytes", path, maxIdentityFile)
	}
	return b, err
}

func readIdentity(cfg Config, path string, p crypto.Passphrase) (*crypto.Identity, error) {
	id, _, err := readEither(cfg, path, p)
	return id, err
}

// readEither is [openEither], and notes a wrong passphrase.
func readEither(cfg Config, path string, p crypto.Passphrase) (*crypto.Identity, string, error) {
	id, renewed, err := openEither(cfg, path, p)
	var known *Error
	switch {
	case errors.Is(err, crypto.ErrWrongKey):
		recordFailedUnlock(cfg, path)
		return nil, "", fail(WrongPassphrase, "the passphrase does not open %s", filepath.Base(path))
	case err != nil && !errors.As(err, &known):
		return nil, "", fail(Integrity, "read the identity %s: %w", path, err)
	}
	return id, renewed, err
}

// readPinned reads an identity to use it. One that is not to be used is refused
// before anything of a vault or a backup is touched, which may be anybody's.
func readPinned(cfg Config, path string, p crypto.Passphrase) (*crypto.Identity, error) {
	id, err := readIdentity(cfg, path, p)
	if err == nil {
		err = usable(id, false)
	}
	return id, err
}

// usable refuses an identity without pins, which any vault would do for; and one
// that somebody else knows the passphrase of, unless it is to get new keys.
func usable(id *crypto.Identity, renewing bool) error {
	switch {
	case !id.Pinned():
		return fail(Unpinned, "the identity of %s is not bound to a vault yet", id.Label)
	case id.OneTime && !renewing:
		return fail(OneTime, "the passphrase of %s was handed over and is good once, to take keys and a passphrase of one's own", id.Label)
	}
	return nil
}

// IdentityInfo is what may be told of an identity.
type IdentityInfo struct {
	Public *crypto.Public
	Pinned bool
	Vault  crypto.VaultID // if pinned
}

// ReadIdentity opens an identity file and tells of it. Its pins say which words
// are the founder's, whatever lies in the vault's folder.
func ReadIdentity(cfg Config, path string, p crypto.Passphrase) (*IdentityInfo, error) {
	id, err := readIdentity(cfg, path, p)
	if err != nil {
		return nil, err
	}
	return &IdentityInfo{id.Public(), id.Pinned(), id.Vault}, nil
}

// Pin binds an identity without pins to the vault in cfg.Dir, once words are
// those of that vault as an admin reads them aloud from elsewhere: they must
// not be taken from this folder, which may be anybody's. They are compared
// before the identity is opened, and nothing of the vault is opened with it.
// An identity bound to this vault already stays as it is.
func Pin(cfg Config, idFile string, p crypto.Passphrase, words string) error {
	r, err := OpenReader(cfg, false)
	if err != nil {
		return err
	}
	vault, founder, log := r.VaultID(), r.roster.Founder(), r.roster.LogKeyAt(r.edge.Size())
	if err := r.Close(); err != nil {
		return err
	}
	if !vault.Fingerprint().Matches(words) {
		return fail(WrongWords, "these are not the first words of this vault's founder")
	}
	id, err := readIdentity(cfg, idFile, p)
	if err != nil {
		return err
	}
	if id.Pinned() {
		return checkPins(id, vault, founder)
	}
	id.Vault, id.Founder, id.Log = vault, founder, log
	file, err := sealIdentity(id, p, id.WorkFactor)
	if err != nil {
		return err
	}
	if err := replaceIdentity(cfg, idFile, file); err != nil {
		return fail(Failed, "write the pins into the identity: %w", err)
	}
	return nil
}

// checkPins refuses any vault but the one that the identity is bound to.
func checkPins(id *crypto.Identity, vault crypto.VaultID, founder []byte) error {
	if id.Vault != vault || !bytes.Equal(id.Founder, founder) {
		return fail(NotMember, "the identity is pinned to another vault: %s…, this one is %s…", id.Vault.String()[:8], vault.String()[:8])
	}
	return nil
}
