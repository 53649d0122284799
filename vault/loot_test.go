package vault

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
)

// A loot is a vault as a thief has it: files, and no key.
type loot struct {
	*testing.T
	base string
	r    *Reader
	ids  [2]record.ID
}

// newLoot fills a vault with words that stand nowhere else, and returns them.
func newLoot(t *testing.T) (*loot, []string) {
	l := &loot{T: t, base: newVault(t)}
	var secrets []string
	word := func(s string) string {
		secrets = append(secrets, s)
		return s
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	with(t, l.base, func(s *Session) { enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work"}) }) // 1
	as(t, l.base, "lee", func(*Session) {})                                                                    // 2
	with(t, l.base, func(s *Session) {
		must(s.Grant("lee", []string{"kin"}, word("grant-reason-xylophone"))) // 3
		must(s.SetSetting("backup-days", "3", word("setting-reason-quokka"))) // 4
		review := &audit.Statement{Kind: "review", Review: &audit.Review{Month: "2026-10", Date: "2026-11-02", Verdict: audit.Sound}}
		must(s.commit(audit.Event{Action: "review"}, writes{statement: review.Marshal()})) // 5
		l.ids[0] = add(t, s, `{"case_id":"`+word("ZX-99120-K")+`","legal_name":"`+word("제갈공명순")+`","birth_date":"`+word("1961-02-27")+
			`","phone":"`+word("010-7781-2291")+`","resident_number":"`+word("610227-1234567")+`"}`) // 6
		l.ids[1] = add(t, s, `{"legal_name":"`+word("을지문덕만")+`"}`)                                        // 7
		_, err := s.Note(l.ids[0].String(), word("a note about ptarmigans"), word("note-reason-axolotl")) // 8
		must(err)
		_, err = s.Edit(l.ids[0].String(), []byte(`{"health_notes":"`+word("wombatophobia")+`","address":"`+word("가오리길 772")+`"}`), word("edit-reason-narwhal")) // 9
		must(err)
		for range 5 { // 10 to 14: three pages
			_, err = s.Note(l.ids[0].String(), word("pangolin")+strings.Repeat(" and more", 1700), "")
			must(err)
		}
		_, err = s.Show(l.ids[0].String(), []string{"all"}, word("reveal-reason-okapi")) // 15
		must(err)
		_, err = s.Find(word("공명순"), "", "") // 16
		must(err)
		_, err = s.Find(word("ptarmigans"), journal, "") // 17
		must(err)
		imported(t, s, "성명,생년월일\n제갈공명순,1961-02-27\n", ImportOptions{Name: word("stolen-list-2026.csv"), Reason: word("import-reason-ocelot")}) // 18: a duplicate
		must(s.RememberColumns([]string{word("secret column header")}, nil))
		_, err = s.AuditLog(LogFilter{}) // 19
		must(err)
		restore := &audit.Statement{Kind: "restore", Restore: &audit.Restore{Size: s.edge.Size(), Root: s.edge.Root()}}
		must(s.commit(audit.Event{Action: "restore"}, writes{statement: restore.Marshal()})) // 20
		shares, err := s.NewShares(3, 2)
		must(err)
		for _, x := range shares {
			word(x.Groups())
		}
		_, err = s.Establish(shares, "") // 21
		must(err)
		_, err = s.EditProfile("media", fewer(t, s, "media"), word("profile-reason-quagga")) // 22
		must(err)
		must(s.Close())
	})
	_, err := Open(testConfig(l.base), identityIn(l.base), crypto.Passphrase(word("a mistyped passphrase")))
	wantKind(t, err, WrongPassphrase)
	secrets = append(secrets, string(testPassphrase), "2026-11-23T10:30:00+09:00", `"action"`, "reveal", "legal_name\t")
	if l.r, err = OpenReader(testConfig(l.base), true); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.r.Close() })
	return l, secrets
}

func (l *loot) equal(what string, got, want any) {
	l.Helper()
	if got != want {
		l.Errorf("%s: %v, want %v", what, got, want)
	}
}

func (l *loot) file(name string) []byte {
	l.Helper()
	b, err := os.ReadFile(filepath.Join(l.base, "vault", name))
	if err != nil {
		l.Fatal(err)
	}
	return b
}

// sections are all sections, by place.
func (l *loot) sections() map[place][]byte {
	l.Helper()
	out := make(map[place][]byte)
	err := l.r.st.Scan([]byte{prefixSection}, func(key, value []byte) error {
		p, _ := parsePlace(key)
		out[p] = bytes.Clone(value)
		return nil
	})
	if err != nil {
		l.Fatal(err)
	}
	return out
}

func (l *loot) leaves() (out []*audit.Leaf) {
	l.Helper()
	err := l.r.st.Scan([]byte{prefixLeaf}, func(_, raw []byte) error {
		e, err := audit.ParseLeaf(bytes.Clone(raw))
		out = append(out, e)
		return err
	})
	if err != nil {
		l.Fatal(err)
	}
	return out
}

// accountForFolder finds every file to be one that the format names, and the
// state folder to tell that and how far this user has seen the vault.
func (l *loot) accountForFolder() {
	seen, err := filepath.Glob(filepath.Join(l.base, "state", "*", "*"))
	if err != nil || len(seen) != 1 || filepath.Base(seen[0]) != l.r.VaultID().String() {
		l.Fatalf("the state folder holds %v %v", seen, err)
	}
	if b, err := os.ReadFile(seen[0]); err != nil || !bytes.Equal(b, l.file("HEAD")) {
		l.Errorf("last seen is not HEAD: %v", err)
	}
	names := regexp.MustCompile(`^(lock|HEAD|pending|backups|(drafts|columns)/kim\.age|members/(kim|lee)\.age|store/CURRENT|store/gen-\d{6}/(keyring|MANIFEST|KEYREGISTRY|DISCARD|\d+\.(sst|mem|vlog)))$`)
	err = filepath.WalkDir(filepath.Join(l.base, "vault"), func(path string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(filepath.Join(l.base, "vault"), path)
		if err == nil && !e.IsDir() && !names.MatchString(filepath.ToSlash(rel)) {
			l.Errorf("a file that the format does not know: %s", rel)
		}
		return err
	})
	if err != nil {
		l.Fatal(err)
	}
	for _, who := range []string{"kim", "lee"} {
		l.sealed("identity", l.file("members/"+who+".age"), `-> scrypt \S+ 10\n\S+\n`)
	}
	keyring, err := l.r.st.ReadFile("keyring")
	if err != nil {
		l.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(keyring), "\n"), "\n") {
		f := strings.Fields(line)
		if i == 0 && line == "casevault-keyring/v1" {
			continue
		}
		if len(f) != 4 {
			l.Fatalf("line %d of the keyring has %d words", i, len(f))
		}
		blob, err := bytesOfBase64(f[3])
		if err != nil {
			l.Fatal(err)
		}
		l.sealed("blob", blob, `(-> mlkem768x25519 \S+\n(\S{64}\n)*\S+\n)+`)
	}
}

