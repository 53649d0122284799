package vault

import (
	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
)

// Status is what can be said of a vault without a key.
type Status struct {
	Vault      string
	Dir        string
	Generation string
	Entries    int64
	Root       string
	Records    int
	Members    []string
	Tables     int
	Bytes      int64              // of the store's tables
	Free       int64              // on the disk
	SeenHere   bool               // this user has used the vault on this machine before
	Founder    crypto.Fingerprint // empty unless SeenHere

	Review   *audit.Reviewed     // the newest that was signed; nil: none
	Backup   *BackupLine         // the newest; nil: none is known
	Recovery *audit.RecoverySet  // in force; nil: there is none
	Pending  map[string][]string // compartments to rotate -> who can
	Drafts   []string            // members with a note or form that is not finished
	Warnings []Notice            // what is overdue
}

// Status describes the vault.
func (r *Reader) Status() (*Status, error) {
	stats, err := r.st.Stats()
	if err != nil {
		return nil, fromStore(err, "measure the store")
	}
	out := &Status{
		Vault: r.VaultID().String(), Dir: r.cfg.Dir, Generation: stats.Generation,
		Entries: r.edge.Size(), Root: r.edge.Root().String(),
		Tables: stats.Tables, Bytes: stats.Bytes, Free: stats.Free,
	}
	for _, m := range r.roster.Members() {
		if m.Revoked >= 0 {
			continue
		}
		out.Members = append(out.Members, m.Label)
		if r.hasDraft(m.Label) {
			out.Drafts = append(out.Drafts, m.Label)
		}
	}
	var last record.ID
	err = r.st.ScanKeys([]byte{prefixSection}, func(key []byte) error {
		if p, ok := parsePlace(key); ok && p.id != last {
			out.Records++
			last = p.id
		}
		return nil
	})
	if err != nil {
		return nil, fromStore(err, "count the records")
	}
	out.Pending = r.PendingRotations()
	var late []Notice
	out.Review, out.Warnings = r.review()
	if out.Backup, late, err = r.backup(); err != nil {
		return nil, err
	}
	out.Warnings = append(out.Warnings, late...)
	out.Recovery, late = r.recovery()
	out.Warnings = append(out.Warnings, late...)
	out.Founder, err = r.FounderFingerprint()
	out.SeenHere = out.Founder != ""
	return out, err
}
