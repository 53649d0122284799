package main

import (
	"errors"
	"fmt"
	"os"

	"casevault/vault"
)

// An output is the new file of -o. It is made before the work begins, so that a
// path that cannot be written costs nothing, and never replaces a file: reports
// and checkpoints are what a later state is held against.
type output struct {
	path string
	f    *os.File
	kept bool
}

// newOutput makes the file, mode 0600; path "" is none.
func newOutput(path string) (*output, error) {
	if path == "" {
		return &output{}, nil
	}
	if err := vault.CheckName(path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make the file of -o: %w", err)
	}
	return &output{path: path, f: f}, nil
}

// write fills the file; it is on the disk when write returns.
func (o *output) write(b []byte) error {
	_, err := o.f.Write(b)
	if err = errors.Join(err, o.f.Sync()); err != nil {
		return fmt.Errorf("write the file of -o: %w", err)
	}
	o.kept = true
	return nil
}

// close removes the file again if nothing was to be written.
func (o *output) close() error {
	if o.f == nil {
		return nil
	}
	err := o.f.Close()
	if !o.kept {
		err = errors.Join(err, os.Remove(o.path))
	}
	return err
}

// writeOut writes the file of -o, or one in its folder, at once.
func writeOut(path string, b []byte) error {
	o, err := newOutput(path)
	if err != nil {
		return err
	}
	return errors.Join(o.write(b), o.close())
}

// putFile writes the file of -o, and says that it is not encrypted.
func (e *env) putFile(text []byte, out *output) error {
	if err := out.write(text); err != nil {
		return err
	}
	e.tell("output.plain", out.path)
	return nil
}

// sessionInto is [env.session] for work whose result may go into the file of -o.
func (e *env) sessionInto(path string, work func(s *vault.Session, out *output, reason string) error) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	out, err := newOutput(path)
	if err != nil {
		return err
	}
	err = l.session(func(s *vault.Session) error { return work(s, out, l.reason) })
	return errors.Join(err, out.close())
}
