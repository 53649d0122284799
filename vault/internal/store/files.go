package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

const (
	maxHead = 64 << 10
	maxFile = 16 << 20
)

// ReadHead returns the bytes of DIR/HEAD. When there is none, the error is
// fs.ErrNotExist.
func (s *Store) ReadHead() ([]byte, error) {
	b, err := ReadRegular(headPath(s.dir), maxHead)
	if err != nil {
		return nil, fmt.Errorf("read HEAD: %w", err)
	}
	return b, nil
}

// WriteHead replaces DIR/HEAD, at most 64 KiB, durably. Its failure leaves the
// store usable: HEAD follows the log and may lag behind it.
func (s *Store) WriteHead(b []byte) error {
	if len(b) > maxHead {
		return fmt.Errorf("write HEAD: %w", ErrTooLarge)
	}
	if s.unnamed {
		return errors.New("write HEAD: the rewrite that it speaks of may still fail")
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.writeFile(headPath(s.dir), b)
}

// ReadFile returns the bytes of a file of the live generation, such as
// "keyring". When there is none, the error is fs.ErrNotExist.
func (s *Store) ReadFile(name string) ([]byte, error) {
	if err := checkFileName(name); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, err := ReadRegular(filepath.Join(s.genDir(), name), maxFile)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return b, nil
}

// WriteFile replaces a file of the live generation, at most 16 MiB, durably.
// After an error it holds the old bytes or the new.
func (s *Store) WriteFile(name string, b []byte) error {
	if err := checkFileName(name); err != nil {
		return err
	}
	if len(b) > maxFile {
		return fmt.Errorf("write %s: %w", name, ErrTooLarge)
	}
	s.writing.Lock() // before genDir: a rewrite changes it
	defer s.writing.Unlock()
	return s.writeFile(filepath.Join(s.genDir(), name), b)
}

// writeFile replaces a file. s.writing is held.
func (s *Store) writeFile(path string, b []byte) error {
	if err := s.writable(); err != nil {
		return err
	}
	// Free space below that of an entry is kept, or HEAD could not follow it.
	if err := s.needSpace(spaceToOpen + 2*int64(len(b))); err != nil {
		return err
	}
	return AtomicWrite(path, b, 0o600, s.opt.Step)
}

// stepName is the name under which a file's replacement goes through Step:
// "head", "current", "keyring".
func stepName(path string) string { return strings.ToLower(filepath.Base(path)) }

// checkFileName keeps our files apart from Badger's, whose names have capitals
// or a dot, and inside the folder.
func checkFileName(name string) error {
	ok := name != "" && name != "attachments" && len(name) <= 32
	for _, c := range name {
		ok = ok && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
	}
	if !ok {
		return fmt.Errorf("%q is no name for a file of the store", name)
	}
	return nil
}
