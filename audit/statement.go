package audit

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"
)

// A Statement is what an authority entry declares. Its text is
//
//	casevault-statement/v1
//	kind KIND
//	nonce NONCE                      16 random bytes; founding only
//	member LABEL KEY ROLES RECIPIENT enrols: Ed25519 public key, roles with commas, age1pq1…
//	epoch COMPARTMENT N KEYID        a new key of a compartment
//	audit N RECIPIENT                what members seal to, for auditors
//	log N KEY                        the log key: signs each checkpoint that covers this entry
//	schema HASH                      SHA-256 of the stored schema
//	sealed LABEL WHAT N HASH         a blob of the keyring that counts from now on
//	review MONTH DATE VERDICT HASH   2026-11, 2026-12-01, sound or unsound, SHA-256 of the report
//	setting NAME VALUE               NAME [a-z][a-z0-9-]*, VALUE printable ASCII without space, each up to 64 bytes
//	revoke LABEL                     who is no longer a member
//	restore SIZE ROOT                the newest state of the log that was known at a restore
//	recovery SET KEY RECIPIENT SHARES THRESHOLD   what the shares of a set bring back: Ed25519 public key, age1pq1…
//	share N HASH                     [Share.Hash] of share N of that set
//	erased ID                        a record that is no more, by its id without dash
//	renew LABEL KEY RECIPIENT SIG    other keys of a member, see [Renewal]
//	profile NAME VERSION HASH        a release profile, [a-z][a-z0-9-]* up to 40 bytes, and SHA-256 of its JSON
//
// Lines of one word are sorted as bytes; numbers are decimal, keys and hashes
// base64. Words stand in this order. Which words a kind may use, and whose
// signature it needs, is decided by [Roster.Apply].
type Statement struct {
	Kind    string
	Nonce   []byte
	Members []Enrolment
	Epochs  []Epoch
	Audit   *AuditKey
	Log     *LogKey
	Schema  *[32]byte
	Sealed  []Sealed
	Review  *Review
	Setting []Setting
	Revoke  string
	Restore *Restore

	Recovery *Recovery
	Shares   []ShareHash
	Erased   []string
	Renew    *Renewal
	Profile  *Profile
}

// An Enrolment makes somebody a member.
type Enrolment struct {
	Label     string
	Key       [32]byte
	Roles     []string // sorted
	Recipient string
}

// An Epoch names the key of a compartment: N counts from 1.
type Epoch struct {
	Compartment string
	N           int
	Key         [8]byte
}

// An AuditKey is the age recipient of compartment audit.
type AuditKey struct {
	N         int
	Recipient string
}

// A LogKey is the public half of the key that signs checkpoints.
type LogKey struct {
	N   int
	Key [32]byte
}

// A Sealed line announces a blob of the keyring.
type Sealed struct {
	Label, What string
	Epoch       int
	Hash        [32]byte
}

// A Review is what an auditor says of a month. It vouches for the entries
// before its own, whose root is its entry's prev.
//
// The day and the verdict stand in clear because everybody is to see that a
// review is overdue, with no key; the report itself is kept elsewhere.
type Review struct {
	Month   string // YYYY-MM, the month reviewed
	Date    string // YYYY-MM-DD, the day by the reviewer's clock
	Verdict string // Sound or Unsound
	Report  [32]byte
}

// Verdicts of a review.
const (
	Sound   = "sound"
	Unsound = "unsound"
)

// A Setting is a choice that holds for all members. Package vault knows the
// names and what they may be.
type Setting struct{ Name, Value string }

// A Profile is one version of a release profile. Package vault keeps its JSON
// and knows what it may hold.
type Profile struct {
	Name    string
	Version int
	Hash    [32]byte
}

// A Restore says what the log was, as far as anybody knew, when a backup took
// its place: entries from its own on, below Size, are lost.
type Restore struct {
	Size int64
	Root tlog.Hash
}

const statementVersion = "casevault-statement/v1"

// Roles a member can have.
const (
	RoleAdmin      = "admin"
	RoleAuditor    = "auditor"
	RoleCaseworker = "caseworker"
)

// ValidLabel reports whether s can name a member: 1 to 64 bytes of letters,
// digits, dot, dash and underscore, not beginning with a dot or dash. Letters
// are composed: conjoining jamo and combining marks would make two spellings
// of one name. It stands in file names and in lines split at spaces.
func ValidLabel(s string) bool {
	if s == "" || len(s) > 64 || !utf8.ValidString(s) || s[0] == '.' || s[0] == '-' {
		return false
	}
	for _, r := range s {
		jamo := r >= 0x1100 && r <= 0x11FF || r >= 0xA960 && r <= 0xA97F || r >= 0xD7B0 && r <= 0xD7FF
		if jamo || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_", r) {
			return false
		}
	}
	return true
}

