package docs_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
)

const vectorsJSON = "vectors/values.json"

// A text is bytes, in hexadecimal in the file.
type text []byte

func (b text) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(b)), nil }
func (b *text) UnmarshalText(s []byte) (err error) {
	*b, err = hex.DecodeString(string(s))
	return err
}

// values is vectors/values.json: single values of the format.
type values struct {
	Vault       text            `json:"vault"`
	KeyIDs      []keyIDValue    `json:"key_ids"`
	Signers     []signerValue   `json:"signers"`
	Messages    []messageValue  `json:"messages"`
	Commitments []commitValue   `json:"commitments"`
	Set         setValue        `json:"set"`
	Slots       []slotValue     `json:"slots"`
	Vaults      []wordsValue    `json:"fingerprints"`
	Public      publicValue     `json:"public"`
	Sections    []sectionValue  `json:"sections"` // signed as one tree
	Statement   statementValue  `json:"statement"`
	Leaf        leafValue       `json:"leaf"`
	Checkpoint  checkpointValue `json:"checkpoint"`
}

type keyIDValue struct {
	Secret text `json:"secret"`
	ID     text `json:"id"`
}

type signerValue struct {
	Seed   text `json:"seed"`
	Public text `json:"public"`
	ID     text `json:"id"`
}

type messageValue struct {
	Kind      string `json:"kind"`
	Parts     []text `json:"parts"`
	Message   text   `json:"message"`
	Seed      text   `json:"seed"`
	Signature text   `json:"signature"`
}

type commitValue struct {
	Key        text `json:"key"`
	Value      text `json:"value"`
	Commitment text `json:"commitment"`
}

type setValue struct {
	Commitments []text `json:"commitments"` // in any order
	Line        string `json:"line"`
}

type slotValue struct {
	Label string `json:"label"`
	What  string `json:"what"`
	Epoch int    `json:"epoch"`
	Blob  text   `json:"blob"`
	Hash  text   `json:"hash"`
}

// A wordsValue is the fingerprint of a vault.
type wordsValue struct {
	Vault text   `json:"vault"`
	Words string `json:"words"`
}

type publicValue struct {
	Text      string `json:"text"`
	Label     string `json:"label"`
	Sign      text   `json:"sign"`
	Recipient string `json:"recipient"`
	Words     string `json:"words"`
}

type sectionValue struct {
	Secret      text   `json:"secret"`
	Public      text   `json:"public"`
	File        text   `json:"file"`
	Record      string `json:"record"`
	Compartment string `json:"compartment"`
	Page        uint32 `json:"page"`
	Revision    uint32 `json:"revision"`
	Payload     string `json:"payload"`
}

type statementValue struct {
	Text string `json:"text"`
	Hash text   `json:"hash"`
}

type leafValue struct {
	Trail  text   `json:"trail"`  // the author's trail key
	Public text   `json:"public"` // the author's signing key
	Leaf   text   `json:"leaf"`
	Hash   text   `json:"hash"` // RFC 6962, of the leaf
	Head   string `json:"head"`
	Event  string `json:"event"`
}

type checkpointValue struct {
	Seed text   `json:"seed"`
	Size int64  `json:"size"`
	Root text   `json:"root"`
	Note string `json:"note"`

	Groups string `json:"groups"`
}

func readValues(t *testing.T) (*values, crypto.VaultID) {
	t.Helper()
	b := contents(t, vectorsJSON)
	v := new(values)
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
	return v, crypto.VaultID(v.Vault)
}

