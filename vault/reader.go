package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A Reader is an open vault without any key: enough to check the log, and the
// store against it, and to read the schema.
type Reader struct {
	cfg    Config
	st     *store.Store
	edge   *audit.Edge // of the stored log
	roster *audit.Roster
	schema *record.Schema

	opened int64  // size of the log when the vault was opened
	note   []byte // the newest checkpoint, signed
	behind bool   // HEAD lags behind the log
	aside  bool   // a vault being restored or tried out: nothing outside its folder is asked or told
	idFile string // the member's identity, beside which a last-seen file may lie; may be empty
}

// OpenReader opens a vault without a key. It changes nothing on disk.
func OpenReader(cfg Config, full bool) (*Reader, error) {
	r, err := openReader(cfg, store.Options{ReadOnly: true, Verify: full})
	if err != nil {
		return nil, err
	}
	if _, err := r.checkLastSeen(""); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// OpenToVerify is [OpenReader] for a vault that may not be what HEAD or what
// was last seen say: it can only be verified, and the report says how it
// differs. The identity file may be empty.
func OpenToVerify(cfg Config, identityFile string) (*Reader, error) {
	r, err := openWith(cfg, store.Options{ReadOnly: true, Verify: true}, (*Reader).loadLog)
	if err == nil {
		r.idFile = identityFile
	}
	return r, err
}

func openReader(cfg Config, o store.Options) (*Reader, error) {
	return openWith(cfg, o, (*Reader).load)
}

func openWith(cfg Config, o store.Options, load func(*Reader) error) (*Reader, error) {
	if err := notDestroyed(cfg); err != nil {
		return nil, err
	}
	o.Step, o.Before = cfg.Step, notShortened
	st, err := store.Open(cfg.Dir, o)
	if err != nil {
		return nil, fromStore(err, "open the vault")
	}
	r := &Reader{cfg: cfg, st: st}
	if err := load(r); err != nil {
		st.Close()
		return nil, err
	}
	return r, nil
}

// notShortened holds HEAD against the newest checkpoint in a store that was not
// closed properly, before the store is repaired: a .mem whose end is damaged
// looks like one whose writing was cut off, and its rest would be dropped.
func notShortened(head []byte, get func(key []byte) ([]byte, error)) error {
	known, err := audit.ReadCheckpoint(head)
	if err != nil {
		return fail(Integrity, "the file HEAD: %w", err)
	}
	note, err := get([]byte{prefixHead})
	if err != nil {
		return fail(Integrity, "read the newest checkpoint: %w", err)
	}
	stored, err := audit.ReadCheckpoint(note)
	switch {
	case err != nil:
		return fail(Integrity, "the stored checkpoint: %w", err)
	case known.Size > stored.Size:
		return fail(Integrity, "the file HEAD knows %d entries, the log has only %d: an older state was put back, or entries were lost", known.Size, stored.Size)
	case known.Size == stored.Size && !bytes.Equal(head, note):
		return fail(Integrity, "the file HEAD is not the checkpoint that is stored")
	}
	edge, err := audit.ReadEdge(known.Size, hashes(get))
	if err != nil {
		return fail(Integrity, "read the log's tree: %w", err)
	}
	if edge.Root() != known.Root {
		return fail(Integrity, "the file HEAD and the log have different histories of the first %d entries", known.Size)
	}
	return nil
}

// Close releases the vault.
func (r *Reader) Close() error { return fromStore(r.st.Close(), "close the vault") }

// load reads the log's head, the roster and the schema, and checks that they
// agree with one another and with HEAD: the cheap part of verification, done
// by every command.
func (r *Reader) load() error {
	if err := r.loadLog(); err != nil {
		return err
	}
	stored, err := r.checkpoint(r.note, "the stored checkpoint")
	if err != nil {
		return err
	}
	if size := r.edge.Size(); stored.Size != size {
		return fail(Integrity, "the log has %d entries, its checkpoint says %d", size, stored.Size)
	}
	if err := r.checkHead(); err != nil {
		return err
	}
	return r.readSchema()
}

// loadLog reads the log's right edge and who is a member.
func (r *Reader) loadLog() error {
	size, err := r.logSize()
	if err != nil {
		return err
	}
	if r.edge, err = audit.ReadEdge(size, r); err != nil {
		return fromStore(err, "read the log's tree")
	}
	if r.roster, err = r.readRoster(); err != nil {
		return err
	}
	r.opened = size
	r.note, err = r.st.Get([]byte{prefixHead})
	return fromStore(err, "read the newest checkpoint")
}

func (r *Reader) logSize() (int64, error) {
	last, err := r.st.Last([]byte{prefixLeaf})
	if errors.Is(err, store.ErrNotFound) || err == nil && len(last) != 9 {
		return 0, fail(Integrity, "the log is empty or gone")
	}
	if err != nil {
		return 0, fromStore(err, "read the log")
	}
	return int64(binary.BigEndian.Uint64(last[1:])) + 1, nil
}

// ReadHashes implements [tlog.HashReader] over the stored tree.
func (r *Reader) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	return hashes(r.st.Get).ReadHashes(indexes)
}

// hashes is the stored tree, by what reads the store's values.
type hashes func(key []byte) ([]byte, error)

func (get hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		b, err := get(key64(prefixHash, x))
		if err != nil {
			return nil, err
		}
		if len(b) != tlog.HashSize {
			return nil, fail(Integrity, "a stored hash of the log's tree has the wrong length")
		}
		out[i] = tlog.Hash(b)
	}
	return out, nil
}

