// Package release decides what may leave the office. It is pure: no files, no
// clock, no keys of the vault; the caller gives the day, the pseudonym key and
// the scanner.
//
// # Profile
//
// A profile is an allow-list: each line names a field (or one column of a
// list) and the transform through which it leaves. What no line names does not
// leave, so a field that the schema gains later stays inside until somebody
// writes a line for it. It is a JSON object of at most 256 KiB:
//
//	{
//	  "version": 1,
//	  "name": "media",
//	  "profile_version": 1,
//	  "label": {"en": "media", "ko": "언론"},
//	  "kind": "media",
//	  "k": 11,
//	  "consent": "media",
//	  "fields": [
//	    {"field": "sex", "transform": "keep", "generalise": [{"transform": "drop"}]},
//	    {"field": "birth_date", "transform": "age-band", "width": 10},
//	    {"field": "case_notes", "column": "text", "transform": "scan"}
//	  ]
//	}
//
// "version" is that of this format, "profile_version" counts the edits of the
// profile. "kind" says whom the release is for and bounds k, the smallest group
// of people who look alike in what leaves (see [Kinds]). "consent" is the scope
// that a person must have consented to; without it none is asked for. Lines of
// one list stand together. Unknown keys, keys and fields that stand twice,
// and a transform that does not fit the field are refused. [Profile.Encode]
// writes the one canonical form, whose SHA-256 the log commits to.
//
// # Transforms
//
//	keep       as it is: dates, numbers, choices, and texts with a format
//	mask       as the schema masks it; a field without a mask becomes ***
//	initial    of a name: ㅎ for 홍길동, H for Hong
//	year       of a date: 1985
//	decade     of a date: 1980-1989
//	age-band   of a date: 40-49, full years on the day of release, in bands of "width" years
//	region     of a text that begins with a province: its full name, else "other"
//	table      what "table" maps the value to, else "other"
//	pseudonym  a keyed hash; the key is the recipient's, so lists of two recipients cannot be joined
//	scan       free text from which a [Scanner] took what identifies
//	drop       does not leave
//
// Free text is every text without a format, whether it has one line or many:
// people can write anything in it, so it is never kept as it is.
// "generalise" lists coarser forms of a line, which the group-size gate may
// take in this order when too few people look alike.
//
// An empty value stays empty. A value that a transform cannot read (no date,
// born after the day of release) becomes "other", like everything that a table
// does not name.
package release
