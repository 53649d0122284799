package vault

import "testing"

func TestStrictJSON(t *testing.T) {
	for text, ok := range map[string]bool{
		`{"a":1}`: true, " {\"a\":1}\n ": true,
		``: false, `{"a":1`: false, `{"a":1}{}`: false, `{"a":1}}`: false, `{"a":1}]`: false, `{"a":1} x`: false, `{"b":1}`: false,
	} {
		var v struct{ A int }
		if err := strictJSON([]byte(text), &v); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}
