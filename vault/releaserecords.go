package vault

import (
	"context"
	"errors"
	"slices"

	"casevault/vault/record"
	"casevault/vault/release"
)

// releasable finds the records, in the order of their ids: these are random, so
// the order of the rows tells nothing.
func (s *Session) releasable(o ReleaseOptions) (ids []record.ID, err error) {
	if o.All {
		err = s.eachRecord(func(id record.ID) error { ids = append(ids, id); return nil })
	}
	for _, ref := range o.Refs {
		id, err := s.resolve(ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	slices.SortFunc(ids, record.ID.Compare)
	if ids = slices.Compact(ids); len(ids) == 0 && err == nil {
		err = fail(Usage, "there is no record to release")
	}
	return ids, err
}

// eachRecord calls do with the id of every record that is stored.
func (s *Session) eachRecord(do func(record.ID) error) error {
	var last record.ID
	return fromStore(s.st.ScanKeys([]byte{prefixSection}, func(key []byte) error {
		p, ok := parsePlace(key)
		if !ok || p.id == last {
			return nil
		}
		last = p.id
		return do(p.id)
	}), "look for records")
}

// checkTexts refuses a reason, or a name of the recipient, with the names of
// somebody in it whose record leaves.
func (s *Session) checkTexts(ids []record.ID, texts ...string) error {
	texts = slices.DeleteFunc(texts, func(t string) bool { return t == "" })
	for _, t := range texts {
		if err := checkReason(t, nil); err != nil {
			return err
		}
	}
	if len(texts) == 0 || !s.holds("identity") {
		return nil
	}
	leaves := make(map[record.ID]bool, len(ids))
	for _, id := range ids {
		leaves[id] = true
	}
	return s.readCatalogue(func(e entryLine) error {
		if e.identity == "" || !leaves[e.id()] {
			return nil
		}
		rec, err := s.namesOf(e.identity)
		for _, t := range texts {
			err = errors.Join(err, checkReason(t, rec))
		}
		return err
	}, "work", "identity")
}

func idStrings(ids []record.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id[:])
	}
	return out
}

// each loads compartments of the records, in the order of their ids: one after
// the other, or of many by reading the store from end to end.
func (r *releasing) each(ctx context.Context, fn func(*stored) error, compartments ...record.Compartment) error {
	next := 0
	visit := func(st *stored) error {
		next++
		if ctx.Err() != nil {
			return fail(Interrupted, "the release was interrupted; there is no file")
		}
		return fn(st)
	}
	if len(r.ids) <= namedRecords {
		for _, id := range r.ids {
			st, err := r.s.load(id, compartments...)
			if err == nil {
				err = visit(st)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	err := r.s.everybody(func(st *stored) error {
		if next == len(r.ids) || st.id != r.ids[next] {
			return nil
		}
		return visit(st)
	}, compartments...)
	if err == nil && next < len(r.ids) {
		err = fail(Integrity, "record %s is missing", r.ids[next])
	}
	return err
}

// rows calls do with what leaves of every record, in the forms that the gate
// decided on.
func (r *releasing) rows(ctx context.Context, do func(*stored, release.Row, release.Scanner) error) error {
	r.out.Hits, r.out.Withheld = make(map[string]int), make(map[string]int)
	done := 0
	return r.each(ctx, func(st *stored) error {
		for _, sec := range st.sections {
			if !r.s.signedAmong(sec, r.signed) {
				return fail(Integrity, "record %s: a part was not signed by a member", st.id)
			}
		}
		scan := r.s.scanner(r.profile, st)
		row, err := r.profile.Apply(st.rec, r.on, scan)
		if err != nil {
			return fail(Failed, "record %s: %w", st.id, err)
		}
		for kind, n := range row.Hits() {
			r.out.Hits[kind] += n
		}
		for _, line := range row.Withheld() {
			r.out.Withheld[line]++
		}
		done++
		r.s.cfg.progress(done, len(r.ids))
		return do(st, row, scan)
	}, r.opens()...)
}

// opens are the compartments that the profile and the scan need.
func (r *releasing) opens() []record.Compartment {
	if r.profile.Scans() {
		return record.Compartments()
	}
	return append(r.profile.Compartments(), "work")
}
