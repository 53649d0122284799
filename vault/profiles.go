package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casevault/audit"
	"casevault/vault/internal/store"
	"casevault/vault/release"
)

// A ReleaseProfile is one version of a profile, in clear: what it lets leave is
// no secret, and no key is needed to see it.
type ReleaseProfile struct {
	Name    string
	Version int
	Shipped bool             // it came with the program; no admin stored it
	JSON    []byte           // canonical
	Profile *release.Profile // nil if it does not fit the schema
	Problem error            // then: why
}

func profileKey(name string, version int) []byte {
	return append(binary.BigEndian.AppendUint32([]byte{prefixProfile}, uint32(version)), name...)
}

// Profiles returns the profiles in force, sorted by name: the newest stored
// version, else the one that comes with the program.
func (r *Reader) Profiles() ([]ReleaseProfile, error) {
	names := make(map[string]bool)
	for name := range release.Shipped() {
		names[name] = true
	}
	for _, x := range r.roster.Profiles() {
		names[x.Name] = true
	}
	var out []ReleaseProfile
	for _, name := range slices.Sorted(maps.Keys(names)) {
		p, err := r.Profile(name, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, *p)
	}
	return out, nil
}

// Profile returns a version of a profile; 0 is the one in force.
func (r *Reader) Profile(name string, version int) (*ReleaseProfile, error) {
	stored := r.roster.Profiles()
	for i := len(stored) - 1; i >= 0; i-- {
		if x := stored[i]; x.Name == name && (version == 0 || x.Version == version) {
			return r.storedProfile(x)
		}
	}
	if b, ok := release.Shipped()[name]; ok {
		p := r.fitted(name, b)
		if p.Shipped = true; version == 0 || version == p.Version {
			return p, nil
		}
	}
	return nil, fail(NotFound, "there is no such profile, or not in that version")
}

func (r *Reader) storedProfile(x audit.Profile) (*ReleaseProfile, error) {
	b, err := r.st.Get(profileKey(x.Name, x.Version))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, fromStore(err, "read the profile "+x.Name)
	}
	if err != nil || sha256.Sum256(b) != x.Hash {
		return nil, fail(Integrity, "the stored profile %s is not version %d that the log names", x.Name, x.Version)
	}
	p := r.fitted(x.Name, b)
	if p.Profile != nil && (p.Profile.Name != x.Name || p.Profile.Version != x.Version) {
		return nil, fail(Integrity, "the stored profile %s, version %d, says that it is another", x.Name, x.Version)
	}
	p.Version = x.Version
	return p, nil
}

// fitted parses a profile. One that does not fit the schema in force can still
// be seen and replaced.
func (r *Reader) fitted(name string, b []byte) *ReleaseProfile {
	p := &ReleaseProfile{Name: name, Version: release.VersionOf(b), JSON: b}
	p.Profile, p.Problem = release.Parse(b, r.schema)
	return p
}

// EditProfile stores a new version of a profile, or a new profile, for
// everybody and from now on. The JSON begins with the version in force, as
// printed, or with 1; the version that is stored is one more.
func (s *Session) EditProfile(name string, b []byte, reason string) (*release.Profile, error) {
	if err := s.permit(audit.RoleAdmin, "profile"); err != nil {
		return nil, err
	}
	if strings.TrimSpace(reason) == "" {
		return nil, fail(Usage, "a profile is changed for a reason, which the log keeps")
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	p, err := release.Parse(b, s.schema)
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	if p, err = s.nextVersion(name, p); err != nil {
		return nil, err
	}
	return p, s.storeProfile(audit.Event{Action: "profile", Reason: reason}, name, p.Version, p.Encode())
}

func (s *Session) storeProfile(e audit.Event, name string, version int, text []byte) error {
	st := &audit.Statement{Kind: "profile", Profile: &audit.Profile{Name: name, Version: version, Hash: sha256.Sum256(text)}}
	e.Notes = []string{profileNote(name, version)}
	return s.commit(e, writes{put: []store.KV{{Key: profileKey(name, version), Value: text}}, fresh: 1, statement: st.Marshal()})
}

// profileNote is how entries name a version of a profile.
func profileNote(name string, version int) string { return fmt.Sprintf("profile:%s:%d", name, version) }

// nextVersion gives a changed profile its number, if it was made from the
// version in force: else what somebody else changed meanwhile would be lost.
func (s *Session) nextVersion(name string, p *release.Profile) (*release.Profile, error) {
	if p.Name != name {
		return nil, fail(Usage, "the file is not a profile of that name")
	}
	old, err := s.Profile(name, 0)
	var e *Error
	switch {
	case errors.As(err, &e) && e.Kind == NotFound:
		return p.WithVersion(1), nil
	case err != nil:
		return nil, err
	case p.Version != old.Version:
		return nil, fail(Usage, "the file was made from version %d, and version %d is in force: print that one with vault profile show, and change it anew", p.Version, old.Version)
	case bytes.Equal(p.Encode(), old.JSON):
		return nil, fail(Usage, "the file says what is in force already")
	}
	return p.WithVersion(old.Version + 1), nil
}

// takeProfiles stores again, in the log of a salvaged vault, the versions that
// the old log names and that can be read.
func (s *Session) takeProfiles(r *remains) error {
	for _, x := range r.roster.Profiles() {
		if b := r.profile(x); b != nil {
			if err := s.storeProfile(audit.Event{Action: "salvage"}, x.Name, x.Version, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// profile returns a stored version, or nil if it cannot be read.
func (r *remains) profile(x audit.Profile) []byte {
	b, err := r.Get(profileKey(x.Name, x.Version))
	if err != nil || sha256.Sum256(b) != x.Hash {
		return nil
	}
	return b
}
