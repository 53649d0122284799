package audit

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
)

// An Event is what an entry's body says: who did what, when and why. Values
// and search terms never stand in it.
//
// The body is an age file under the author's trail key around
//
//	length     4 bytes
//	event      length bytes of JSON, as encoding/json writes this struct
//	signature 64 bytes, by the member's key over kind "entry": head, event
//	zeros      up to a multiple of 256 bytes
//
// The signature is inside because outside it would tell a thief who acted.
type Event struct {
	Version int      `json:"v"`       // 1
	Time    string   `json:"time"`    // RFC 3339 with the local offset
	Member  string   `json:"member"`  // label
	Action  string   `json:"action"`  // see docs/FORMAT.md
	Outcome string   `json:"outcome"` // done, refused, failed
	Records []string `json:"records"` // ids without dash, in the order of the add lines
	Fields  []string `json:"fields"`  // names from the schema
	Reason  string   `json:"reason"`  // given by the member
	Count   int      `json:"count"`   // how many records, where they are too many to name
	Notes   []string `json:"notes"`   // codes of what the program noticed, e.g. first-seen-here
}

const (
	bodyPad   = 256
	sigSize   = 64
	maxReason = 4096
)

// Encode returns the body before it is sealed. Sign is given the event's bytes.
func (e *Event) Encode(sign func(event []byte) []byte) ([]byte, error) {
	if len(e.Reason) > maxReason {
		return nil, errors.New("the reason is over 4096 bytes")
	}
	text, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	b = append(append(b, text...), sign(text)...)
	if r := len(b) % bodyPad; r != 0 {
		b = append(b, make([]byte, bodyPad-r)...)
	}
	// What does not read back would look altered for ever.
	if _, _, _, err := ParseEvent(b); err != nil {
		return nil, errors.New("the entry's words are not valid UTF-8")
	}
	return b, nil
}

// ParseEvent is the inverse of [Event.Encode]; it returns the signed bytes and
// the signature, unchecked.
func ParseEvent(b []byte) (e *Event, text, sig []byte, err error) {
	if len(b) < 4 || len(b)%bodyPad != 0 {
		return nil, nil, nil, damaged("body: length")
	}
	n := uint64(binary.BigEndian.Uint32(b))
	if 4+n+sigSize > uint64(len(b)) {
		return nil, nil, nil, damaged("body: cut off")
	}
	text, sig, rest := b[4:4+n], b[4+n:4+n+sigSize], b[4+n+sigSize:]
	if len(rest) >= bodyPad || len(bytes.Trim(rest, "\x00")) != 0 {
		return nil, nil, nil, damaged("body: padding")
	}
	e = new(Event)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(e); err != nil || e.Version != 1 || len(e.Reason) > maxReason {
		return nil, nil, nil, damaged("body: not an event of version 1")
	}
	if again, err := json.Marshal(e); err != nil || !bytes.Equal(again, text) {
		return nil, nil, nil, damaged("body: not in canonical form")
	}
	return e, text, sig, nil
}
