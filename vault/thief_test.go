package vault

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
)

// A lesson is what a thief learns, in the words of the threat model, and how.
type lesson struct {
	says  string
	learn func(l *loot)
}

func lessons() []lesson {
	return []lesson{
		{"how many records there are, their random ids, and which compartments each has (that somebody has health notes, not what they say);", func(l *loot) {
			got := make(map[record.ID]string)
			for p := range l.sections() {
				if p.page == 0 {
					got[p.id] += string(letter(p.c))
				}
			}
			l.equal("compartments", len(got), 2)
			l.equal("of the first", sortedText(got[l.ids[0]]), "hinw")
			l.equal("of the second", sortedText(got[l.ids[1]]), "iw")
		}},
		{"the size of each section, in steps of 512 bytes, and how many pages of notes and of history there are;", func(l *loot) {
			notes, rest := 0, -1
			for p, value := range l.sections() {
				if p.c == "notes" && p.id == l.ids[0] {
					notes++
				}
				if len(value) > 64<<10 {
					l.Fatal("the test wants sections of one chunk")
				}
				if rest < 0 {
					rest = len(value) % 512
				}
				l.equal("the remainder of "+p.String(), len(value)%512, rest)
			}
			l.equal("pages of notes", notes, 3)
		}},
		{"how many entries the log has, how many values each wrote and replaced, its size in steps of 256 bytes; and, since it commits to them, which entry wrote each of the values that are stored now;", func(l *loot) {
			written := make(map[[32]byte]int64)
			rest := -1
			for _, e := range l.leaves() {
				for _, c := range e.Add {
					written[c] = e.Seq
				}
				if rest < 0 {
					rest = len(e.Body) % 256
				}
				l.equal(fmt.Sprint("the remainder of entry ", e.Seq), len(e.Body)%256, rest)
			}
			l.equal("entries", len(l.leaves()), 23)
			edit := l.leaves()[9]
			l.equal("values that the edit wrote", len(edit.Add), 3) // work, identity and health, which is new
			l.equal("and replaced", len(edit.Del), 2)
			health := place{l.ids[0], "health", 0}
			l.equal("the entry that wrote the notes on health", written[audit.Commit(health.key(), l.sections()[health])], edit.Seq)
		}},
		{"when files were written, which tells when the office works;", func(l *loot) {
			fi, err := os.Stat(filepath.Join(l.base, "vault", "HEAD"))
			if err != nil || time.Since(fi.ModTime()) > time.Hour {
				l.Error(fi, err)
			}
		}},
		{"members' labels, roles and grants, who made them, and after which entry each first opened the vault: use pseudonyms;", func(l *loot) {
			var got []string
			for _, m := range l.r.Members() {
				got = append(got, fmt.Sprintln(m.Label, m.Roles, m.Compartments, m.Since))
			}
			l.equal("members", strings.Join(got, ""), "kim [admin auditor caseworker] [work identity kin health notes audit] 0\nlee [caseworker] [work kin] 1\n")
			made := make(map[string]string)
			for _, e := range l.leaves() {
				for _, m := range l.r.Members() {
					if e.Statement != nil && crypto.SignerIDOf(m.Key[:]) == crypto.SignerID(e.Signer) {
						made[m.Label] += fmt.Sprint(" ", e.Seq)
					}
				}
			}
			l.equal("statements", fmt.Sprint(made), "map[kim: 0 1 3 4 5 20 21 22 lee: 2]")
		}},
		{"which records were erased, and which are held: their random ids; a guess at the name of a programme can be confirmed if it has a rule of retention;", func(l *loot) {
			base := newVault(l.T)
			var erased, held record.ID
			with(l.T, base, func(s *Session) {
				erased, held = add(l.T, s, `{"case_id":"E-1"}`), add(l.T, s, `{"case_id":"H-1"}`)
				if _, err := s.SetHold(held.String(), true, "a court asked"); err != nil {
					l.Fatal(err)
				}
				if err := s.SetRetention("정착지원", 5, ""); err != nil {
					l.Fatal(err)
				}
				if _, err := s.Erase(context.Background(), []string{erased.String()}, "asked"); err != nil {
					l.Fatal(err)
				}
			})
			r, err := OpenReader(testConfig(base), false)
			if err != nil {
				l.Fatal(err)
			}
			defer r.Close()
			l.equal("erased", fmt.Sprint(r.roster.Erased()), fmt.Sprintf("[%s]", erased[:]))
			l.equal("held", fmt.Sprint(r.Holds()), fmt.Sprint([]record.ID{held}))
			years, _ := r.retention("정착지원")
			_, other := r.retention("다른 사업")
			l.equal("a guess at a programme", fmt.Sprint(years, other), "5 false")
		}},
		{"how many pages the ledger of releases has, their sizes, and which entries wrote them: how often records left, and about how many in all;", func(l *loot) {
			base := newVault(l.T)
			with(l.T, base, func(s *Session) { enter(l.T, s, 1, 3*ledgerIDs) })
			of := *l
			var err error
			if of.r, err = OpenReader(testConfig(base), false); err != nil {
				l.Fatal(err)
			}
			defer of.r.Close()
			var sizes []int
			var wrote []int64
			for _, e := range of.leaves() {
				for n := uint32(0); n < 2; n++ {
					value, err := of.r.st.Get(place{ledgerID(), "work", n}.key())
					if err != nil {
						l.Fatal(err)
					}
					if at := (place{ledgerID(), "work", n}); slices.Contains(e.Add, audit.Commit(at.key(), value)) {
						sizes, wrote = append(sizes, len(value)>>10), append(wrote, e.Seq)
					}
				}
			}
			l.equal("the second release wrote both pages", fmt.Sprint(wrote, sizes), "[2 2] [52 26]")
		}},
		{"reviews (month, day, verdict, auditor), settings, and that a backup was brought back;", func(l *loot) {
			r := l.r.roster.Reviews()[0]
			l.equal("review", r.Month+" "+r.Date+" "+r.Verdict+" "+r.Member, "2026-10 2026-11-02 sound kim")
			l.equal("a setting", l.r.Number("backup-days"), 3)
			l.equal("restores", len(l.r.roster.Restores()), 1)
		}},
		{"recovery sets: how many shares each has and needs, who made it, after which entry, and whether it was used;", func(l *loot) {
			x := l.r.roster.Recovery()
			l.equal("recovery set", fmt.Sprintln(x.Set, x.Shares, x.Threshold, x.Member, x.Seq, x.Used), "1 3 2 kim 21 -1\n")
		}},
		{"the schema: which fields the office keeps, in its own words; and the release profiles that it changed, and when: which of them may leave, for whom, in which form;", func(l *loot) {
			if p, err := l.r.Profile("media", 0); err != nil || p.Shipped || p.Version != 2 {
				l.Error("no profile", err)
			}
			b, err := l.r.SchemaJSON()
			if err != nil || !bytes.Contains(b, []byte("재북가족")) {
				l.Error("no schema", err)
			}
		}},
		{"the newest backups: when, of how many entries, and where each was put;", func(l *loot) {
			stick := filepath.Join(l.base, "stick", "b.age")
			if err := (&Session{Reader: l.r}).rememberBackup(stick); err != nil {
				l.Fatal(err)
			}
			b, err := os.ReadFile(backupsPath(testConfig(l.base)))
			l.equal("backups", fmt.Sprint(string(b), err), fmt.Sprintf("2026-11-23T01:30:00Z 23 %q\n<nil>", stick))
		}},
		{"who has a note or a form half written, and about how long it is;", func(l *loot) {
			d, err := OpenDraft(testConfig(l.base), identityIn(l.base), testPassphrase, "K7QX")
			if err != nil {
				l.Fatal(err)
			}
			d.Begin("", "", "K7QX")
			if err := d.Add("half"); err != nil {
				l.Fatal(err)
			}
			l.sealed("draft", l.file("drafts/kim.age"), `-> mlkem768x25519 \S+\n(\S+\n)+`)
		}},
		{"who said what the columns of lists are;", func(l *loot) {
			l.sealed("columns", l.file("columns/kim.age"), `-> mlkem768x25519 \S+\n(\S+\n)+`)
		}},
		{"failed unlocks since the last session: when, and with which identity file;", func(l *loot) {
			b, err := os.ReadFile(pendingPath(testConfig(l.base)))
			l.equal("pending", fmt.Sprint(string(b), err), "2026-11-23T01:30:00Z kim\n<nil>")
		}},
		{"the name of the computer that had the vault open last;", func(l *loot) {
			host, _ := os.Hostname()
			b, err := os.ReadFile(filepath.Join(l.base, "vault", "lock"))
			l.equal("lock", fmt.Sprint(string(b), err), fmt.Sprintf("%d %s\n<nil>", os.Getpid(), host))
		}},
		{"the vault's id, which connects two copies of one vault.", func(l *loot) {
			c, err := audit.ReadCheckpoint(l.file("HEAD"))
			l.equal("HEAD", fmt.Sprint(c.Origin, err), "casevault/"+l.r.VaultID().String()+"<nil>")
		}},
	}
}

// TestThiefLearns holds the threat model's list of what a thief learns against
// what there is to learn: each thing can be learnt, and every byte of the
// folder is accounted for as one of these things or as ciphertext.
func TestThiefLearns(t *testing.T) {
	l, secrets := newLoot(t)
	for _, x := range lessons() {
		t.Run(x.says, func(t *testing.T) {
			of := *l
			of.T = t
			x.learn(&of)
		})
	}
	l.accountForFolder()
	l.accountForStore()
	if where := filesWith(t, secrets, l.base); len(where) > 0 {
		t.Errorf("in clear: %v", where)
	}
	page := contents(t, filepath.Join("..", "docs", "THREAT-MODEL.md"))
	var want strings.Builder
	for _, x := range lessons() {
		want.WriteString(" - " + x.says)
	}
	if text := strings.Join(strings.Fields(string(page)), " "); !strings.Contains(text, "without a key:"+want.String()+" The state folder") {
		t.Errorf("the threat model must list%s", strings.ReplaceAll(want.String(), " - ", "\n- "))
	}
}
