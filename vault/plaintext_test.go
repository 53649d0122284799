package vault

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/unicode/norm"
)

// spellings are the ways in which a text could stand in a file.
func spellings(t *testing.T, text string) map[string][]byte {
	t.Helper()
	var wide []byte
	for _, u := range utf16.Encode([]rune(text)) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	cp949, err := korean.EUCKR.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	plain := map[string][]byte{
		"UTF-8": []byte(text), "UTF-16": wide, "CP949": []byte(cp949), "NFD": norm.NFD.Bytes([]byte(text)),
	}
	out := maps.Clone(plain)
	for name, b := range plain {
		out[name+" in hex"] = []byte(hex.EncodeToString(b))
		// The middle of base64 depends on where the text begins in a group of
		// three bytes; its ends depend on the neighbours and are left out. What is
		// left of a short text stands in a keyring by chance.
		for shift := range 3 {
			e := base64.StdEncoding.EncodeToString(append(make([]byte, shift), b...))
			if middle := e[(shift*8+5)/6 : len(e)-4]; len(middle) >= 8 {
				out[name+" in base64, at "+string(rune('0'+shift))] = []byte(middle)
			}
		}
	}
	return out
}

// filesWith names the files under the folders in which a text stands in some
// spelling.
func filesWith(t *testing.T, texts []string, folders ...string) (where []string) {
	t.Helper()
	for _, dir := range folders {
		for path, b := range fileBytes(t, dir) {
			for _, text := range texts {
				for spelling, want := range spellings(t, text) {
					if name := filepath.Base(path); bytes.Contains(b, want) || strings.Contains(name, string(want)) {
						where = append(where, name+" ("+spelling+")")
					}
				}
			}
		}
	}
	return where
}

func TestNoPlaintextOnDisk(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	secrets := []string{
		"독고영재만", "Zebulon Quartermaine", "010-4907-3381", "XK-77310-Q", "1971-11-29", "가오리잡이배", "wombatophobia", "두만강변모래톱", "home-visit-reason-zq",
		"late note about quinces",
	}
	var ref string
	with(t, base, func(s *Session) {
		ref = add(t, s, `{"case_id":"XK-77310-Q","legal_name":"독고영재만","romanized_name":"Zebulon Quartermaine","phone":"010-4907-3381",
			"birth_date":"1971-11-29","route":"가오리잡이배","health_notes":"wombatophobia","family_in_north":[{"relation":"형","city":"두만강변모래톱"}]}`).String()
		if _, err := s.Note(ref, "late note about quinces", ""); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Show(ref, []string{"all"}, "home-visit-reason-zq"); err != nil {
			t.Fatal(err)
		}
		if rows, err := s.Find("독고영재만", "", ""); err != nil || rows.Len() != 1 {
			t.Fatalf("found %d, %v", rows.Len(), err)
		}
		if rows, err := s.Find("wombatophobia", "health_notes", ""); err != nil || rows.Len() != 1 {
			t.Fatalf("found %d, %v", rows.Len(), err)
		}
		imported(t, s, "사건번호,성명,생년월일,전화번호\nXK-77310-Q,독고영재만,1971-11-29,010-4907-3381\nXK-77310-R,독고영재만둘,1971-11-30,x\n", ImportOptions{})
		// While it is open, its files are not what they are after Close.
		if where := filesWith(t, secrets, base); len(where) > 0 {
			t.Errorf("in an open vault: %v", where)
		}
	})
	if where := filesWith(t, secrets, base); len(where) > 0 {
		t.Errorf("in a closed vault: %v", where)
	}
	// The control: had they been written anywhere, they would have been found.
	for _, text := range secrets {
		for spelling, b := range spellings(t, text) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "x"), append(append([]byte("\x00\x01junk"), b...), "more"...), 0o600); err != nil {
				t.Fatal(err)
			}
			if len(filesWith(t, []string{text}, dir)) == 0 {
				t.Errorf("the search does not see %s", spelling)
			}
		}
	}
	// What the log may say in clear is the member and the schema, so the
	// search reads these files rightly.
	if len(filesWith(t, []string{"legal_name"}, base)) == 0 {
		t.Error("the schema, which is in clear, was not found: the search looks in the wrong place")
	}
}