// validSetting reports whether a setting can stand in a statement: in a line
// split at spaces, and on a terminal as it is.
func validSetting(x Setting) bool {
	if x.Name == "" || len(x.Name) > 64 || x.Value == "" || len(x.Value) > 64 || x.Name[0] < 'a' || x.Name[0] > 'z' {
		return false
	}
	for _, c := range []byte(x.Name) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return !strings.ContainsFunc(x.Value, func(r rune) bool { return r <= ' ' || r > '~' })
}

// ValidProfile reports whether s can name a release profile.
func ValidProfile(s string) bool {
	return s != "" && len(s) <= 40 && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// ValidRecord reports whether s can be a record's id: ten characters of
// Crockford's base32, without dash.
func ValidRecord(s string) bool {
	return len(s) == 10 && strings.Trim(s, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ""
}

// Marshal returns the canonical text.
func (s *Statement) Marshal() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\nkind %s\n", statementVersion, s.Kind)
	if s.Nonce != nil {
		fmt.Fprintf(&out, "nonce %s\n", b64.EncodeToString(s.Nonce))
	}
	sorted(&out, s.Members, func(m Enrolment) string {
		return fmt.Sprintf("member %s %s %s %s\n", m.Label, b64.EncodeToString(m.Key[:]), strings.Join(m.Roles, ","), m.Recipient)
	})
	sorted(&out, s.Epochs, func(e Epoch) string {
		return fmt.Sprintf("epoch %s %d %s\n", e.Compartment, e.N, b64.EncodeToString(e.Key[:]))
	})
	if s.Audit != nil {
		fmt.Fprintf(&out, "audit %d %s\n", s.Audit.N, s.Audit.Recipient)
	}
	if s.Log != nil {
		fmt.Fprintf(&out, "log %d %s\n", s.Log.N, b64.EncodeToString(s.Log.Key[:]))
	}
	if s.Schema != nil {
		fmt.Fprintf(&out, "schema %s\n", b64.EncodeToString(s.Schema[:]))
	}
	sorted(&out, s.Sealed, func(x Sealed) string {
		return fmt.Sprintf("sealed %s %s %d %s\n", x.Label, x.What, x.Epoch, b64.EncodeToString(x.Hash[:]))
	})
	if s.Review != nil {
		fmt.Fprintf(&out, "review %s %s %s %s\n", s.Review.Month, s.Review.Date, s.Review.Verdict, b64.EncodeToString(s.Review.Report[:]))
	}
	sorted(&out, s.Setting, func(x Setting) string { return fmt.Sprintf("setting %s %s\n", x.Name, x.Value) })
	if s.Revoke != "" {
		fmt.Fprintf(&out, "revoke %s\n", s.Revoke)
	}
	if s.Restore != nil {
		fmt.Fprintf(&out, "restore %d %s\n", s.Restore.Size, s.Restore.Root)
	}
	if x := s.Recovery; x != nil {
		fmt.Fprintf(&out, "recovery %d %s %s %d %d\n", x.Set, b64.EncodeToString(x.Key[:]), x.Recipient, x.Shares, x.Threshold)
	}
	sorted(&out, s.Shares, func(x ShareHash) string {
		return fmt.Sprintf("share %d %s\n", x.N, b64.EncodeToString(x.Hash[:]))
	})
	sorted(&out, s.Erased, func(id string) string { return "erased " + id + "\n" })
	if x := s.Renew; x != nil {
		fmt.Fprintf(&out, "renew %s %s %s %s\n", x.Label, b64.EncodeToString(x.Key[:]), x.Recipient, b64.EncodeToString(x.Sig[:]))
	}
	if x := s.Profile; x != nil {
		fmt.Fprintf(&out, "profile %s %d %s\n", x.Name, x.Version, b64.EncodeToString(x.Hash[:]))
	}
	return out.Bytes()
}

func sorted[T any](out *bytes.Buffer, items []T, line func(T) string) {
	text := make([]string, len(items))
	for i, x := range items {
		text[i] = line(x)
	}
	slices.Sort(text)
	out.WriteString(strings.Join(text, ""))
}

// Hash is SHA-256 of the text; of a founding statement it is the vault's id.
func (s *Statement) Hash() [32]byte { return sha256.Sum256(s.Marshal()) }
