package vault

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casevault/audit"
	"casevault/crypto"
)

// A receipt of an erasure is any text, with these lines behind it that tie it
// to the entry and to the member who signed it:
//
//	casevault-receipt/v1
//	vault ID                  hex
//	entry SEQ
//	erased RECORDID           one a record, without dash, sorted
//	signer LABEL
//	key KEY                   the member's public key, base64
//	signature SIGNATURE       kind receipt, over all bytes before this line
//
// What follows the last line is not looked at: it ends the file's form.

const receiptVersion = "casevault-receipt/v1"

// SignReceipt puts the lines of a receipt behind a text.
func (s *Session) SignReceipt(text []byte, x *Erasure) []byte {
	b := bytes.NewBuffer(bytes.Clone(text))
	fmt.Fprintf(b, "%s\nvault %s\nentry %d\n", receiptVersion, s.VaultID(), x.Seq)
	for _, id := range x.Records {
		fmt.Fprintf(b, "erased %s\n", id[:])
	}
	fmt.Fprintf(b, "signer %s\nkey %s\n", s.me.Label, base64Text(s.me.Key[:]))
	sig := s.id.Signing().Sign("receipt", s.VaultID(), b.Bytes())
	fmt.Fprintf(b, "signature %s\n", base64Text(sig))
	return b.Bytes()
}

// A Receipt is what a receipt proves: that the member signed it, and that the
// entry of the vault's log erased these records.
type Receipt struct {
	Seq     int64
	Member  string
	Records []string // ids without dash
}

// CheckReceipt proves a receipt against the log. It needs no key.
func (r *Reader) CheckReceipt(b []byte) (*Receipt, error) {
	head := bytes.LastIndex(b, []byte("\n"+receiptVersion+"\n"))
	end := bytes.LastIndex(b, []byte("\nsignature "))
	if head < 0 || end < head {
		return nil, fail(Usage, "this is no receipt of an erasure")
	}
	signed := b[:end+1]
	text, _, _ := strings.Cut(string(b[end+len("\nsignature "):]), "\n")
	sig, err := bytesOfBase64(text)
	if err != nil {
		return nil, fail(Usage, "the receipt's signature does not parse")
	}
	words := make(map[string][]string)
	for line := range strings.Lines(string(signed[head+len("\n"+receiptVersion+"\n"):])) {
		word, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		words[word] = append(words[word], value)
	}
	one := func(word string) string {
		if len(words[word]) != 1 {
			return ""
		}
		return words[word][0]
	}
	if one("vault") != r.VaultID().String() {
		return nil, fail(Usage, "the receipt is of another vault")
	}
	seq, err := strconv.ParseInt(one("entry"), 10, 64)
	if err != nil || seq < 1 || seq >= r.edge.Size() {
		return nil, fail(Integrity, "the receipt names an entry that the log does not have")
	}
	out := &Receipt{Seq: seq, Member: one("signer"), Records: words["erased"]}
	key := r.roster.SignerAt(out.Member, seq)
	if key == nil || !crypto.Verify(key, sig, "receipt", r.VaultID(), signed) {
		return nil, fail(Integrity, "the receipt is not signed by the member it names, or was changed")
	}
	return out, r.erasedBy(out)
}

// erasedBy checks that the entry is the erasure that the receipt says.
func (r *Reader) erasedBy(x *Receipt) error {
	l, err := r.leaf(x.Seq)
	if err != nil {
		return err
	}
	st := new(audit.Statement)
	if l.Statement != nil {
		if st, err = audit.ParseStatement(l.Statement); err != nil {
			return fail(Integrity, "entry %d: %w", x.Seq, err)
		}
	}
	if st.Kind != "erase" || !slices.Equal(st.Erased, x.Records) {
		return fail(Integrity, "entry %d did not erase what the receipt says", x.Seq)
	}
	return nil
}
