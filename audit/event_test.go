package audit

import (
	"bytes"
	"encoding/binary"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func event() *Event {
	return &Event{Version: 1, Time: "2026-11-03T09:30:00+09:00", Member: "kim", Action: "reveal", Outcome: "done",
		Records: []string{"K7QXM2M9DT"}, Fields: []string{"phone"}, Reason: "가정 방문 <&> \u2028", Count: 1, Notes: []string{"first-seen-here"}}
}

var signature = bytes.Repeat([]byte{0xee}, sigSize)

// body lays out an event by hand, so that it may be wrong.
func body(text string, sig []byte, size int) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	b = append(append(b, text...), sig...)
	return append(b, make([]byte, max(0, size-len(b)))...)
}

func encoded(t testing.TB, e *Event) []byte {
	t.Helper()
	b, err := e.Encode(func([]byte) []byte { return signature })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEventRoundTrip(t *testing.T) {
	for _, e := range []*Event{event(), {Version: 1}, {Version: 1, Records: []string{}, Reason: strings.Repeat("r", maxReason)}} {
		var given []byte
		b, err := e.Encode(func(text []byte) []byte { given = bytes.Clone(text); return signature })
		if err != nil {
			t.Fatal(err)
		}
		if len(b)%bodyPad != 0 {
			t.Errorf("a body of %d bytes tells the length of what is in it", len(b))
		}
		got, text, sig, err := ParseEvent(b)
		if err != nil {
			t.Errorf("%+v: %v", e, err)
		} else if !reflect.DeepEqual(got, e) || !bytes.Equal(text, given) || !bytes.Equal(sig, signature) {
			t.Errorf("%+v: parsed as %+v", e, got)
		}
	}
}

// Every length of the event, so that none falls between two paddings.
func TestEventPadding(t *testing.T) {
	e := &Event{Version: 1}
	for n := range 2*bodyPad + 1 {
		e.Reason = strings.Repeat("r", n)
		if _, _, _, err := ParseEvent(encoded(t, e)); err != nil {
			t.Fatalf("reason of %d bytes: %v", n, err)
		}
	}
}

func TestEventReasonLimit(t *testing.T) {
	e := &Event{Version: 1, Reason: strings.Repeat("r", maxReason+1)}
	if _, err := e.Encode(func([]byte) []byte { t.Error("signed it"); return signature }); err == nil {
		t.Error("encoded a reason over the limit")
	}
}

func TestEventRefusesDeviations(t *testing.T) {
	_, b, _, err := ParseEvent(encoded(t, &Event{Version: 1}))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	swap := func(old, new string) []byte { return body(string(replaced(t, b, old, new)), signature, bodyPad) }
	full := body(text, signature, bodyPad)
	dirty := bytes.Clone(full)
	dirty[bodyPad-1] = 1
	huge := bytes.Clone(full)
	binary.BigEndian.PutUint32(huge, 0xffffffff)
	beyond := bytes.Clone(full)
	binary.BigEndian.PutUint32(beyond, bodyPad-sigSize-3)
	if _, _, _, err := ParseEvent(full); err != nil {
		t.Fatalf("what the others deviate from: %v", err)
	}
	for name, bad := range map[string][]byte{
		"empty":               nil,
		"no padding":          body(text, signature, 0),
		"a byte short":        full[:bodyPad-1],
		"padding not zero":    dirty,
		"a block too much":    body(text, signature, 2*bodyPad),
		"length far too long": huge,
		"no room to sign":     beyond,
		"zeros":               make([]byte, bodyPad),
		"version 2":           swap(`"v":1`, `"v":2`),
		"no version":          swap(`"v":1,`, ``),
		"unknown key":         swap(`"v":1`, `"v":1,"w":1`),
		"key in capitals":     swap(`"v":1`, `"V":1`),
		"key twice":           swap(`"v":1`, `"v":1,"v":1`),
		"space":               swap(`"v":1`, `"v": 1`),
		"number as 1.0":       swap(`"v":1`, `"v":1.0`),
		"wrong type":          swap(`"count":0`, `"count":"0"`),
		"other escape":        swap(`"reason":""`, `"reason":"\u0041"`),
		"not UTF-8":           swap(`"reason":""`, "\"reason\":\"\xff\""),
		"a second value":      body(text+"{}", signature, bodyPad),
		"line end":            body(text+"\n", signature, bodyPad),
		"null":                body("null", signature, bodyPad),
		"array":               body("[]", signature, bodyPad),
	} {
		if e, _, _, err := ParseEvent(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %+v, error %v, want ErrDamaged", name, e, err)
		}
	}
}

func FuzzParseEvent(f *testing.F) {
	f.Add(encoded(f, event()))
	f.Add(encoded(f, &Event{Version: 1}))
	f.Add(make([]byte, bodyPad))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, text, sig, err := ParseEvent(b)
		if asDamage(t, err) {
			return
		}
		if len(e.Reason) > maxReason {
			return // Encode refuses to write one, but old entries stay readable
		}
		again, err := e.Encode(func(signed []byte) []byte {
			if !bytes.Equal(signed, text) {
				t.Fatalf("signed %q, encodes as %q", text, signed)
			}
			return sig
		})
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("accepted %q, encodes as %q (%v)", b, again, err)
		}
	})
}
