package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// SalvageOptions say whose keys open a damaged vault, and where the rest goes.
type SalvageOptions struct {
	To         string // folder of the new vault, absent or empty
	Identity   string // an admin's identity file of the damaged vault
	Passphrase crypto.Passphrase
	WorkFactor int // of the new identity's scrypt; 0: the default
	Reason     string
	Trial      bool // only say what there is
}

// A SalvageResult says what came over and what did not.
type SalvageResult struct {
	From        crypto.VaultID // the damaged vault
	Vault       crypto.VaultID // the new one; zero in a trial
	Identity    string         // of the new vault
	Whole       int            // records that are all there
	Part        []PartRecord
	Erased      []record.ID // there, but known to be erased: left behind
	Lost        []record.ID // named by the log or the catalogue, and nothing of them can be read
	Entries     int64       // of the old log that can be read
	EntriesLost int64
	Damage      []string // files and what is wrong with them
	Members     []string // who was enrolled, to be added again
}

// A PartRecord came over without what is missing, or with what is unproven.
type PartRecord struct {
	ID      record.ID
	Missing []string
}

// Complete reports whether all came over, the old log included.
func (r *SalvageResult) Complete() bool {
	return len(r.Part)+len(r.Lost) == 0 && r.EntriesLost == 0
}

// Salvage reads what can be read of the damaged vault in cfg.Dir, which does not
// change, and founds a new one with it: another id, new keys, the member as its
// founder. Records keep their ids and histories. The log of the new vault begins
// with what is missing; what can be read of the old one lies beside it in the
// file "old-log". A vault without damage is refused: from there everything
// could be read with no entry in its log.
func Salvage(ctx context.Context, cfg Config, o SalvageOptions) (*SalvageResult, error) {
	to := cfg
	to.Dir = o.To
	if !o.Trial {
		if err := absentOrEmpty(to.Dir); err != nil {
			return nil, err
		}
	}
	id, err := readPinned(to, o.Identity, o.Passphrase) // a failed unlock is not noted in the damaged vault
	if err != nil {
		return nil, err
	}
	r, err := readRemains(cfg.Dir, id)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if err := r.permit(); err != nil {
		return nil, err
	}
	if err := r.recall(to, o.Identity); err != nil {
		return nil, err
	}
	schema, err := r.readSchema()
	if err != nil {
		return nil, err
	}
	out, all := r.records(schema)
	if r.sound && out.Complete() {
		return nil, fail(Failed, "nothing of this vault is damaged: what it holds is read through its log")
	}
	if o.Trial {
		return out, nil
	}
	return out, r.rebuild(ctx, to, o, out, all)
}

// permit refuses who is not an admin, as far as can be known.
func (r *remains) permit() error {
	m := r.roster.Member(r.id.Label)
	switch {
	case r.whole && m == nil:
		return fail(NotMember, "%s is not or no longer a member", r.id.Label)
	case m != nil && !m.Has(audit.RoleAdmin):
		return fail(NotPermitted, "%s does not have the role %s", r.id.Label, audit.RoleAdmin)
	}
	return nil
}

// recall takes what this machine remembers of the vault: in an old copy those are
// there who were erased since, and those are members who were removed since.
func (r *remains) recall(cfg Config, identityFile string) error {
	known := &Reader{cfg: cfg, roster: audit.NewRoster()}
	known.roster.Vault = r.id.Vault
	erased, err := known.remembered(erasedMemory(), identityFile)
	if err != nil {
		return err
	}
	for text := range erased {
		r.erased[record.ID([]byte(text))] = true
	}
	if r.former, err = known.remembered(revokedMemory(), identityFile); err != nil {
		return err
	}
	if r.former[r.id.Label] {
		return fail(NotMember, "%s was removed since: another admin salvages", r.id.Label)
	}
	return nil
}

// rebuild founds the new vault beside its place and moves it there when all
// that was written checks out.
func (r *remains) rebuild(ctx context.Context, to Config, o SalvageOptions, out *SalvageResult, all []record.ID) error {
	if o.WorkFactor == 0 {
		o.WorkFactor = crypto.DefaultWorkFactor
	}
	building, err := beside(&to)
	if err != nil {
		return err
	}
	defer os.RemoveAll(building.Dir)
	f, note, err := r.refound(ctx, building, o, out, all)
	if ctx.Err() != nil {
		return fail(Interrupted, "the salvage was interrupted; there is no new vault")
	}
	if err != nil {
		return err
	}
	if err := r.keepOldLog(filepath.Join(building.Dir, "old-log"), building.Step); err != nil {
		return fail(Failed, "keep the old log: %w", err)
	}
	reader := &Reader{cfg: to, roster: audit.NewRoster()}
	reader.roster.Vault = f.id.Vault
	if err := reader.writeLastSeen("", note); err != nil {
		return fail(Failed, "remember the vault on this machine: %w", err)
	}
	if err := install(building, to); err != nil {
		return err
	}
	out.Vault, out.Identity = f.id.Vault, filepath.Join(to.Dir, "members", f.id.Label+".age")
	return nil
}

