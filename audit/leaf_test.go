package audit

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func fullLeaf(t testing.TB) (*Leaf, []byte) {
	t.Helper()
	set := SetOf(values("a", "b", "c"))
	l := &Leaf{Seq: 41, Prev: value("prev"), Authority: 17, Add: values("a", "b"), Del: values("c"), Set: &set, Body: []byte("age\n\nbody\x00")}
	kim := newPerson("kim")
	kim.sign(l, trail("kim", 2))
	raw, err := l.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return l, raw
}

func TestLeafRoundTrip(t *testing.T) {
	full, _ := fullLeaf(t)
	empty := SetOf(nil)
	first := &Leaf{Authority: -1, Set: &empty, Body: []byte{}}
	newPerson("kim").sign(first, founding(newPerson("kim")))
	for name, l := range map[string]*Leaf{
		"every line":    full,
		"entry 0":       first,
		"nothing":       {Seq: 1, Body: []byte{}},
		"body of lines": {Seq: 9, Authority: 8, Body: []byte("\n\nseq 3\n\n")},
		"only del":      {Seq: 9, Del: values("x"), Body: []byte{}},
	} {
		raw, err := l.Marshal()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := ParseLeaf(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !reflect.DeepEqual(got, l) {
			t.Errorf("%s: parsed %+v, want %+v", name, got, l)
		}
	}
}

func TestLeafRefusesDeviations(t *testing.T) {
	l, raw := fullLeaf(t)
	a := string(appendHex(nil, "add ", l.Add[0]))
	b := string(appendHex(nil, "add ", l.Add[1]))
	c := string(appendHex(nil, "del ", l.Del[0]))
	prev := "prev " + l.Prev.String()
	set := "set 3 " + l.Set.Root.String() + "\n"
	signer, sig := b64.EncodeToString(l.Signer[:]), b64.EncodeToString(l.Sig)
	// The last letter of a signature carries two unused bits. Two spellings
	// would be two leaves that say the same.
	loose := sig[:len(sig)-1] + string(sig[len(sig)-1]+1)
	for name, d := range map[string][2]string{
		"version":              {leafVersion, "casevault-audit/v2"},
		"space before version": {leafVersion, " " + leafVersion},
		"carriage return":      {"seq 41\n", "seq 41\r\n"},
		"plus sign":            {"seq 41", "seq +41"},
		"leading zero":         {"seq 41", "seq 041"},
		"negative seq":         {"seq 41", "seq -41"},
		"seq out of range":     {"seq 41", "seq 9223372036854775808"},
		"two spaces":           {"seq 41", "seq  41"},
		"no seq":               {"seq 41\n", ""},
		"seq twice":            {"seq 41\n", "seq 41\nseq 41\n"},
		"authority at entry 0": {"seq 41", "seq 0"},
		"no authority":         {"authority 17\n", ""},
		"negative authority":   {"authority 17", "authority -1"},
		"unpadded root":        {prev, strings.TrimRight(prev, "=")},
		"short root":           {prev, "prev AAAA"},
		"space after root":     {prev, prev + " "},
		"upper case hex":       {a, "add " + strings.ToUpper(a[4:])},
		"short commitment":     {a, a[:len(a)-3] + "\n"},
		"long commitment":      {a, a[:len(a)-1] + "00\n"},
		"del before add":       {b + c, c + b},
		"set before del":       {c + set, set + c},
		"unknown line":         {"set 3", "get 3"},
		"set with plus":        {"set 3", "set +3"},
		"set without root":     {set, "set 3\n"},
		"set twice":            {"auth ", set + "auth "},
		"empty auth":           {"auth " + b64.EncodeToString(l.Statement), "auth "},
		"padded auth":          {"\nsig ", "=\nsig "},
		"no sig":               {"\nsig " + signer + " " + sig, ""},
		"short signer":         {"sig " + signer, "sig " + b64.EncodeToString(l.Signer[:7])},
		"short signature":      {sig, b64.EncodeToString(l.Sig[:63])},
		"unused bits":          {sig, loose},
		"line after sig":       {sig, sig + "\nx"},
	} {
		if _, err := ParseLeaf(replaced(t, raw, d[0], d[1])); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v, want ErrDamaged", name, err)
		}
	}
	if _, err := ParseLeaf(l.Head()); !errors.Is(err, ErrDamaged) {
		t.Errorf("no empty line: error %v, want ErrDamaged", err)
	}
}

func TestLeafLimit(t *testing.T) {
	l := &Leaf{Seq: 1}
	room := MaxLeaf - len(l.Head()) - 1
	l.Body = make([]byte, room)
	raw, err := l.Marshal()
	if err != nil || len(raw) != MaxLeaf {
		t.Fatalf("largest entry: %d bytes, %v", len(raw), err)
	}
	if _, err := ParseLeaf(raw); err != nil {
		t.Errorf("largest entry: %v", err)
	}
	if _, err := ParseLeaf(append(raw, 0)); !errors.Is(err, ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
	l.Body = make([]byte, room+1)
	if _, err := l.Marshal(); err == nil {
		t.Error("marshalled an entry over the limit")
	}
}

func FuzzParseLeaf(f *testing.F) {
	_, raw := fullLeaf(f)
	f.Add(raw)
	c := newChain(f)
	c.authority(newPerson("kim"), founding(newPerson("kim")))
	c.plain(nil)
	for _, raw := range c.leaves {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ParseLeaf(b)
		if asDamage(t, err) {
			return
		}
		if again, err := l.Marshal(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("accepted %q, marshals as %q (%v)", b, again, err)
		}
	})
}
