// Command agefiles is what a careful office might do without casevault: one age
// file a record, under one key. The bench runs it beside the vault to have a
// measure of the same machine in the same minute. It keeps no log, no index and
// no signatures, does not sync its files, and its key has no passphrase.
//
//	agefiles import LIST.jsonl DIR   a file for each line
//	agefiles show DIR N              the record of line N, from 1 on
//	agefiles find DIR TERM           the lines whose legal_name contains the term
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/age"
)

const maxLine = 4 << 20 // bytes of a record

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "agefiles:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, args []string) error {
	if len(args) != 3 {
		return errors.New("usage: agefiles import LIST DIR | show DIR N | find DIR TERM")
	}
	switch args[0] {
	case "import":
		return importList(args[1], args[2])
	case "show":
		n, err := strconv.Atoi(args[2])
		if err != nil {
			return fmt.Errorf("read the number: %w", err)
		}
		return show(out, args[1], n)
	case "find":
		return find(out, args[1], args[2])
	}
	return fmt.Errorf("there is no command %q", args[0])
}

func recordFile(dir string, n int) string {
	return filepath.Join(dir, fmt.Sprintf("%03d", n/1000), fmt.Sprintf("%06d.age", n))
}

// importList founds DIR with a new key and encrypts each line to it.
func importList(list, dir string) error {
	in, err := os.Open(list)
	if err != nil {
		return err
	}
	defer in.Close()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "key"), []byte(id.String()), 0o600); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if err := seal(recordFile(dir, n), lines.Bytes(), id.Recipient()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func seal(path string, record []byte, to age.Recipient) error {
	var file bytes.Buffer
	w, err := age.Encrypt(&file, to)
	if err == nil {
		_, err = w.Write(record)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, file.Bytes(), 0o600)
}

func show(out io.Writer, dir string, n int) error {
	id, err := key(dir)
	if err != nil {
		return err
	}
	record, err := open(recordFile(dir, n), id)
	if err != nil {
		return err
	}
	_, err = out.Write(append(record, '\n'))
	return err
}

func key(dir string) (*age.X25519Identity, error) {
	b, err := os.ReadFile(filepath.Join(dir, "key"))
	if err != nil {
		return nil, err
	}
	return age.ParseX25519Identity(string(b))
}

func open(path string, id age.Identity) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := age.Decrypt(bytes.NewReader(b), id)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// find has to open every file.
func find(out io.Writer, dir, term string) error {
	id, err := key(dir)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		record, err := open(recordFile(dir, n), id)
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		var person struct {
			Name string `json:"legal_name"`
		}
		if err := json.Unmarshal(record, &person); err != nil {
			return fmt.Errorf("record %d: %w", n, err)
		}
		if strings.Contains(person.Name, term) {
			fmt.Fprintln(out, n)
		}
	}
}
