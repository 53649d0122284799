//go:build ignore

// Leaks looks for the people of a list in every file below a folder:
//
//	go run leaks.go LIST.csv FOLDER
//
// It takes the list (CP949, with the demo's headers) and searches contents and
// names of files for every legal, romanized and other name, every relative's
// name, phone number and e-mail address, each in UTF-8, in CP949, in UTF-8
// decomposed (NFD, what macOS writes) and in UTF-16. A search that cannot find
// proves nothing, so it first searches copies of the list in these four
// encodings, where it must find them all. It fails if anything was found in
// FOLDER, or anything missed in the copies.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf16"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/unicode/norm"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run leaks.go LIST.csv FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "leaks:", err)
		os.Exit(1)
	}
}

func run(list, folder string) error {
	raw, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	text, err := korean.EUCKR.NewDecoder().Bytes(raw)
	if err != nil {
		return fmt.Errorf("decode the list: %w", err)
	}
	words, err := people(text)
	if err != nil {
		return err
	}
	if err := control(text, words); err != nil {
		return err
	}
	files, found, err := search(folder, words)
	if err != nil {
		return err
	}
	for word, file := range found {
		// These people are invented. A real leak must not be printed.
		fmt.Printf("found in %s: %q\n", file, word)
	}
	if files == 0 || len(found) > 0 {
		return fmt.Errorf("%d of %d words found in %d files", len(found), len(words), files)
	}
	fmt.Printf("control: all %d names, numbers and addresses found in the list itself, in 4 encodings\n", len(words))
	fmt.Printf("search:  none of them found in %d files\n", files)
	return nil
}

// people collects what names the people of the list and their relatives.
func people(text []byte) ([]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	var words []string
	for n, header := range rows[0] {
		for _, row := range rows[1:] {
			switch header {
			case "성명", "영문명", "가명", "전화번호", "전자우편":
				words = append(words, row[n])
			case "재북가족":
				var kin []struct{ Name string }
				if err := json.Unmarshal([]byte(row[n]), &kin); row[n] != "" && err != nil {
					return nil, fmt.Errorf("read the relatives: %w", err)
				}
				for _, k := range kin {
					words = append(words, k.Name)
				}
			}
		}
	}
	// Fewer than six bytes would be met in random bytes by chance: in CP949
	// that is a name of two syllables. The list has none, which must stay so.
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	for _, w := range words {
		if b, err := korean.EUCKR.NewEncoder().String(w); err != nil || len(b) < 6 {
			return nil, errors.New("the list has a name that is too short to search for")
		}
	}
	slices.Sort(words)
	if words = slices.Compact(words); len(words) < 3*(len(rows)-1) {
		return nil, errors.New("the list does not have the demo's headers")
	}
	return words, nil
}

// encodings returns a text in every form it might have reached the disk in.
func encodings(text []byte) ([][]byte, error) {
	cp949, err := korean.EUCKR.NewEncoder().Bytes(text)
	if err != nil {
		return nil, err
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune(string(text))) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	return [][]byte{text, cp949, norm.NFD.Bytes(text), wide}, nil
}

// control searches the list itself, in each encoding alone.
func control(text []byte, words []string) error {
	dir, err := os.MkdirTemp("", "casevault-control")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	copies, err := encodings(text)
	if err != nil {
		return err
	}
	for _, b := range copies {
		if err := os.WriteFile(filepath.Join(dir, "list"), b, 0o600); err != nil {
			return err
		}
		if _, found, err := search(dir, words); err != nil || len(found) != len(words) {
			return fmt.Errorf("the search is blind: it found %d of %d words in the list itself (%v)", len(found), len(words), err)
		}
	}
	return nil
}

// search returns how many files there are, and which words stand where.
func search(folder string, words []string) (files int, found map[string]string, err error) {
	found = make(map[string]string)
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b = append(b, path...)
		for _, w := range words {
			forms, err := encodings([]byte(w))
			if err != nil {
				return err
			}
			if slices.ContainsFunc(forms, func(form []byte) bool { return bytes.Contains(b, form) }) {
				found[w] = path
			}
		}
		return nil
	})
	return files, found, err
}