// leaf reads one entry and proves that it stands in the tree.
func (r *Reader) leaf(seq int64) (*audit.Leaf, error) {
	raw, err := r.st.Get(key64(prefixLeaf, seq))
	if err != nil {
		return nil, fromStore(err, "read the log")
	}
	proof, err := tlog.ProveRecord(r.edge.Size(), seq, r)
	if err != nil {
		return nil, fromStore(err, "read the log's tree")
	}
	if tlog.CheckRecord(proof, r.edge.Size(), r.edge.Root(), seq, tlog.RecordHash(raw)) != nil {
		return nil, fail(Integrity, "entry %d is not the one the log's tree holds", seq)
	}
	l, err := audit.ParseLeaf(raw)
	if err != nil || l.Seq != seq {
		return nil, fail(Integrity, "entry %d does not parse", seq)
	}
	return l, nil
}

// readRoster follows the authority entries from the newest to the first, each
// named by the one after it, and replays them. Every one is proved to stand in
// the tree. Whoever lacks the log key can leave none out; a member who names an
// older one in the newest entry is found by verify, which looks at every entry.
func (r *Reader) readRoster() (*audit.Roster, error) { return r.replayTo(r.edge.Size()) }

// replayTo is readRoster for the first size entries.
func (r *Reader) replayTo(size int64) (*audit.Roster, error) {
	var chain []*audit.Leaf
	for seq := size - 1; seq >= 0; {
		l, err := r.leaf(seq)
		if err != nil {
			return nil, err
		}
		if l.Statement != nil {
			chain = append(chain, l)
		}
		if l.Authority >= seq {
			return nil, fail(Integrity, "entry %d names a later authority entry", seq)
		}
		seq = l.Authority
	}
	roster := audit.NewRoster()
	var verify audit.VerifyFunc
	for _, l := range slices.Backward(chain) {
		if verify == nil {
			verify = verifier(crypto.VaultID(sha256.Sum256(l.Statement)))
		}
		if err := roster.Apply(l, verify); err != nil {
			return nil, fail(Integrity, "read the members: %w", err)
		}
	}
	if len(roster.Members()) == 0 {
		return nil, fail(Integrity, "the log does not begin with the founding of the vault")
	}
	return roster, nil
}

func verifier(v crypto.VaultID) audit.VerifyFunc {
	return func(public, sig []byte, kind string, parts ...[]byte) bool {
		return crypto.Verify(public, sig, kind, v, parts...)
	}
}

// VaultID returns the hash of the founding statement.
func (r *Reader) VaultID() crypto.VaultID { return r.roster.Vault }

func (r *Reader) origin() string { return audit.Origin(r.VaultID().String()) }

// checkpoint reads a signed note and checks that the stored log still has that
// root there.
func (r *Reader) checkpoint(b []byte, what string) (audit.Checkpoint, error) {
	c, err := r.signed(b, what)
	if err != nil {
		return c, err
	}
	if c.Size > r.edge.Size() {
		return c, fail(Integrity, "%s knows %d entries, the log has only %d: an older state was put back, or entries were lost", what, c.Size, r.edge.Size())
	}
	at, err := audit.ReadEdge(c.Size, r)
	if err != nil {
		return c, fromStore(err, "read the log's tree")
	}
	if at.Root() != c.Root {
		return c, fail(Integrity, "%s and the log have different histories of the first %d entries", what, c.Size)
	}
	return c, nil
}

// signed parses a note of this vault and checks its signature under the log
// key in force at its size.
func (r *Reader) signed(b []byte, what string) (audit.Checkpoint, error) {
	c, err := audit.ReadCheckpoint(b)
	if err != nil {
		return c, fail(Integrity, "%s: %w", what, err)
	}
	if c.Origin != r.origin() {
		return c, fail(Integrity, "%s is of another vault", what)
	}
	if err := c.Verify(b, r.roster.LogKeyAt(c.Size)); err != nil {
		return c, fail(Integrity, "%s: %w", what, err)
	}
	return c, nil
}

func (r *Reader) checkHead() error {
	head, err := r.st.ReadHead()
	if errors.Is(err, fs.ErrNotExist) {
		return fail(Integrity, "the file HEAD is missing")
	}
	if err != nil {
		return fromStore(err, "read the file HEAD")
	}
	c, err := r.checkpoint(head, "the file HEAD")
	if err != nil {
		return err
	}
	// A crash between the commit and the writing of HEAD leaves it behind. The
	// entries after it are covered by the stored checkpoint's signature.
	r.behind = c.Size < r.edge.Size()
	return nil
}

func (r *Reader) readSchema() error {
	b, err := r.st.Get([]byte{prefixSchema})
	if err != nil {
		return fromStore(err, "read the schema")
	}
	if sha256.Sum256(b) != r.roster.Schema {
		return fail(Integrity, "the stored schema is not the one that the log names (%s…)", hex.EncodeToString(r.roster.Schema[:4]))
	}
	if r.schema, err = record.ParseSchema(b); err != nil {
		return fail(Integrity, "read the schema: %w", err)
	}
	return nil
}

// SchemaJSON returns the schema as stored.
func (r *Reader) SchemaJSON() ([]byte, error) {
	b, err := r.st.Get([]byte{prefixSchema})
	return b, fromStore(err, "read the schema")
}

// Schema returns the schema in force.
func (r *Reader) Schema() *record.Schema { return r.schema }

// Checkpoint returns the newest checkpoint, a signed note.
func (r *Reader) Checkpoint() []byte { return bytes.Clone(r.note) }