// accountForStore finds every value to be what lessons speak of, or sealed: in a
// sealed one nothing is in clear but the id of the key, which is that of all of
// its compartment.
func (l *loot) accountForStore() {
	ids := make(map[string]map[string]bool)
	err := l.r.st.Scan(nil, func(key, value []byte) error {
		what := string(key[0])
		switch key[0] {
		case prefixSchema, prefixProfile, prefixHead:
			return nil
		case prefixHash:
			l.equal("length of a hash", len(value), 32)
			return nil
		case prefixLeaf:
			e, err := audit.ParseLeaf(value)
			if err != nil {
				return err
			}
			value = e.Body // all before it was parsed, and has one form
		default:
			p, _ := parsePlace(key)
			what = string(p.c)
		}
		id := l.sealed(what, value, `-> casevault/ck1 (\S{11}) \S{32}\n\S{43}\n`)
		if ids[what] == nil {
			ids[what] = make(map[string]bool)
		}
		ids[what][id] = true
		return nil
	})
	if err != nil {
		l.Fatal(err)
	}
	for what, of := range ids {
		l.equal("ids of keys under "+what, len(of), 1)
	}
	if !ids["L"]["AAAAAAAAAAA"] || len(ids) != 5 {
		l.Errorf("the ids of keys: %v", ids)
	}
}

// sealed checks that b is an age file whose header has these stanzas alone, and
// returns what the first group of the pattern matches.
func (l *loot) sealed(what string, b []byte, stanzas string) string {
	l.Helper()
	m := regexp.MustCompile(`^age-encryption\.org/v1\n` + stanzas + `--- \S{43}\n`).FindSubmatch(b)
	if m == nil {
		l.Fatalf("%s is no age file of its kind: %.60q", what, b)
	}
	return string(m[len(m)-1])
}

func sortedText(s string) string {
	b := []byte(s)
	slices.Sort(b)
	return string(b)
}
