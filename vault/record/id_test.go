package record

import (
	"strings"
	"testing"
)

func TestParseID(t *testing.T) {
	for in, want := range map[string]string{
		"K7QXM-2M9DT": "K7QXM-2M9DT", "k7qxm2m9dt": "K7QXM-2M9DT", "oilO0-11111": "0110O-11111",
	} {
		id, err := ParseID(in)
		if err != nil || id.String() != strings.ReplaceAll(want, "O", "0") {
			t.Errorf("%s: %v, %v", in, id, err)
		}
	}
	for _, in := range []string{"", "K7QX", "K7QXM-2M9D", "K7QXM-2M9DTT", "K7QXM--2M9DT", "K7Q-XM2M9DT", "K7QXM-2M9DU",
		"К7QXM-2M9DT" /* Cyrillic */, "K7QXM 2M9DT", "../../etc/p", "K7QXM2M9DT-", "K7QXM-2M9DT\n"} {
		id, err := ParseID(in)
		if err == nil {
			t.Errorf("%q: accepted as %v", in, id)
		} else if !strings.HasPrefix("K7QXM-2M9DT", in) && strings.Contains(err.Error(), in) {
			t.Errorf("the error repeats the input: %v", err)
		}
	}
}

func TestParsePrefix(t *testing.T) {
	for in, want := range map[string]string{
		"k7qx": "K7QX", "K7QXM-": "K7QXM", "K7QXM-2": "K7QXM2", "k7qxm-2m9dt": "K7QXM2M9DT", "loli": "1011",
	} {
		if got, err := ParsePrefix(in); err != nil || got != want {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "K7Q", "K7-QX", "K7QXM--", "K7QXM-2M9DT1", "홍길동"} {
		if got, err := ParsePrefix(in); err == nil {
			t.Errorf("%q: accepted as %q", in, got)
		}
	}
}

func TestNewID(t *testing.T) {
	seen := map[ID]bool{}
	for range 1000 {
		id := NewID()
		if b, err := id.MarshalText(); err != nil || string(b) != id.String() {
			t.Fatalf("%v is written %s, %v", id, b, err)
		}
		if again, err := ParseID(id.String()); err != nil || again != id || seen[id] {
			t.Fatalf("%v: %v, %v, seen %v", id, again, err, seen[id])
		}
		seen[id] = true
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("K7QXM-2M9DT")
	f.Add("oiloi-uuuuu")
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := ParseID(s); err == nil {
			if again, err := ParseID(id.String()); err != nil || again != id {
				t.Fatalf("%q: %v is read as %v, %v", s, id, again, err)
			}
		}
		if p, err := ParsePrefix(s); err == nil {
			if again, err := ParsePrefix(strings.ToLower(p)); err != nil || again != p {
				t.Fatalf("%q: %q is read as %q, %v", s, p, again, err)
			}
		}
	})
}
