package crypto

import (
	"bytes"
	"errors"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

// subsets calls do with every set of the numbers 1 to n.
func subsets(n int, do func([]int)) {
	for bits := range 1 << n {
		var some []int
		for i := range n {
			if bits>>i&1 == 1 {
				some = append(some, i+1)
			}
		}
		do(some)
	}
}

func TestSharesCombine(t *testing.T) {
	for _, tt := range []struct{ n, threshold int }{{2, 2}, {3, 2}, {5, 3}, {4, 4}, {16, 9}} {
		secret, values, err := NewShares(tt.n, tt.threshold)
		if err != nil || len(values) != tt.n {
			t.Fatalf("%d shares, %v", len(values), err)
		}
		subsets(min(tt.n, 10), func(some []int) {
			shares := make(map[int][32]byte)
			for _, i := range some {
				shares[i] = values[i-1]
			}
			got, err := CombineShares(tt.threshold, shares)
			if enough := len(some) >= tt.threshold; enough != (err == nil) || enough && got != secret {
				t.Fatalf("%d of %d: shares %v: %x, %v", tt.threshold, tt.n, some, got, err)
			}
		})
	}
}

// order is that of ristretto255's scalars, RFC 9496.
func order() *big.Int {
	l, _ := new(big.Int).SetString("27742317777372353535851937790883648493", 10)
	return l.Add(l, new(big.Int).Lsh(big.NewInt(1), 252))
}

func little(b [32]byte) *big.Int {
	slices.Reverse(b[:])
	return new(big.Int).SetBytes(b[:])
}

// TestSharesByHand interpolates as FORMAT.md says, with nothing of circl.
func TestSharesByHand(t *testing.T) {
	secret, values, err := NewShares(5, 3)
	if err != nil {
		t.Fatal(err)
	}
	l, sum := order(), new(big.Int)
	for _, i := range []int64{1, 3, 5} {
		term := little(values[i-1])
		for _, j := range []int64{1, 3, 5} {
			if i != j { // j / (j-i)
				term.Mul(term, big.NewInt(j)).Mul(term, new(big.Int).ModInverse(new(big.Int).Mod(big.NewInt(j-i), l), l))
			}
		}
		sum.Add(sum, term).Mod(sum, l)
	}
	if sum.Cmp(little(secret)) != 0 {
		t.Errorf("by hand %x, by the library %x", sum, little(secret))
	}
}

func TestSharesRefused(t *testing.T) {
	_, values, err := NewShares(4, 2)
	if err != nil {
		t.Fatal(err)
	}
	_, others, err := NewShares(4, 2)
	if err != nil {
		t.Fatal(err)
	}
	if values[0] == others[0] || values[0] == values[1] {
		t.Fatal("two shares are one")
	}
	whole := map[int][32]byte{1: values[0], 2: values[1], 3: values[2]}
	changed := func(n int, v [32]byte) map[int][32]byte {
		m := maps.Clone(whole)
		m[n] = v
		return m
	}
	flipped := values[1]
	flipped[3] ^= 1
	var tooLarge [32]byte
	order().FillBytes(tooLarge[:])
	slices.Reverse(tooLarge[:])
	for name, shares := range map[string]map[int][32]byte{
		"one of another set": changed(2, others[1]), "one changed": changed(2, flipped), "two exchanged": {1: values[1], 2: values[0], 3: values[2]},
		"the order itself": changed(2, tooLarge), "not reduced": changed(2, [32]byte(bytes.Repeat([]byte{0xff}, 32))), "number 0": changed(0, values[0]),
	} {
		if _, err := CombineShares(2, shares); !errors.Is(err, ErrShares) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range [][2]int{{0, 0}, {1, 2}, {3, 0}} {
		if _, _, err := NewShares(bad[0], bad[1]); err == nil {
			t.Errorf("%d shares of which %d are needed", bad[0], bad[1])
		}
	}
}

// TestRecoveryIdentity: the same secret gives the same keys, another vault
// another signing key, and age itself opens what is sealed to it.
func TestRecoveryIdentity(t *testing.T) {
	secret, _, err := NewShares(2, 2)
	if err != nil {
		t.Fatal(err)
	}
	make := func(s RecoverySecret, v VaultID) *Identity {
		t.Helper()
		id, err := s.Identity("recovery/1", v)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	id, again, elsewhere := make(secret, VaultID{1}), make(secret, VaultID{1}), make(secret, VaultID{2})
	other, _, err := NewShares(2, 2)
	if err != nil {
		t.Fatal(err)
	}
	if id.Recipient() != again.Recipient() || !bytes.Equal(id.Signing().Public(), again.Signing().Public()) {
		t.Error("the same secret gives other keys")
	}
	if id.Recipient() != elsewhere.Recipient() || bytes.Equal(id.Signing().Public(), elsewhere.Signing().Public()) {
		t.Error("another vault: another recipient, or the same signing key")
	}
	if id.Recipient() == make(other, VaultID{1}).Recipient() {
		t.Error("another secret gives the same keys")
	}
	blob, err := (&Secret{What: "work", Epoch: 3, Key: [32]byte{9}}).Seal(id.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if s, err := elsewhere.OpenSecret(blob, "work", 3); err != nil || s.Key != [32]byte{9} {
		t.Errorf("%v", err)
	}
	stock, err := age.ParseHybridIdentity(id.text)
	if err != nil || stock.String() != id.text {
		t.Fatalf("age writes the identity in another way: %v", err)
	}
	if _, err := age.Decrypt(bytes.NewReader(blob), stock); err != nil {
		t.Error(err)
	}
}

// TestBech32 writes what age writes, for identities that age made.
func TestBech32(t *testing.T) {
	// BIP 173's own.
	if got := bech32("a", nil); got != "a12uel5l" {
		t.Errorf("the empty text: %s", got)
	}
	if got := bech32("abcdef", []byte{0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0x84, 0x65, 0x3a, 0x56, 0xd7, 0xc6, 0x75, 0xbe, 0x77, 0xdf}); got != "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw" {
		t.Errorf("all digits: %s", got)
	}
	for i := range 32 {
		text := strings.ToUpper(bech32("age-secret-key-pq-", bytes.Repeat([]byte{byte(37 * i)}, 32)))
		id, err := age.ParseHybridIdentity(text)
		if err != nil || id.String() != text {
			t.Errorf("seed of %d: %v", byte(37*i), err)
		}
	}
}
