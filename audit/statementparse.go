package audit

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// ParseStatement is the inverse of [Statement.Marshal] and accepts nothing else.
func ParseStatement(text []byte) (*Statement, error) {
	s, err := parseStatement(string(text))
	if err != nil {
		return nil, damaged("statement: %v", err)
	}
	if !bytes.Equal(s.Marshal(), text) {
		return nil, damaged("statement: not in canonical form")
	}
	return s, nil
}

func parseStatement(text string) (*Statement, error) {
	p := lines{rest: text}
	p.want(statementVersion)
	s := &Statement{Kind: p.value("kind ")}
	for p.rest != "" && p.err == nil {
		f := fields{words: strings.Split(p.next(), " ")}
		switch f.text() {
		case "nonce":
			s.Nonce = f.bytes(16)
		case "member":
			m := Enrolment{Label: f.text(), Key: [32]byte(f.bytes(32)), Roles: strings.Split(f.text(), ","), Recipient: f.text()}
			if !ValidLabel(m.Label) || !slices.IsSorted(m.Roles) {
				f.bad = true
			}
			s.Members = append(s.Members, m)
		case "epoch":
			s.Epochs = append(s.Epochs, Epoch{f.text(), f.number(), [8]byte(f.bytes(8))})
		case "audit":
			s.Audit = &AuditKey{f.number(), f.text()}
		case "log":
			s.Log = &LogKey{f.number(), [32]byte(f.bytes(32))}
		case "schema":
			h := [32]byte(f.bytes(32))
			s.Schema = &h
		case "sealed":
			s.Sealed = append(s.Sealed, Sealed{f.text(), f.text(), f.number(), [32]byte(f.bytes(32))})
		case "review":
			s.Review = &Review{f.date("2006-01"), f.date("2006-01-02"), f.text(), [32]byte(f.bytes(32))}
		case "setting":
			x := Setting{f.text(), f.text()}
			if !validSetting(x) {
				f.bad = true
			}
			s.Setting = append(s.Setting, x)
		case "revoke":
			s.Revoke = f.text()
			f.bad = f.bad || !ValidLabel(s.Revoke)
		case "restore":
			n := f.number()
			root, err := tlog.ParseHash(f.text())
			f.bad = f.bad || err != nil
			s.Restore = &Restore{int64(n), root}
		case "recovery":
			s.Recovery = &Recovery{f.number(), [32]byte(f.bytes(32)), f.text(), f.number(), f.number()}
		case "share":
			s.Shares = append(s.Shares, ShareHash{f.number(), [32]byte(f.bytes(32))})
		case "renew":
			s.Renew = &Renewal{f.text(), [32]byte(f.bytes(32)), f.text(), [64]byte(f.bytes(64))}
			f.bad = f.bad || !ValidLabel(s.Renew.Label)
		case "profile":
			s.Profile = &Profile{f.text(), f.number(), [32]byte(f.bytes(32))}
			f.bad = f.bad || !ValidProfile(s.Profile.Name)
		case "erased":
			id := f.text()
			f.bad = f.bad || !ValidRecord(id)
			s.Erased = append(s.Erased, id)
		default:
			f.bad = true
		}
		if f.bad || len(f.words) != 0 {
			return nil, errors.New("a line does not parse")
		}
	}
	return s, p.err
}

// fields takes one line apart at its spaces.
type fields struct {
	words []string
	bad   bool
}

func (f *fields) text() string {
	if len(f.words) == 0 || f.words[0] == "" {
		f.bad = true
		return ""
	}
	w := f.words[0]
	f.words = f.words[1:]
	return w
}

func (f *fields) number() int {
	n, err := strconv.Atoi(f.text())
	if err != nil || n < 1 {
		f.bad = true
	}
	return n
}

// date takes a date that exists, in the one form that the layout gives it.
func (f *fields) date(layout string) string {
	w := f.text()
	if t, err := time.Parse(layout, w); err != nil || t.Format(layout) != w {
		f.bad = true
	}
	return w
}

func (f *fields) bytes(n int) []byte {
	b, err := b64.DecodeString(f.text())
	if err != nil || len(b) != n {
		f.bad = true
		return make([]byte, n)
	}
	return b
}
