package vault

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"casevault/audit"
	"casevault/vault/record"
	"casevault/vault/release"
)

// consentField is where a record has what its person consented to: a list of
// scope, recipient, date and withdrawn.
const consentField = "consent"

// A wish is what a release needs the consent of each person to.
type wish struct {
	scope      string   // of the profile
	recipients []string // any of these may be named: the kind, or whom it is for
	day        string   // of the release
}

func (w *wish) of(p *release.Profile, recipient string) {
	w.scope = record.FoldKey(p.Consent)
	for _, s := range []string{p.Kind, recipient} {
		if key := record.FoldKey(s); key != "" {
			w.recipients = append(w.recipients, key)
		}
	}
}

// met reports whether a record has a consent that was given by that day, was
// not withdrawn by then, and names the scope and one of the recipients. What
// leaves a part of that open is no consent: nobody could show it later.
func (w *wish) met(rec *record.Record) bool {
	return slices.ContainsFunc(rec.Get(consentField).Items(), func(it record.Item) bool {
		given := it["date"] != "" && it["date"] <= w.day
		withdrawn := it["withdrawn"] != "" && it["withdrawn"] <= w.day
		return given && !withdrawn && record.FoldKey(it["scope"]) == w.scope &&
			slices.Contains(w.recipients, record.FoldKey(it["recipient"]))
	})
}

// A NoConsentError says whose consent a release lacks.
type NoConsentError struct {
	Scope   string
	Records []record.ID
}

// shownIDs is how many ids a message names.
const shownIDs = 10

func (e *NoConsentError) Error() string {
	var ids []string
	for _, id := range e.Records[:min(len(e.Records), shownIDs)] {
		ids = append(ids, id.String())
	}
	if len(e.Records) > shownIDs {
		ids = append(ids, "…")
	}
	return fmt.Sprintf("records without a consent in force to %q for this recipient: %d: %s", e.Scope, len(e.Records), strings.Join(ids, ", "))
}

// withdrawn reports whether a consent that was in force on the day is no longer
// among those of the record.
func withdrawn(before, after *record.Record, day string) bool {
	inForce := func(rec *record.Record) (out []string) {
		for _, it := range rec.Get(consentField).Items() {
			if it["date"] != "" && it["date"] <= day && (it["withdrawn"] == "" || it["withdrawn"] > day) {
				out = append(out, record.FoldKey(it["scope"])+"\x00"+record.FoldKey(it["recipient"]))
			}
		}
		return out
	}
	left := inForce(after)
	return slices.ContainsFunc(inForce(before), func(c string) bool { return !slices.Contains(left, c) })
}

// checkConsent refuses who did not consent to what the profile needs.
func (r *releasing) checkConsent(ctx context.Context) error {
	if r.profile.Consent == "" {
		return nil
	}
	w := wish{day: r.on.Day.Format(time.DateOnly)}
	w.of(r.profile, r.o.For)
	var without []record.ID
	err := r.each(ctx, func(st *stored) error {
		if !w.met(st.rec) {
			without = append(without, st.id)
		}
		return nil
	}, "work")
	if err != nil {
		return err
	}
	if len(without) == 0 {
		return nil
	}
	if r.o.WithoutConsent {
		r.without = len(without)
		return nil
	}
	e := audit.Event{Notes: []string{"release", "consent"}, Count: len(without), Reason: r.o.Reason}
	return r.s.refuse(e, &NoConsentError{r.profile.Consent, without})
}
