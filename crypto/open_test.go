package crypto

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	agetest "c2sp.org/CCTV/age"
	"filippo.io/age"
)

// vector is a CCTV test file: what to open, with which identities.
type vector struct {
	file       []byte
	identities []age.Identity
	armored    bool
}

func parseVector(t testing.TB, text []byte) vector {
	v := vector{file: text}
	for {
		line, rest, ok := bytes.Cut(v.file, []byte("\n"))
		if !ok {
			t.Fatal("test vector without a payload")
		}
		if v.file = rest; len(line) == 0 {
			return v
		}
		key, value, _ := strings.Cut(string(line), ": ")
		switch key {
		case "identity":
			var id age.Identity
			id, err := age.ParseX25519Identity(value)
			if err != nil {
				id, err = age.ParseHybridIdentity(value)
			}
			if err != nil {
				t.Fatal(err)
			}
			v.identities = append(v.identities, id)
		case "passphrase":
			id, err := age.NewScryptIdentity(value)
			if err != nil {
				t.Fatal(err)
			}
			v.identities = append(v.identities, id)
		case "armored":
			v.armored = true
		case "compressed":
			defer func() {
				r, err := zlib.NewReader(bytes.NewReader(v.file))
				if err != nil {
					t.Fatal(err)
				}
				if v.file, err = io.ReadAll(r); err != nil {
					t.Fatal(err)
				}
			}()
		}
	}
}

// agree fails unless open and age.Decrypt say the same of a file.
func agree(t *testing.T, file []byte, id age.Identity) {
	t.Helper()
	var want []byte
	r, ageErr := age.Decrypt(bytes.NewReader(file), id)
	if ageErr == nil {
		want, ageErr = io.ReadAll(r)
	}
	got, err := open(file, id)
	if k, ours := id.(*Key); ours {
		got, err = k.Open(file)
	}
	if (err == nil) != (ageErr == nil) {
		t.Fatalf("we say %v, age says %v", err, ageErr)
	}
	if err == nil {
		if !bytes.Equal(got, want) {
			t.Fatal("we read another plaintext than age")
		}
		return
	}
	if got != nil {
		t.Error("plaintext beside an error")
	}
	var none *age.NoIdentityMatchError
	if errors.As(ageErr, &none) != errors.Is(err, ErrWrongKey) {
		t.Errorf("we say %v, age says %v", err, ageErr)
	}
	if errors.Is(err, ErrWrongKey) == errors.Is(err, ErrDamaged) {
		t.Errorf("%v is both or neither of a wrong key and damage", err)
	}
}

// TestVectors holds our opener against age's on every CCTV vector that is a
// binary file; we read no armor.
func TestVectors(t *testing.T) {
	files, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil {
		t.Fatal(err)
	}
	ran, armored := 0, 0
	for _, f := range files {
		text, err := fs.ReadFile(agetest.Vectors, f.Name())
		if err != nil {
			t.Fatal(err)
		}
		v := parseVector(t, text)
		if v.armored {
			armored++
			continue
		}
		ran++
		t.Run(f.Name(), func(t *testing.T) {
			for _, id := range v.identities {
				agree(t, v.file, id)
			}
		})
	}
	if ran != 110 || armored != 37 {
		t.Errorf("%d vectors ran and %d were armored, want 110 and 37", ran, armored)
	}
}

func testKey() *Key {
	return NewCompartmentKey(VaultID{1, 2, 3}, [32]byte{4, 5, 6})
}

func TestSealOpens(t *testing.T) {
	k := testKey()
	for _, n := range []int{0, 1, 511, 512, chunkSize - 1, chunkSize, chunkSize + 1, 300_000} {
		plain := bytes.Repeat([]byte{'x'}, n)
		file, err := k.Seal(plain)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, file, k)
		got, err := k.Open(file)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %v", n, err)
		}
		for _, cut := range []int{1, 16, 17, len(file) / 2} {
			agree(t, file[:len(file)-cut], k)
		}
		agree(t, append(bytes.Clone(file), 0), k)
		for at := range min(len(file), 300) { // the header and what follows it
			for _, with := range []byte{file[at] ^ 1, file[at] ^ 0x20, '\n', '='} {
				changed := bytes.Clone(file)
				changed[at] = with
				agree(t, changed, k)
			}
		}
	}
}

// FuzzOpen: whatever the bytes, we accept what age accepts and read the same.
func FuzzOpen(f *testing.F) {
	k := testKey()
	for _, n := range []int{0, 40, chunkSize + 1} {
		file, err := k.Seal(make([]byte, n))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	files, err := fs.ReadDir(agetest.Vectors, ".")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, x := range files {
		text, _ := fs.ReadFile(agetest.Vectors, x.Name())
		if v := parseVector(f, text); !v.armored && len(v.file) < 4096 {
			f.Add(v.file)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) { agree(t, file, k) })
}
