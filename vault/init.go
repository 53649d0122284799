package vault

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// InitOptions say how to found a vault.
type InitOptions struct {
	Label      string // the founder, who gets every role and compartment
	Schema     []byte // nil: the default
	WorkFactor int    // of scrypt; 0: the default
	Passphrase crypto.Passphrase
}

// InitResult is what Init made.
type InitResult struct {
	Vault    crypto.VaultID
	Member   string
	Identity string // path of the identity file
}

// Init founds a vault in cfg.Dir, which must be absent or empty. It is built
// beside that folder and renamed: an interrupted init leaves no half vault.
func Init(cfg Config, o InitOptions) (*InitResult, error) {
	if err := checkLabel(o.Label); err != nil {
		return nil, err
	}
	if o.WorkFactor == 0 {
		o.WorkFactor = crypto.DefaultWorkFactor
	}
	if o.WorkFactor < crypto.MinWorkFactor || o.WorkFactor > crypto.MaxWorkFactor {
		return nil, fail(Usage, "the work factor is %d to %d", crypto.MinWorkFactor, crypto.MaxWorkFactor)
	}
	if o.Schema == nil {
		o.Schema = record.DefaultJSON()
	}
	if _, err := record.ParseSchema(o.Schema); err != nil {
		return nil, fail(Failed, "read the schema: %w", err)
	}
	if err := absentOrEmpty(cfg.Dir); err != nil {
		return nil, err
	}
	building, err := beside(&cfg)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(building.Dir)
	f, err := found(o)
	if err != nil {
		return nil, err
	}
	if err := f.write(building, o); err != nil {
		return nil, err
	}
	// The rename comes last: what fails before it leaves no vault behind.
	r := &Reader{cfg: cfg, roster: f.roster}
	if err := r.writeLastSeen("", f.note); err != nil {
		return nil, fail(Failed, "remember the vault on this machine: %w", err)
	}
	if err := install(building, cfg); err != nil {
		return nil, err
	}
	return &InitResult{f.id.Vault, o.Label, filepath.Join(cfg.Dir, "members", o.Label+".age")}, nil
}

func absentOrEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fail(Failed, "look into the folder: %w", err)
	}
	if len(entries) > 0 {
		return fail(Failed, "the folder %s is not empty", dir)
	}
	return nil
}

