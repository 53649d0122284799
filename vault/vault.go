// Package vault is what members do with a vault: add, show, edit, find,
// import, check. It decides who may do what, and composes the packages that
// know one thing each: record (fields and masks), crypto (age files and
// signatures), audit (the log) and store (Badger behind a guard).
//
// Data flows one way. A change goes from input to a record, is split by
// compartment, signed, padded and sealed, and reaches the disk in one
// transaction with the log entry that announces it. A read writes its entry
// first; only then are the granted compartments opened, masked, and handed out
// as a record.View.
package vault

import (
	"errors"
	"fmt"
	"time"

	"casevault/vault/internal/store"
)

// A Config says where a vault is and what of the world its verbs may use.
type Config struct {
	Dir      string           // the vault's folder
	StateDir string           // where this user's "last seen" checkpoints are kept
	Now      func() time.Time // the clock
	Note     func(Notice)     // told what the person should know, before results; may be nil
	Progress func(done, total int)

	// Of the computer, as the caller found it and the person decided.
	Online        bool // a network interface is up
	DespiteOnline bool // open the vault all the same
	DespiteFolder bool // Dir is on a network or copied elsewhere, and that was overruled

	// Step, if set, is given every durable write under a name, so that tests
	// can lose it or report a landed one as failed.
	Step func(op string, do func() error) error
}

// A Notice is something a person should be told that is no failure. Code names
// it in the catalogue of messages.
type Notice struct {
	Code string
	Args []any
}

func (c *Config) notice(code string, args ...any) {
	if c.Note != nil {
		c.Note(Notice{code, args})
	}
}

func (c *Config) progress(done, total int) {
	if c.Progress != nil {
		c.Progress(done, total)
	}
}

// A Kind sorts failures; the command line maps it to an exit code and a hint.
type Kind string

// The kinds of failure.
const (
	Failed          Kind = "failed"           // anything else; nothing was changed
	Usage           Kind = "usage"            // the request makes no sense: unknown field, no reason
	BadReason       Kind = "bad-reason"       // the reason says what must not stand in the log
	ShortReason     Kind = "short-reason"     // many people were revealed today: the reason must say more
	NotAnID         Kind = "not-an-id"        // what was typed can name no record; it may be a person's name
	Ambiguous       Kind = "ambiguous"        // several records, or several identities
	NoVault         Kind = "no-vault"         // there is none in that folder
	InUse           Kind = "in-use"           // another process has it open
	WrongPassphrase Kind = "wrong-passphrase" // it does not open the identity
	WeakPassphrase  Kind = "weak-passphrase"  // a new one is too short
	NotMember       Kind = "not-member"       // an identity of another vault, or no longer a member
	Unpinned        Kind = "unpinned"         // an identity that is not bound to a vault yet: see Pin
	OneTime         Kind = "one-time"         // an identity that needs keys of its owner's first: see Renew
	WrongWords      Kind = "wrong-words"      // not those of the vault's founder
	WrongShares     Kind = "wrong-shares"     // too few, or not those of the recovery set in force
	NotFound        Kind = "not-found"        // no such record, entry
	NotPermitted    Kind = "not-permitted"    // no key, or the role does not allow it
	OnHold          Kind = "on-hold"          // a hold keeps the record from being erased
	Integrity       Kind = "integrity"        // altered, lost or rolled back
	Destroyed       Kind = "destroyed"        // by vault panic
	NotLogged       Kind = "not-logged"       // the entry could not be written: nothing was shown or changed
	Unknown         Kind = "unknown-outcome"  // a write failed and may yet have landed
	Interrupted     Kind = "interrupted"
	Unfit           Kind = "unfit" // the folder or the computer is not fit for a vault
)

// An Error is a failure with its kind. Its text never holds personal data.
type Error struct {
	Kind Kind
	Err  error
}

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

func fail(k Kind, format string, args ...any) error {
	return &Error{k, fmt.Errorf(format, args...)}
}

// KindOf returns the kind of an error from this package.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Failed
}

// fromStore gives the store's errors their kind.
func fromStore(err error, doing string) error {
	if err == nil {
		return nil
	}
	var have *Error
	if errors.As(err, &have) {
		return err
	}
	kind := Failed
	var used *store.InUseError
	var broken *store.DamagedError
	switch {
	case errors.As(err, &used):
		kind = InUse
	case errors.As(err, &broken), errors.Is(err, store.ErrNotFound):
		kind = Integrity
	case errors.Is(err, store.ErrUnknownOutcome):
		kind = Unknown
	case errors.Is(err, store.ErrNoVault):
		kind = NoVault
	case store.Unwritable(err):
		kind = NotLogged
	}
	return fail(kind, "%s: %w", doing, err)
}