// refound writes the new vault and returns its newest checkpoint.
func (r *remains) refound(ctx context.Context, cfg Config, o SalvageOptions, out *SalvageResult, all []record.ID) (*founding, []byte, error) {
	init := InitOptions{Label: r.id.Label, Schema: r.schema, WorkFactor: o.WorkFactor, Passphrase: o.Passphrase}
	f, err := found(init)
	if err != nil {
		return nil, nil, err
	}
	if err := f.write(cfg, init); err != nil {
		return nil, nil, err
	}
	reader, err := openReader(cfg, store.Options{})
	if err != nil {
		return nil, nil, err
	}
	defer reader.Close()
	reader.aside = true
	reader.idFile = filepath.Join(cfg.Dir, "members", f.id.Label+".age")
	s := &Session{Reader: reader, id: f.id}
	if err := s.unlock(); err != nil {
		return nil, nil, err
	}
	if err := s.tellDamage(out, o.Reason); err != nil {
		return nil, nil, err
	}
	if err := s.takeProfiles(r); err != nil {
		return nil, nil, err
	}
	if err := s.takeOver(ctx, all, func(id record.ID) *stored { return r.record(reader.schema, id).st }); err != nil {
		return nil, nil, err
	}
	releases, _ := r.ledgerRemains()
	if err := s.takeLedger(releases); err != nil {
		return nil, nil, err
	}
	report, err := s.tryOut(true)
	if err == nil && !report.OK {
		err = fail(Integrity, "what was written does not check out: %s", report.Findings[0].What)
	}
	return f, s.note, err
}

// notesPerEntry keeps an entry with its notes under the limit of a leaf.
const notesPerEntry = 300

// tellDamage writes what is missing into the new log.
func (s *Session) tellDamage(out *SalvageResult, reason string) error {
	notes := []string{"from-vault:" + out.From.String(), fmt.Sprintf("old-entries:%d", out.Entries), fmt.Sprintf("old-entries-lost:%d", out.EntriesLost)}
	for _, id := range out.Lost {
		notes = append(notes, "lost:"+id.String())
	}
	for _, p := range out.Part {
		notes = append(notes, fmt.Sprintf("part:%s:%d", p.ID, len(p.Missing)))
	}
	for notes := range slices.Chunk(notes, notesPerEntry) {
		if err := s.commit(audit.Event{Action: "salvage", Reason: reason, Notes: notes}, writes{}); err != nil {
			return err
		}
	}
	return nil
}

// salvageBatch leaves room in a transaction for one more record of any size.
const salvageBatch = 400 << 10

// takeOver writes the records as an import does, in batches with an entry each.
func (s *Session) takeOver(ctx context.Context, all []record.ID, piece func(record.ID) *stored) error {
	cat := s.catalogue()
	var b sealer
	var ids []string
	size := 0
	flush := func() error {
		fresh := len(b.places)
		cat.flush(&b)
		put, err := b.seal(s)
		if err != nil {
			return err
		}
		e := audit.Event{Action: "salvage", Records: ids, Count: len(ids)}
		err = s.commit(e, writes{put: put, fresh: fresh})
		b, ids, size = sealer{}, nil, 0
		return err
	}
	for n, id := range all {
		st := piece(id)
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := cat.assign(st); err != nil {
			return err
		}
		var held []record.Compartment
		for _, c := range record.Compartments() {
			if c == "work" || st.rec.Has(c) {
				held = append(held, c)
			}
		}
		from := len(b.sections)
		if _, err := s.putRecord(&b, st, held, HistoryLine{Action: "salvage", Fields: []string{}}); err != nil {
			return fmt.Errorf("record %s: %w", st.id, err)
		}
		if err := cat.put(st, held, true); err != nil {
			return err
		}
		ids = append(ids, string(st.id[:]))
		for _, sec := range b.sections[from:] {
			size += len(sec.Payload) + sectionMost
		}
		if size > salvageBatch || len(b.places) > batchSections {
			if err := flush(); err != nil {
				return err
			}
		}
		s.cfg.progress(n+1, len(all))
	}
	if len(ids) == 0 {
		return nil
	}
	return flush()
}

// keepOldLog writes what can be read of the old log, with what is needed to
// verify it and for an auditor to open it, as an archive that is not sealed:
// in the old vault it lay open, too.
func (r *remains) keepOldLog(path string, step store.Step) error {
	return store.WriteNew(path, step, func(w io.Writer) error {
		a, err := newArchiveWriter(w)
		if err != nil {
			return err
		}
		for _, name := range []string{"HEAD", "keyring"} {
			read := r.ReadHead
			if name != "HEAD" {
				read = func() ([]byte, error) { return r.ReadFile(name) }
			}
			if b, err := read(); err == nil {
				err = a.item(archiveFile, []byte(name), b)
				if err != nil {
					return err
				}
			}
		}
		for _, key := range r.Keys(nil) {
			if !slices.Contains([]byte{prefixLeaf, prefixHash, prefixHead, prefixSchema, prefixProfile}, key[0]) {
				continue
			}
			value, err := r.Get(key)
			if err != nil {
				return err
			}
			if err := a.item(archivePair, key, value); err != nil {
				return err
			}
		}
		_, err = a.end()
		return err
	}, func(temp string) error {
		f, err := os.Open(temp)
		if err != nil {
			return err
		}
		defer f.Close()
		a, err := newArchiveReader(f)
		for more := err == nil; more && err == nil; {
			more, err = a.next()
		}
		return errors.Join(err)
	})
}
