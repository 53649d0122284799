package record

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Value is what a field holds: one text, or a list of items. The zero Value is
// empty. Values come from [Schema.Parse] and its siblings, so they are in the
// normal form, and do not change. Formatting one prints "value": personal data
// never reaches a message by way of %v. The content stands behind a func since
// package fmt passes by the Format method of what lies in an unexported field
// and follows pointers for some verbs; into a func it cannot look.
type Value struct {
	in func() (text string, list []Item)
}

func textValue(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{func() (string, []Item) { return s, nil }}
}

func listValue(list []Item) Value {
	if len(list) == 0 {
		return Value{}
	}
	return Value{func() (string, []Item) { return "", list }}
}

// Item is one entry of a list: column -> text. An item of a plain list has the
// one key "". Keys beginning with "_" belong to the vault: they survive
// encoding, never enter from input and never leave in a View. Do not keep items
// in unexported fields of what may be formatted: see [Value].
type Item map[string]string

// Text returns the text of a value that is no list.
func (v Value) Text() string {
	if v.in == nil {
		return ""
	}
	text, _ := v.in()
	return text
}

func (v Value) items() []Item {
	if v.in == nil {
		return nil
	}
	_, list := v.in()
	return list
}

// IsList reports whether the value is a non-empty list.
func (v Value) IsList() bool { return len(v.items()) > 0 }

// Empty reports whether there is nothing in the value.
func (v Value) Empty() bool { return v.in == nil }

// Items returns copies of the items of a list, with their internal keys.
func (v Value) Items() []Item {
	out := make([]Item, len(v.items()))
	for i, it := range v.items() {
		out[i] = maps.Clone(it)
	}
	return out
}

// Append returns a list with further items behind those of v, which does not
// change.
func (v Value) Append(items ...Item) Value {
	list := slices.Clip(v.items())
	for _, it := range items {
		list = append(list, maps.Clone(it))
	}
	return listValue(list)
}

// Equal reports whether two values are the same, internal keys included.
func (v Value) Equal(w Value) bool {
	return v.Text() == w.Text() && slices.EqualFunc(v.items(), w.items(), func(a, b Item) bool { return maps.Equal(a, b) })
}

// Format prints "value", whatever the verb.
func (v Value) Format(f fmt.State, _ rune) { io.WriteString(f, "value") }

// Format prints "item", whatever the verb.
func (it Item) Format(f fmt.State, _ rune) { io.WriteString(f, "item") }

// size is about what a list takes when encoded, in bytes.
func (v Value) size() int {
	n := len(v.Text())
	for _, it := range v.items() {
		n += 3
		for k, s := range it {
			n += len(k) + len(s) + len(`"":"",`)
		}
	}
	return n
}
