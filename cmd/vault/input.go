package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// maxInput bounds a record, a patch, a note or a map that is read from a file
// or a pipe, in bytes. A record's sections together stay far below it.
const maxInput = 1 << 20

// input reads FILE, or standard input for "-": UTF-8, with or without a mark.
// Errors name the file, never what is in it.
func (e *env) input(name string) ([]byte, error) {
	if name == "-" && e.shell != nil {
		return nil, e.usage("shell.stdin") // it is the terminal, on which the shell asks
	}
	if name == "-" {
		return e.readText(e.In, e.say("stdin"))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the input: %w", err)
	}
	defer f.Close()
	return e.readText(f, name)
}

func (e *env) readText(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(b) > maxInput {
		return nil, fmt.Errorf("read %s: longer than %d bytes", name, maxInput)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(b) {
		return nil, hinted{fmt.Errorf("read %s: not valid UTF-8", name), e.say("hint.utf-8")}
	}
	return b, nil
}

// noReason reports that none was given; a command that needs one says so before
// a passphrase is asked.
func (e *env) noReason() bool { return e.reason == "" && e.reasonFile == "" }

// why returns the reason that was given, if any.
func (e *env) why() (string, error) {
	if e.reasonFile == "" {
		return e.reason, nil
	}
	b, err := e.input(e.reasonFile)
	return strings.TrimSpace(string(b)), err
}
