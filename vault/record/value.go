package record

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Value is what a field holds: one text, or a list of items. The zero Value is
// empty. Values come from [Schema.Parse] and its siblings, so they are in the
// normal form. Formatting one prints "value": personal data never reaches a
// message by way of %v.
type Value struct {
	text string
	list []Item
}

// Item is one entry of a list: column -> text. An item of a plain list has the
// one key "". Keys beginning with "_" belong to the vault: they survive
// encoding, never enter from input and never leave in a View.
type Item map[string]string

// Text returns the text of a value that is no list.
func (v Value) Text() string { return v.text }

// IsList reports whether the value is a non-empty list.
func (v Value) IsList() bool { return len(v.list) > 0 }

// Empty reports whether there is nothing in the value.
func (v Value) Empty() bool { return v.text == "" && len(v.list) == 0 }

// Items returns copies of the items of a list, with their internal keys.
func (v Value) Items() []Item {
	out := make([]Item, len(v.list))
	for i, it := range v.list {
		out[i] = maps.Clone(it)
	}
	return out
}

// Append returns the list with further items behind its own. The receiver does
// not change.
func (v Value) Append(items ...Item) Value {
	list := slices.Clip(v.list)
	for _, it := range items {
		list = append(list, maps.Clone(it))
	}
	return Value{text: v.text, list: list}
}

// Equal reports whether two values are the same, internal keys included.
func (v Value) Equal(w Value) bool {
	return v.text == w.text && slices.EqualFunc(v.list, w.list, func(a, b Item) bool { return maps.Equal(a, b) })
}

// Format prints "value", whatever the verb.
func (v Value) Format(f fmt.State, _ rune) { io.WriteString(f, "value") }

// Format prints "item", whatever the verb.
func (it Item) Format(f fmt.State, _ rune) { io.WriteString(f, "item") }

// size is about what a list takes when encoded, in bytes.
func (v Value) size() int {
	n := len(v.text)
	for _, it := range v.list {
		n += 3
		for k, s := range it {
			n += len(k) + len(s) + len(`"":"",`)
		}
	}
	return n
}
