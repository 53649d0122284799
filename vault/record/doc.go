// Package record holds the nouns of casevault: a case record, the schema that
// says which fields it has, the masks over them, and the View that may be
// shown. It is pure: no files, no clock, no keys.
//
// # Text
//
// Every value is text in UTF-8 and NFC, without control, bidirectional or
// zero-width characters; a newline stands only where the schema says
// "multiline". Dates are YYYY-MM-DD, numbers are decimal without exponent,
// choices are the value of the choice. A value is one text, or a list of
// items; an item is a text (plain list) or a set of columns.
//
// # Section payload
//
// [Record.Encode] writes the non-empty fields of one compartment as one JSON
// object (RFC 8259) without white space:
//
//	{"case_id":"CR-0000018","status":"open","tags":["a","b"]}
//	{"family_in_north":[{"relation":"…","name":"…","city":"…"}]}
//
// Fields stand in the order of the schema, columns in the order of their
// field; keys beginning with "_" (written by the vault, for instance a note's
// signature) and what the schema does not know (it was edited since) follow in
// byte order. Within strings only the quote, the backslash and the characters
// below U+0020 are escaped (\" \\ \n, else \u00xx in lower case); everything
// else stands as it is. There are no numbers, booleans or nulls. A compartment
// without a value is "{}". [Record.Decode] takes any order but no white space
// beyond JSON's, no other types and no name twice.
//
// # Schema
//
// A schema is a JSON object {"version":1,"fields":[…]} of at most 1 MiB; see
// [Field] for a field's keys and schema.json for the default.
package record
