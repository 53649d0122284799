// Package audit is the log: what an entry looks like, how it is appended, and
// how anyone can check that none was changed or removed. It does no I/O, opens
// nothing sealed and knows no vault; package vault composes it with keys and a
// store.
//
// The log is a Merkle tree as in RFC 6962 (golang.org/x/mod/sumdb/tlog), its
// head a C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint). A leaf is
//
//	casevault-audit/v1
//	seq 41
//	prev <root>                 of entries 0..40
//	authority 17                the newest entry before this one that has an auth line
//	add <commitment>            one a value written
//	del <commitment>            one a value replaced or removed
//	set <count> <root>          of all that is stored after this entry
//	auth <statement>            authority entries only
//	sig <signer> <signature>
//
//	<body>
//
// Numbers are decimal, commitments 64 hexadecimal digits, everything else
// standard base64 (roots with padding, as in checkpoints; the rest without).
// Lines stand in this order and end with a line feed. Entry 0 has no authority
// line and prev is the root of the empty tree. "add" lines stand in the order
// in which the values were written, all before the first "del". The body is
// whatever follows the empty line: an age file, see [Event].
//
// The head is public: it tells a thief how many values changed, not which or
// by whom. The commitments bind the log to the store ([Commit]); the statement
// of an authority entry is what says who is a member ([Statement]).
package audit

import (
	"errors"
	"fmt"
)

// ErrDamaged says that a log does not parse or does not agree with itself.
var ErrDamaged = errors.New("the log was altered")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// A VerifyFunc checks an Ed25519 signature by the 32-byte public key over
// kind and parts (and the vault's id, which it knows).
type VerifyFunc func(public, sig []byte, kind string, parts ...[]byte) bool
