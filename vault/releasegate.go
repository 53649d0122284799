package vault

import (
	"context"
	"errors"
	"slices"

	"casevault/audit"
	"casevault/vault/record"
	"casevault/vault/release"
)

// earlierReleases are those that the recipient, as far as the ledger knows, was
// given before: by them they know more of some people than the file tells.
type earlierReleases struct {
	profiles []*release.Profile
	of       map[record.ID][]int // who was in which, by place in profiles
}

// findEarlier looks for releases to the same recipient. That a file came back
// undoes nothing: it was read.
func (r *releasing) findEarlier() earlierReleases {
	x := earlierReleases{of: make(map[record.ID][]int)}
	leaves := make(map[string]bool, len(r.ids))
	for _, id := range r.ids {
		leaves[string(id[:])] = true
	}
	for _, old := range r.ledger.releases() {
		if old.Failed || !r.sameRecipient(&old) {
			continue
		}
		met := false
		for _, text := range old.Records {
			if leaves[text] {
				id := record.ID([]byte(text))
				x.of[id] = append(x.of[id], len(x.profiles))
				met = true
			}
		}
		if met {
			x.profiles = append(x.profiles, release.Left(old.Lines, r.s.schema))
		}
	}
	return x
}

// sameRecipient: by a key that can open both, or by name. Of two files that are
// for nobody who was named, one person may have both.
func (r *releasing) sameRecipient(old *Release) bool {
	name, was := record.FoldKey(r.o.For), record.FoldKey(old.Recipient)
	if name == "" && was == "" && len(r.o.Recipients) == 0 && len(old.Keys) == 0 {
		return true
	}
	return name != "" && name == was ||
		slices.ContainsFunc(r.o.Recipients, func(k string) bool { return slices.Contains(old.Keys, k) })
}

func (r *releasing) forms() *release.Forms { return r.profile.Forms(r.earlier.profiles...) }

// gate counts the groups of those who leave among everybody in the store, and
// takes coarser forms where the profile has them. Where it names people anyway,
// there is nothing to count.
func (r *releasing) gate(ctx context.Context) error {
	if r.profile.K < 2 {
		return nil
	}
	forms := r.forms()
	g := forms.Gate()
	leaves := make(map[record.ID]bool, len(r.ids))
	for _, id := range r.ids {
		leaves[id] = true
	}
	err := r.s.everybody(func(st *stored) error {
		if ctx.Err() != nil {
			return fail(Interrupted, "the release was interrupted; there is no file")
		}
		values := forms.Values(st.rec, r.on)
		if leaves[st.id] {
			g.AddLeaving(values, forms.Earlier(r.earlier.of[st.id]))
		} else {
			g.Add(values)
		}
		return nil
	}, append(forms.Compartments(), "work")...)
	if err != nil {
		return err
	}
	d, err := g.Decide()
	var small *release.SmallGroupError
	if errors.As(err, &small) {
		e := audit.Event{Notes: []string{"release", "group-size"}, Fields: small.Columns, Count: small.People, Reason: r.o.Reason}
		return r.s.refuse(e, err)
	}
	if err != nil {
		return fail(Failed, "count groups: %w", err)
	}
	r.profile, r.out.Coarser = forms.Coarsened(d)
	r.out.Smallest = d.Smallest
	return nil
}
