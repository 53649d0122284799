package vault

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"casevault/crypto"
	"casevault/vault/record"
)

// FuzzPlace: a key that is taken for a place is the one key of that place.
func FuzzPlace(f *testing.F) {
	f.Add(place{record.NewID(), "health", 3}.key())
	f.Add(place{c: "work", page: 1 << 31}.key())
	f.Add([]byte("sK7QXM2M9DIw\x00\x00\x00\x00")) // I for 1
	f.Fuzz(func(t *testing.T, key []byte) {
		if p, ok := parsePlace(key); ok && !bytes.Equal(p.key(), key) {
			t.Errorf("%x is taken for %s", key, p)
		}
	})
}

// FuzzCataloguePage: what parses is written back byte for byte.
func FuzzCataloguePage(f *testing.F) {
	for _, x := range catalogued {
		line := "K7QXM2M9DT" + strings.Repeat("\tv", len(x.fields)) + "\n"
		f.Add(catalogueHead(x.c) + "\n" + line + line)
		f.Add(catalogueHead(x.c) + "\n\t" + line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, x := range catalogued {
			page, err := parseCataloguePage(place{c: x.c}, &crypto.Section{Payload: []byte(text)})
			if err == nil && len(page.lines) > 0 && string(page.payload()) != text {
				t.Errorf("%q became %q", text, page.payload())
			}
		}
	})
}

// FuzzObject: an object is read as encoding/json reads it, or refused.
func FuzzObject(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":null,"b":[{"c":1}]}`, `{"a":1,"\u0061":2}`, `{"a":1}{`, ` {"a":{"a":"\ud800"}} `, `{"a":1,}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		names, values, err := parseObject([]byte(text))
		if err != nil {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatalf("taken, but it is no JSON: %q", text)
		}
		if len(want) != len(values) || len(names) != len(values) {
			t.Fatalf("%d names of %d", len(names), len(want))
		}
		for _, n := range names {
			if !bytes.Equal(want[n], values[n]) {
				t.Errorf("%q is %s, not %s", n, values[n], want[n])
			}
		}
	})
}

// FuzzReason: a phone number is found wherever it stands between words.
func FuzzReason(f *testing.F) {
	f.Add("2026-11-23 ", " today", "0101234", byte('-'))
	f.Add("", "", "9998888", byte(' '))
	f.Fuzz(func(t *testing.T, before, after, digits string, sep byte) {
		if len(digits) != 7 || strings.IndexByte("-. ", sep) < 0 || strings.Trim(digits, "0123456789") != "" {
			return
		}
		number := "010" + string(sep) + "1" + digits[:3] + string(sep) + digits[3:]
		if !hasPhone(before + " " + number + " " + after) {
			t.Errorf("not found in %q", before+" "+number+" "+after)
		}
	})
}