// hashOf is SHA-256 over parts, of which numbers are big-endian.
func hashOf(t *testing.T, parts ...any) []byte {
	t.Helper()
	h := sha256.New()
	for _, p := range parts {
		var err error
		switch p := p.(type) {
		case string:
			_, err = h.Write([]byte(p))
		default:
			err = binary.Write(h, binary.BigEndian, p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return h.Sum(nil)
}

func equal(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("%s: %x, want %x", what, got, want)
	}
}

// wordsOf is a fingerprint, made by what FORMAT.md says and nothing else.
func wordsOf(message []byte) string {
	var list []string
	left := " dago dike homo kaka kike nazi nude pedo puta puto rape "
	for n := range 18 * 5 * 18 * 5 {
		const c, v = "bdfghjklmnprstvwyz", "aeiou"
		w := string([]byte{c[n/450], v[n/90%5], c[n/5%18], v[n%5]})
		if !strings.Contains(left, " "+w+" ") {
			list = append(list, w)
		}
	}
	hash := sha256.Sum256(message)
	n, words := new(big.Int).SetBytes(hash[:]), ""
	for range 12 {
		var digit *big.Int
		n, digit = n.DivMod(n, big.NewInt(8089), new(big.Int))
		words += " " + list[digit.Int64()]
	}
	return words[1:]
}

func TestFingerprints(t *testing.T) {
	v, _ := readValues(t)
	for _, x := range v.Vaults {
		id := crypto.VaultID(x.Vault)
		if got := string(id.Fingerprint()); got != x.Words {
			t.Errorf("vault: %s, want %s", got, x.Words)
		}
		if got := wordsOf(append([]byte("casevault/v1/vault-words\x00"), x.Vault...)); got != x.Words {
			t.Errorf("vault by hand: %s, want %s", got, x.Words)
		}
	}
	p, err := crypto.ParsePublic([]byte(v.Public.Text))
	if err != nil {
		t.Fatal(err)
	}
	got := publicValue{string(p.Marshal()), p.Label, p.Sign, p.Recipient, string(p.Fingerprint())}
	if !reflect.DeepEqual(got, v.Public) {
		t.Errorf("public text: %+v, want %+v", got, v.Public)
	}
	message := append([]byte("casevault/v1/member-words\x00"), make([]byte, 32)...)
	for _, part := range []string{p.Label, string(p.Sign), p.Recipient} {
		message = append(binary.BigEndian.AppendUint32(message, uint32(len(part))), part...)
	}
	if got := wordsOf(message); got != v.Public.Words {
		t.Errorf("member by hand: %s, want %s", got, v.Public.Words)
	}
}

// TestHashes computes what FORMAT.md writes down once without the code and
// once with it.
func TestHashes(t *testing.T) {
	v, id := readValues(t)
	for _, x := range v.KeyIDs {
		got := crypto.NewCompartmentKey(id, [32]byte(x.Secret)).ID()
		equal(t, "key id", got[:], x.ID)
		equal(t, "key id by hand", hashOf(t, "casevault/v1/key-id\x00", []byte(x.Secret))[:8], x.ID)
	}
	for _, x := range v.Signers {
		k := crypto.NewSigningKey([32]byte(x.Seed))
		got := k.ID()
		equal(t, "public key", k.Public(), x.Public)
		equal(t, "signer", got[:], x.ID)
		equal(t, "signer by hand", hashOf(t, "casevault/v1/signer\x00", []byte(x.Public))[:8], x.ID)
	}
	for _, x := range v.Commitments {
		got := audit.Commit(x.Key, x.Value)
		equal(t, "commitment", got[:], x.Commitment)
		equal(t, "commitment by hand", hashOf(t, "casevault/v1/value\x00", uint32(len(x.Key)), []byte(x.Key), []byte(x.Value)), x.Commitment)
	}
	for _, x := range v.Slots {
		got := crypto.Slot{Label: x.Label, What: x.What, Epoch: x.Epoch}.Hash(x.Blob)
		equal(t, "slot", got[:], x.Hash)
		slot := fmt.Sprintf("%s %s %d", x.Label, x.What, x.Epoch)
		equal(t, "slot by hand", hashOf(t, "casevault/v1/blob\x00", slot, "\x00", uint64(len(x.Blob)), []byte(x.Blob)), x.Hash)
	}
	var all []tlog.Hash
	for _, c := range v.Set.Commitments {
		all = append(all, tlog.Hash(c))
	}
	if set := audit.SetOf(all); fmt.Sprintf("set %d %s", set.Count, set.Root) != v.Set.Line {
		t.Errorf("set %d %s, want %s", set.Count, set.Root, v.Set.Line)
	}
}

func TestSignatures(t *testing.T) {
	v, id := readValues(t)
	for _, x := range v.Messages {
		var parts [][]byte
		byHand := append([]byte("casevault/v1/"+x.Kind+"\x00"), v.Vault...)
		for _, p := range x.Parts {
			parts = append(parts, p)
			byHand = append(binary.BigEndian.AppendUint32(byHand, uint32(len(p))), p...)
		}
		equal(t, "message", crypto.Message(x.Kind, id, parts...), x.Message)
		equal(t, "message by hand", byHand, x.Message)
		k := crypto.NewSigningKey([32]byte(x.Seed))
		equal(t, "signature", k.Sign(x.Kind, id, parts...), x.Signature)
		if !ed25519.Verify(k.Public(), x.Message, x.Signature) {
			t.Errorf("kind %s: the signature does not verify", x.Kind)
		}
	}
	c := v.Checkpoint
	point := audit.Checkpoint{Origin: audit.Origin(id.String()), Size: c.Size, Root: tlog.Hash(c.Root)}
	note, err := point.Sign(c.Seed)
	if err != nil || string(note) != c.Note {
		t.Errorf("checkpoint: %v\n%s\nwant\n%s", err, note, c.Note)
	}
	got, err := audit.ReadCheckpoint([]byte(c.Note))
	if err != nil || got != point || got.Verify([]byte(c.Note), crypto.NewSigningKey([32]byte(c.Seed)).Public()) != nil {
		t.Errorf("checkpoint reads as %+v, %v", got, err)
	}
	printed, err := got.Printed()
	if read, err2 := audit.ReadGroups(c.Groups); err != nil || err2 != nil || printed != read || printed.Groups() != c.Groups {
		t.Errorf("printed as %q, want %q (%v, %v)", printed.Groups(), c.Groups, err, err2)
	}
}

func TestSections(t *testing.T) {
	v, id := readValues(t)
	for i, x := range v.Sections {
		b, err := crypto.NewCompartmentKey(id, [32]byte(x.Secret)).Open(x.File)
		if err != nil {
			t.Fatalf("section %d: %v", i, err)
		}
		s, err := crypto.ParseSection(id, b)
		if err != nil {
			t.Fatalf("section %d: %v", i, err)
		}
		got := sectionValue{x.Secret, x.Public, x.File, string(s.Record[:]), string(s.Compartment), s.Page, s.Revision, string(s.Payload)}
		if !reflect.DeepEqual(got, x) {
			t.Errorf("section %d: %+v, want %+v", i, got, x)
		}
		if !s.Verify(id, x.Public) {
			t.Errorf("section %d: the signature does not verify", i)
		}
	}
}

func TestLeafAndStatement(t *testing.T) {
	v, id := readValues(t)
	st, err := audit.ParseStatement([]byte(v.Statement.Text))
	if err != nil {
		t.Fatal(err)
	}
	for i := range reflect.TypeFor[audit.Statement]().NumField() {
		if reflect.ValueOf(st).Elem().Field(i).IsZero() {
			t.Errorf("the statement lacks %s", reflect.TypeFor[audit.Statement]().Field(i).Name)
		}
	}
	hash := st.Hash()
	equal(t, "statement", hash[:], v.Statement.Hash)
	l, err := audit.ParseLeaf(v.Leaf.Leaf)
	if err != nil {
		t.Fatal(err)
	}
	hash = tlog.RecordHash(v.Leaf.Leaf)
	equal(t, "leaf hash", hash[:], v.Leaf.Hash)
	equal(t, "leaf hash by hand", hashOf(t, "\x00", []byte(v.Leaf.Leaf)), v.Leaf.Hash)
	equal(t, "head", l.Head(), []byte(v.Leaf.Head))
	b, err := crypto.NewTrailKey(id, [32]byte(v.Leaf.Trail)).Open(l.Body)
	if err != nil {
		t.Fatal(err)
	}
	_, event, sig, err := audit.ParseEvent(b)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "event", event, []byte(v.Leaf.Event))
	if !crypto.Verify(v.Leaf.Public, sig, "entry", id, l.Head(), event) {
		t.Error("the event's signature does not verify")
	}
}
