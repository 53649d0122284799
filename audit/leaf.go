package audit

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	leafVersion = "casevault-audit/v1"
	// MaxLeaf is the size that tlog-tiles can carry in an entry bundle.
	MaxLeaf = 65535
)

var b64 = base64.RawStdEncoding.Strict()

// A Leaf is one entry of the log, parsed.
type Leaf struct {
	Seq       int64
	Prev      tlog.Hash
	Authority int64 // -1 in entry 0
	Add, Del  []tlog.Hash
	Set       *Set

	Statement []byte // canonical text; nil but in authority entries
	Signer    [8]byte
	Sig       []byte

	Body []byte
}

// A Set names everything stored: how many values, and the RFC 6962 root over
// their sorted commitments.
type Set struct {
	Count int
	Root  tlog.Hash
}

// Changes is the part of the head that says what was written, as it stands in
// the leaf; it is covered by the signature of an authority entry.
func (l *Leaf) Changes() []byte {
	var b []byte
	for _, h := range l.Add {
		b = appendHex(b, "add ", h)
	}
	for _, h := range l.Del {
		b = appendHex(b, "del ", h)
	}
	if l.Set != nil {
		b = fmt.Appendf(b, "set %d %s\n", l.Set.Count, l.Set.Root)
	}
	return b
}

func appendHex(b []byte, word string, h tlog.Hash) []byte {
	b = append(b, word...)
	b = hex.AppendEncode(b, h[:])
	return append(b, '\n')
}

// Head is everything before the empty line. The author's signature inside the
// body covers it.
func (l *Leaf) Head() []byte {
	b := fmt.Appendf(nil, "%s\nseq %d\nprev %s\n", leafVersion, l.Seq, l.Prev)
	if l.Seq > 0 {
		b = fmt.Appendf(b, "authority %d\n", l.Authority)
	}
	b = append(b, l.Changes()...)
	if l.Statement != nil {
		b = fmt.Appendf(b, "auth %s\nsig %s %s\n", b64.EncodeToString(l.Statement), b64.EncodeToString(l.Signer[:]), b64.EncodeToString(l.Sig))
	}
	return b
}

// AuthorityParts is what the signature of an authority entry covers, under
// kind "authority": seq, prev, the change lines and the statement.
func (l *Leaf) AuthorityParts() [][]byte {
	return [][]byte{fmt.Appendf(nil, "%d", l.Seq), l.Prev[:], l.Changes(), l.Statement}
}

// Marshal returns the leaf's bytes.
func (l *Leaf) Marshal() ([]byte, error) {
	b := append(append(l.Head(), '\n'), l.Body...)
	if len(b) > MaxLeaf {
		return nil, fmt.Errorf("an entry of %d bytes is over the limit of %d", len(b), MaxLeaf)
	}
	return b, nil
}

// ParseLeaf is the inverse of [Leaf.Marshal] and accepts nothing else.
func ParseLeaf(b []byte) (*Leaf, error) {
	l, err := parseLeaf(b)
	if err != nil {
		return nil, damaged("entry: %v", err)
	}
	return l, nil
}

func parseLeaf(b []byte) (*Leaf, error) {
	if len(b) > MaxLeaf {
		return nil, errors.New("too large")
	}
	head, body, ok := bytes.Cut(b, []byte("\n\n"))
	if !ok {
		return nil, errors.New("no empty line")
	}
	l := &Leaf{Authority: -1, Body: body}
	p := lines{rest: string(head)}
	p.want(leafVersion)
	l.Seq = p.number("seq ")
	l.Prev = p.root("prev ")
	if l.Seq > 0 {
		l.Authority = p.number("authority ")
	}
	for p.has("add ") {
		l.Add = append(l.Add, p.hex("add "))
	}
	for p.has("del ") {
		l.Del = append(l.Del, p.hex("del "))
	}
	if p.has("set ") {
		count, root, _ := strings.Cut(p.value("set "), " ")
		n, err := strconv.Atoi(count)
		h, err2 := tlog.ParseHash(root)
		if p.fail(errors.Join(err, err2)); n < 0 {
			return nil, errors.New("set line")
		}
		l.Set = &Set{n, h}
	}
	if p.has("auth ") {
		var err, err2 error
		l.Statement, err = b64.DecodeString(p.value("auth "))
		signer, sig, _ := strings.Cut(p.value("sig "), " ")
		id, err3 := b64.DecodeString(signer)
		l.Sig, err2 = b64.DecodeString(sig)
		if p.fail(errors.Join(err, err2, err3)); len(id) != 8 || len(l.Sig) != 64 || len(l.Statement) == 0 {
			return nil, errors.New("auth lines")
		}
		l.Signer = [8]byte(id)
	}
	if p.err != nil {
		return nil, p.err
	}
	if p.rest != "" {
		return nil, errors.New("unknown or misplaced line")
	}
	if !bytes.Equal(l.Head(), b[:len(head)+1]) {
		return nil, errors.New("not in canonical form")
	}
	return l, nil
}

// lines takes a text apart line by line and keeps the first error. Being
// lenient is no danger here: every parser compares the re-encoding with the
// input at its end.
type lines struct {
	rest string
	err  error
}

func (p *lines) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *lines) has(word string) bool { return strings.HasPrefix(p.rest, word) }

func (p *lines) next() string {
	line, rest, _ := strings.Cut(p.rest, "\n")
	p.rest = rest
	return line
}

func (p *lines) want(line string) {
	if p.next() != line {
		p.fail(fmt.Errorf("not a %s text", line))
	}
}

func (p *lines) value(word string) string {
	v, ok := strings.CutPrefix(p.next(), word)
	if !ok {
		p.fail(fmt.Errorf("no %q line where one must stand", strings.TrimSpace(word)))
	}
	return v
}

func (p *lines) number(word string) int64 {
	n, err := strconv.ParseInt(p.value(word), 10, 64)
	if err != nil || n < 0 {
		p.fail(fmt.Errorf("%q is no number", strings.TrimSpace(word)))
	}
	return n
}

func (p *lines) root(word string) tlog.Hash {
	h, err := tlog.ParseHash(p.value(word))
	p.fail(err)
	return h
}

func (p *lines) hex(word string) (h tlog.Hash) {
	b, err := hex.DecodeString(p.value(word))
	if err != nil || len(b) != len(h) {
		p.fail(fmt.Errorf("%q is no commitment", strings.TrimSpace(word)))
		return h
	}
	return tlog.Hash(b)
}
