package audit

import (
	"bytes"
	"crypto/ed25519"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

func signed(t testing.TB) (c Checkpoint, b []byte, public []byte) {
	t.Helper()
	seed := bytes.Repeat([]byte{3}, 32)
	c = Checkpoint{Origin("7f3a"), 42, value("root")}
	b, err := c.Sign(seed)
	if err != nil {
		t.Fatal(err)
	}
	return c, b, ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
}

// Anyone can check a checkpoint with what the Go project's sumdb ships.
func TestCheckpointOpensWithStockVerifier(t *testing.T) {
	c, b, public := signed(t)
	v, err := note.NewVerifier(VerifierKey(c.Origin, public))
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(b, note.VerifierList(v))
	if err != nil {
		t.Fatal(err)
	}
	if want := "casevault/7f3a\n42\n" + c.Root.String() + "\n"; n.Text != want || len(n.Sigs) != 1 || n.Sigs[0].Name != c.Origin {
		t.Errorf("text %q, signatures %v", n.Text, n.Sigs)
	}
	got, err := ReadCheckpoint(b)
	if err != nil || got != c {
		t.Fatalf("read %+v, %v", got, err)
	}
	if err := got.Verify(b, public); err != nil {
		t.Error(err)
	}
}

func TestCheckpointFlippedByte(t *testing.T) {
	c, b, public := signed(t)
	for i := range b {
		bad := bytes.Clone(b)
		bad[i] ^= 1
		if c.Verify(bad, public) == nil {
			t.Errorf("byte %d flipped: still verifies as it was", i)
		}
		if got, err := ReadCheckpoint(bad); err == nil && got.Verify(bad, public) == nil {
			t.Errorf("byte %d flipped: reads and verifies as %+v", i, got)
		}
	}
}

func TestCheckpointOfAnotherKeyOrVault(t *testing.T) {
	c, b, public := signed(t)
	other := newPerson("the log").public()
	if c.Verify(b, other[:]) == nil {
		t.Error("verifies under another log key")
	}
	if c.Verify(b, nil) == nil || c.Verify(b, public[:31]) == nil {
		t.Error("verifies under no log key")
	}
	for _, d := range []Checkpoint{
		{Origin("7f3b"), c.Size, c.Root},
		{c.Origin, 43, c.Root},
		{c.Origin, c.Size, value("another root")},
	} {
		if d.Verify(b, public) == nil {
			t.Errorf("the note of %+v verifies as one of %+v", c, d)
		}
	}
	if _, err := (Checkpoint{Origin: "two words"}).Sign(make([]byte, 32)); err == nil {
		t.Error("signed under an origin that no note can have")
	}
}

func TestReadCheckpointRefusesDeviations(t *testing.T) {
	c, b, _ := signed(t)
	root := c.Root.String()
	for name, d := range map[string][2]string{
		"leading zero":    {"\n42\n", "\n042\n"},
		"plus sign":       {"\n42\n", "\n+42\n"},
		"negative":        {"\n42\n", "\n-42\n"},
		"no number":       {"\n42\n", "\nx\n"},
		"out of range":    {"\n42\n", "\n9223372036854775808\n"},
		"line missing":    {"\n42\n", "\n"},
		"line more":       {root + "\n", root + "\nextension\n"},
		"short root":      {root, "AAAA"},
		"unpadded root":   {root, strings.TrimRight(root, "=")},
		"carriage return": {root + "\n", root + "\r\n"},
		"no signature":    {"\u2014 ", ""},
		"no empty line":   {"\n\n", "\n"},
		"not UTF-8":       {"casevault/", "casevault\xff"},
	} {
		if got, err := ReadCheckpoint(replaced(t, b, d[0], d[1])); err == nil {
			t.Errorf("%s: read as %+v", name, got)
		}
	}
	for name, bad := range map[string][]byte{
		"empty":     nil,
		"binary":    {0, 1, 2, 0xff},
		"cut":       b[:len(b)-1],
		"text only": []byte(c.Text()),
		"too large": append(bytes.Repeat([]byte("x\n"), maxCheckpoint), b...),
	} {
		if got, err := ReadCheckpoint(bad); err == nil {
			t.Errorf("%s: read as %+v", name, got)
		}
	}
}

func FuzzReadCheckpoint(f *testing.F) {
	honest, b, public := signed(f)
	f.Add(b)
	f.Add([]byte(honest.Text()))
	f.Add(append(bytes.Clone(b), b[bytes.Index(b, []byte("\n\n"))+2:]...))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := ReadCheckpoint(b)
		if err != nil {
			return
		}
		if !bytes.HasPrefix(b, []byte(c.Text()+"\n")) || c.Size < 0 {
			t.Fatalf("read %+v from %q", c, b)
		}
		// The fuzzer has no log key: only the text that was signed may verify.
		// (The note may carry further signatures, which nobody checks.)
		if c != honest && c.Verify(b, public) == nil {
			t.Fatalf("%q verifies", b)
		}
	})
}
