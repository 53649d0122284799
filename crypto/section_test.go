package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
)

func testSigner(b byte) *SigningKey { return NewSigningKey([32]byte{b}) }

func testSections(n int) []Section {
	out := make([]Section, n)
	for i := range out {
		out[i] = Section{
			Record: [10]byte([]byte("K7QXM2M9DT")), Compartment: "wikhn"[i%5], Page: uint32(i), Revision: uint32(i + 1),
			Payload: []byte(fmt.Sprintf(`{"n":%d}`, i)),
		}
	}
	return out
}

func TestSections(t *testing.T) {
	vault, k := VaultID{1}, testSigner(1)
	for _, n := range []int{1, 2, 3, 5, 63, 64, 65} {
		in := testSections(n)
		for i, b := range EncodeSections(vault, k, in) {
			if len(b)%sectionPad != 0 {
				t.Fatalf("%d bytes", len(b))
			}
			s, err := ParseSection(vault, b)
			if err != nil {
				t.Fatalf("%d of %d: %v", i, n, err)
			}
			if s.Record != in[i].Record || s.Compartment != in[i].Compartment || s.Page != in[i].Page ||
				s.Revision != in[i].Revision || !bytes.Equal(s.Payload, in[i].Payload) {
				t.Errorf("%d of %d came back changed", i, n)
			}
			if !s.Verify(vault, k.Public()) {
				t.Errorf("%d of %d: own signature", i, n)
			}
			if s.Verify(vault, testSigner(2).Public()) || s.Verify(VaultID{2}, k.Public()) {
				t.Errorf("%d of %d: verifies for somebody else", i, n)
			}
			if _, err := ParseSection(VaultID{2}, b); !errors.Is(err, ErrDamaged) {
				t.Errorf("%d of %d: in another vault: %v", i, n, err)
			}
		}
	}
}

// TestSectionAltered: no byte can change without the section being refused or
// its signature failing.
func TestSectionAltered(t *testing.T) {
	vault, k := VaultID{1}, testSigner(1)
	for _, b := range EncodeSections(vault, k, testSections(3)) {
		for i := range b {
			for _, bit := range []byte{1, 0x80} {
				c := bytes.Clone(b)
				c[i] ^= bit
				if s, err := ParseSection(vault, c); err == nil && s.Verify(vault, k.Public()) {
					t.Errorf("byte %d may change", i)
				}
			}
		}
		for _, n := range []int{0, 1, sectionHead, len(b) - 512, len(b) - 1} {
			if _, err := ParseSection(vault, b[:n]); err == nil {
				t.Errorf("cut to %d bytes: accepted", n)
			}
		}
		if _, err := ParseSection(vault, append(bytes.Clone(b), make([]byte, 512)...)); err == nil {
			t.Error("padded twice: accepted")
		}
	}
}

// TestSiblingsHidden: two sections with the same payload have different leaves,
// so a path tells the holder of one compartment nothing about another.
func TestSiblingsHidden(t *testing.T) {
	s := testSections(1)[0]
	if bytes.Equal(s.appendLeaf(VaultID{}), s.appendLeaf(VaultID{})) {
		t.Error("no salt")
	}
}

// TestTree compares the paths with the definition of RFC 6962, section 2.1.
func TestTree(t *testing.T) {
	var root func(leaves [][32]byte) [32]byte
	root = func(l [][32]byte) [32]byte {
		if len(l) == 1 {
			return l[0]
		}
		k := 1
		for k*2 < len(l) {
			k *= 2
		}
		return nodeHash(root(l[:k]), root(l[k:]))
	}
	var leaves [][32]byte
	for n := 1; n <= 70; n++ {
		leaves = append(leaves, leafHash([]byte{byte(n)}))
		got, paths := treePaths(leaves)
		if got != root(leaves) {
			t.Fatalf("root of %d", n)
		}
		for i, p := range paths {
			if len(p) != pathLen(i, n) || rootFromPath(leaves[i], i, n, p) != got {
				t.Errorf("path of %d in %d", i, n)
			}
		}
	}
}

func FuzzParseSection(f *testing.F) {
	vault, k := VaultID{1}, testSigner(1)
	for _, b := range EncodeSections(vault, k, testSections(3)) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ParseSection(vault, b)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		if s.count > maxCount || len(s.Payload) > len(b) {
			t.Fatal("limits")
		}
	})
}

func TestMessage(t *testing.T) {
	got := Message("entry", VaultID{0xff}, []byte("ab"), nil)
	want := append([]byte("casevault/v1/entry\x00\xff"), make([]byte, 31)...)
	want = append(want, 0, 0, 0, 2, 'a', 'b', 0, 0, 0, 0)
	if !bytes.Equal(got, want) {
		t.Errorf("%x", got)
	}
	k := testSigner(3)
	sig := k.Sign("entry", VaultID{1}, []byte("ab"), []byte("c"))
	if !Verify(k.Public(), sig, "entry", VaultID{1}, []byte("ab"), []byte("c")) {
		t.Error("own signature")
	}
	if Verify(k.Public(), sig, "entry", VaultID{1}, []byte("a"), []byte("bc")) || Verify(k.Public(), sig, "note", VaultID{1}, []byte("ab"), []byte("c")) {
		t.Error("parts slide or kinds mix")
	}
	if Verify(nil, sig, "entry", VaultID{1}) {
		t.Error("no key verifies")
	}
}
