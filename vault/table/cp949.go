package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
)

// cp949 maps every two-byte pair, as lead<<8|trail less 0x8000, to its character;
// 0 where there is none. The decoder of x/text turns an invalid pair into
// U+FFFD and goes on, which would put a damaged name into a record without a
// word; with the table an invalid byte is an error with a position.
type cp949 [1 << 15]uint16

// newCP949 takes a pair only if x/text decodes it to one assigned character
// that encodes to the same pair again.
func newCP949() *cp949 {
	t := new(cp949)
	dec, enc := korean.EUCKR.NewDecoder(), korean.EUCKR.NewEncoder()
	for lead := 0x81; lead <= 0xfe; lead++ {
		for trail := 0x41; trail <= 0xfe; trail++ {
			pair := []byte{byte(lead), byte(trail)}
			text, err := dec.Bytes(pair)
			if err != nil {
				continue
			}
			r, size := utf8.DecodeRune(text)
			if size != len(text) || r == utf8.RuneError || r > 0xffff || unicode.Is(unicode.Co, r) {
				continue
			}
			if back, err := enc.Bytes(text); err == nil && string(back) == string(pair) {
				t[lead<<8|trail-0x8000] = uint16(r)
			}
		}
	}
	return t
}

// at returns the character that b starts with, b[0] being no ASCII, or 0.
func (t *cp949) at(b []byte) rune {
	if len(b) < 2 {
		return 0
	}
	return rune(t[int(b[0]&0x7f)<<8|int(b[1])])
}

func (t *cp949) check(b []byte) int {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		if t.at(b[i:]) == 0 {
			return i
		}
		i += 2
	}
	return -1
}

func (t *cp949) append(dst, b []byte) []byte {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			dst = append(dst, b[i])
			i++
			continue
		}
		dst = utf8.AppendRune(dst, t.at(b[i:]))
		i += 2
	}
	return dst
}

// encodingName returns "", "utf-8", "cp949" or "utf-16" for what a user may call it.
func encodingName(s string) (string, error) {
	switch strings.ToLower(s) {
	case "":
		return "", nil
	case "utf-8", "utf8":
		return "utf-8", nil
	case "cp949", "ms949", "windows-949", "uhc", "euc-kr", "euckr":
		return "cp949", nil
	case "utf-16", "utf16", "utf-16le", "utf-16be":
		return "utf-16", nil
	}
	return "", &FileError{Code: "encoding-unknown"}
}