// beside returns a config for building the vault in a folder beside its place,
// and makes cfg.Dir absolute: "." has no name to build beside. What killed runs
// left there is removed.
func beside(cfg *Config) (building Config, err error) {
	if cfg.Dir, err = filepath.Abs(cfg.Dir); err != nil {
		return *cfg, fail(Failed, "find the folder: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(cfg.Dir), 0o700); err != nil {
		return *cfg, fail(Failed, "make the folder: %w", err)
	}
	store.SweepBeside(cfg.Dir)
	building = *cfg
	building.Dir = store.Beside(cfg.Dir)
	return building, nil
}

// install puts what was built in its place.
func install(building, cfg Config) error {
	placed, err := store.Install(building.Dir, cfg.Dir, cfg.Step)
	switch {
	case err != nil && placed:
		return fail(Unknown, "put the vault in its place: %w", err)
	case err != nil:
		return fail(Failed, "put the vault in its place: %w", err)
	}
	// Once more: one that was killed just before may have been dying still, and
	// nobody will found a vault here again.
	store.SweepBeside(cfg.Dir)
	return nil
}

// founding is a vault before it is written.
type founding struct {
	id      *crypto.Identity
	secrets []*crypto.Secret // of the compartments, the log, the trail
	ring    crypto.Keyring
	text    []byte // the founding statement

	roster *audit.Roster
	note   []byte
}

// found makes all keys, and the founding statement that announces them.
func found(o InitOptions) (*founding, error) {
	id, err := crypto.NewIdentity(o.Label)
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	f := &founding{id: id, ring: make(crypto.Keyring)}
	hash := sha256.Sum256(o.Schema)
	st := &audit.Statement{
		Kind: "founding", Nonce: make([]byte, 16), Schema: &hash,
		Members: []audit.Enrolment{{
			Label: o.Label, Key: [32]byte(id.Signing().Public()), Recipient: id.Recipient(),
			Roles: []string{audit.RoleAdmin, audit.RoleAuditor, audit.RoleCaseworker},
		}},
	}
	rand.Read(st.Nonce)
	for _, what := range append(audit.Compartments(), "log", "trail") {
		if err := f.add(st, what); err != nil {
			return nil, fail(Failed, "seal the keys: %w", err)
		}
	}
	f.text = st.Marshal()
	id.Vault = st.Hash()
	id.Founder = id.Signing().Public()
	id.Log = st.Log.Key[:]
	return f, nil
}

// add makes the key of what, seals it to the founder, and announces it.
func (f *founding) add(st *audit.Statement, what string) error {
	s := &crypto.Secret{What: what, Epoch: 1, Key: crypto.NewSecret()}
	to := []string{f.id.Recipient()}
	switch what {
	case "log":
		st.Log = &audit.LogKey{N: 1, Key: [32]byte(crypto.NewSigningKey(s.Key).Public())}
	case "trail":
		to = append(to, st.Audit.Recipient)
	case "audit":
		hybrid, recipient, err := crypto.NewHybrid()
		if err != nil {
			return err
		}
		s.Hybrid, st.Audit = hybrid, &audit.AuditKey{N: 1, Recipient: recipient}
		fallthrough
	default:
		// The id of a compartment key does not depend on the vault.
		key := crypto.NewCompartmentKey(crypto.VaultID{}, s.Key)
		st.Epochs = append(st.Epochs, audit.Epoch{Compartment: what, N: 1, Key: key.ID()})
	}
	blob, err := s.Seal(to...)
	if err != nil {
		return err
	}
	slot := crypto.Slot{Label: f.id.Label, What: what, Epoch: 1}
	f.ring[slot] = blob
	st.Sealed = append(st.Sealed, audit.Sealed{Label: f.id.Label, What: what, Epoch: 1, Hash: slot.Hash(blob)})
	f.secrets = append(f.secrets, s)
	return nil
}

func (f *founding) secret(what string) [32]byte {
	for _, s := range f.secrets {
		if s.What == what {
			return s.Key
		}
	}
	panic("vault: no such key: " + what)
}

// write puts the founded vault on disk: identity, keyring, the schema with
// entry 0, HEAD.
func (f *founding) write(cfg Config, o InitOptions) error {
	st, err := store.Open(cfg.Dir, store.Options{Create: true, Step: cfg.Step})
	if err != nil {
		return fromStore(err, "make the vault")
	}
	defer st.Close()
	if err := st.WriteFile("keyring", f.ring.Marshal()); err != nil {
		return fromStore(err, "write the keyring")
	}
	batch, err := f.entry(cfg, o)
	if err != nil {
		return err
	}
	if err := st.Commit(batch); err != nil {
		return fromStore(err, "write the first entry")
	}
	if err := st.WriteHead(f.note); err != nil {
		return fromStore(err, "write HEAD")
	}
	file, err := f.id.Seal(o.Passphrase, o.WorkFactor)
	if err != nil {
		return fail(Failed, "seal the identity: %w", err)
	}
	members := filepath.Join(cfg.Dir, "members")
	if err := os.Mkdir(members, 0o700); err != nil {
		return fail(Failed, "write the identity: %w", err)
	}
	if err := store.AtomicWrite(filepath.Join(members, o.Label+".age"), file, 0o600, cfg.Step); err != nil {
		return fail(Failed, "write the identity: %w", err)
	}
	return fromStore(st.Close(), "close the vault")
}

// entry is the founding entry, with its batch.
func (f *founding) entry(cfg Config, o InitOptions) (store.Batch, error) {
	s := &Session{
		Reader: &Reader{cfg: cfg, edge: new(audit.Edge), roster: audit.NewRoster()},
		id:     f.id,
		me:     &audit.Member{Enrolment: audit.Enrolment{Label: o.Label}},
		trail:  crypto.NewTrailKey(f.id.Vault, f.secret("trail")),
		log:    f.secret("log"),
	}
	s.roster.Vault = f.id.Vault
	w := writes{put: []store.KV{{Key: []byte{prefixSchema}, Value: o.Schema}}, fresh: 1, statement: f.text}
	batch, _, note, err := s.entry(s.edge, audit.Event{Action: "init", Notes: s.overruled()}, w)
	if err != nil {
		return batch, err
	}
	f.note, f.roster = note, s.roster
	return batch, nil
}
