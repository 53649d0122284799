package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/korean"
)

func generate(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, messages bytes.Buffer
	if err := run(args, &out, &messages); err != nil {
		t.Fatal(err, messages.String())
	}
	return out.Bytes()
}

func TestSameBytesAgain(t *testing.T) {
	long := generate(t, "-n", "300", "-seed", "3")
	if !bytes.Equal(long, generate(t, "-n", "300", "-seed", "3")) {
		t.Error("the same seed gives another list")
	}
	if !bytes.HasPrefix(long, generate(t, "-n", "200", "-seed", "3")) {
		t.Error("a shorter list is not the start of a longer one")
	}
	if bytes.Equal(long, generate(t, "-n", "300", "-seed", "4")) {
		t.Error("another seed gives the same list")
	}
}

// TestFormatsAgree reads all three formats with the standard library.
func TestFormatsAgree(t *testing.T) {
	rows := func(b []byte) [][]string {
		all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all[1:]
	}
	want := rows(generate(t, "-n", "200", "-format", "csv"))
	b, err := korean.EUCKR.NewDecoder().Bytes(generate(t, "-n", "200", "-format", "cp949"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte("상담기록\r\n")) {
		t.Error("the Korean list has not Excel's line ends")
	}
	if got := rows(b); !reflect.DeepEqual(got, want) {
		t.Error("cp949 and csv differ")
	}
	dec := json.NewDecoder(bytes.NewReader(generate(t, "-n", "200")))
	for i, row := range want {
		var p person
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		kin, err := jsonCell(p.Kin)
		if err != nil {
			t.Fatal(err)
		}
		if p.CaseID != row[0] || p.Name != row[1] || p.Email != row[11] || kin != row[12] || p.Status != row[14] {
			t.Errorf("jsonl and csv differ in record %d", i)
		}
	}
}

// TestPeople checks what an import relies on: nobody twice, dates in order
// and not in the future, about 2 KB a record.
func TestPeople(t *testing.T) {
	const n = 60_000 // more than twice around the days of birth
	g := newGenerator(9)
	seen := make(map[string]bool, n)
	size := 0
	for i := range n {
		p := g.person(i)
		if key := p.Name + p.Birth; seen[key] {
			t.Fatalf("record %d has name and birth date of another", i)
		} else {
			seen[key] = true
		}
		last := p.Arrival
		for _, note := range p.Notes {
			if note.Date <= last {
				t.Fatalf("record %d: a note of %s after %s", i, note.Date, last)
			}
			last = note.Date
		}
		for _, s := range p.Services {
			last = max(last, s.Start, s.End)
		}
		if p.Birth >= p.Arrival || last > "2026-10-31" {
			t.Fatalf("record %d: born %s, arrived %s, last date %s", i, p.Birth, p.Arrival, last)
		}
		if _, err := time.Parse(time.DateOnly, p.Birth); err != nil {
			t.Fatal(err)
		}
		if i%60 == 0 {
			b, err := json.Marshal(p)
			if err != nil {
				t.Fatal(err)
			}
			size += len(b)
		}
	}
	if mean := size / (n / 60); mean < 1800 || mean > 2300 {
		t.Errorf("a record has %d bytes of JSON on average", mean)
	}
}

// TestNamesStandOut: a search for a name finds the name and no other word.
func TestNamesStandOut(t *testing.T) {
	g := newGenerator(1)
	v := reflect.ValueOf(*g.words)
	var vocabulary strings.Builder
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; !strings.HasPrefix(name, "given") && name != "surnames" {
			for j := range v.Field(i).Len() {
				vocabulary.WriteString(v.Field(i).Index(j).String() + "\n")
			}
		}
	}
	text := vocabulary.String()
	for _, s := range g.words.surnames {
		for _, given := range [][]string{g.words.givenF, g.words.givenM} {
			for _, a := range given {
				for _, b := range given {
					if strings.Contains(text, s+a+b) {
						t.Errorf("%s is also a word", s+a+b)
					}
				}
			}
		}
	}
	for _, given := range [][]string{g.words.givenF, g.words.givenM} {
		if slices.Sort(given); len(slices.Compact(given)) != len(given) {
			t.Error("a syllable stands twice among the given names")
		}
	}
}

func TestRomanise(t *testing.T) {
	for name, want := range map[string]string{
		"홍길동": "Hong Kiltong", "리춘희": "Ri Chunhui", "최옥": "Choe Ok", "박별": "Pak Pyol", "꽝뛰쓿": "Kkwang Ttwissul", "": "",
	} {
		if got := romanise(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// TestDemoList pins the list that the repository ships to the command that
// made it.
func TestDemoList(t *testing.T) {
	shipped, err := os.ReadFile("../../docs/demo/people.cp949.csv")
	if err != nil {
		t.Fatal(err)
	}
	made := generate(t, "-n", "50", "-seed", "7", "-format", "cp949", "-demo")
	if !bytes.Equal(shipped, made) {
		t.Error("docs/demo/people.cp949.csv is not what casegen -n 50 -seed 7 -format cp949 -demo writes")
	}
	text, err := korean.EUCKR.NewDecoder().Bytes(made)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range demoNames() {
		if !bytes.Contains(text, []byte(","+name+",")) {
			t.Errorf("%s is not on the list", name)
		}
	}
}

func TestBadArguments(t *testing.T) {
	for _, args := range [][]string{{"-n", "-1"}, {"-format", "xlsx"}, {"more"}, {"-x"}} {
		var out, messages bytes.Buffer
		if err := run(args, &out, &messages); err == nil || out.Len() > 0 {
			t.Errorf("%q: error %v, wrote %d bytes", args, err, out.Len())
		}
	}
}
