package release

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode"

	"casevault/vault/record"

	"golang.org/x/text/unicode/norm"
)

// Other stands for a value that a transform does not know. It is a group of
// its own: that it is none of the others is what leaves.
const Other = "other"

// Occasion is what transforms depend on besides the value.
type Occasion struct {
	Day time.Time // of the release; ages are those of this day
	// Key makes pseudonyms: 32 bytes or more that only the vault knows, another
	// for each recipient.
	Key []byte
}

// errNoKey is a caller's mistake: a short key would let the recipient try all
// case numbers.
var errNoKey = errors.New("make pseudonym: the key has fewer than 32 bytes")

// apply brings one clean, non-empty text into the form in which it leaves. It
// does all but scan.
func (x Transform) apply(t target, s string, on Occasion) (string, error) {
	switch x.Op {
	case "keep":
		return s, nil
	case "mask":
		return record.Mask(t.mask, s), nil
	case "initial":
		return initial(s), nil
	case "year", "decade", "age-band":
		return x.date(s, on.Day), nil
	case "region":
		return region(s), nil
	case "table":
		return x.look(s), nil
	case "pseudonym":
		return pseudonym(t.field.Name, s, on.Key)
	}
	return "", nil // drop, and whatever is not known
}

// initial returns the first consonant of a Korean name, the first letter of a
// Latin one. A name of one letter would be told whole.
func initial(s string) string {
	r := []rune(norm.NFC.String(s))
	const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	switch {
	case len(r) == 0:
		return Other
	case 0xAC00 <= r[0] && r[0] <= 0xD7A3:
		return string([]rune(initials)[(r[0]-0xAC00)/(21*28)])
	case unicode.Is(unicode.Latin, r[0]) && len(r) > 1:
		return string(unicode.ToUpper(r[0]))
	}
	return Other
}

// date returns the year, the decade or the band of years that have passed.
func (x Transform) date(s string, day time.Time) string {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Other
	}
	switch x.Op {
	case "year":
		return s[:4]
	case "decade":
		return band(d.Year(), 10)
	}
	age := day.Year() - d.Year()
	if day.Month() < d.Month() || day.Month() == d.Month() && day.Day() < d.Day() {
		age--
	}
	if age < 0 {
		return Other
	}
	return band(age, x.Width)
}

// band returns the whole band that holds n: 1980-1989 for 1985 and 10.
func band(n, width int) string {
	first := n - n%width
	return strconv.Itoa(first) + "-" + strconv.Itoa(first+width-1)
}

// look finds a value in the table; case, width, spaces and composition do not
// count.
func (x Transform) look(s string) string {
	if to, ok := x.folded[record.FoldKey(s)]; ok {
		return to
	}
	return Other
}

// pseudonym is HMAC-SHA-256 over the field's name, a zero byte and the value,
// cut to 60 bits in base32: among a million people, two alike are one chance in
// two million.
func pseudonym(field, s string, key []byte) (string, error) {
	if len(key) < sha256.Size {
		return "", errNoKey
	}
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "casevault/v1/pseudonym\x00%s\x00%s", field, s)
	return "P-" + base32.StdEncoding.EncodeToString(h.Sum(nil))[:12], nil
}
