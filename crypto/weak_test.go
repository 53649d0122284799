package crypto

import "testing"

func TestWeakness(t *testing.T) {
	for typed, want := range map[string]Weakness{
		"secret":               TooShort,
		"비밀번호":                 TooShort,
		"19850307":             DigitsOnly,
		"010-1234-5678":        DigitsOnly,
		"qwertyuiop":           Keyboard,
		"qwer1234":             Keyboard,
		"Asdfghjkl;":           Keyboard,
		"aaaaaaaaaa":           Keyboard,
		"abcdefgh":             Keyboard,
		"ㅁㄴㅇㄹㅁㄴㅇㄹ":             Keyboard,
		"kim's own vault":      Named,
		"our CaseVault 2026":   Named,
		"password":             OneWord,
		"Elephant2026!":        OneWord,
		"2026elephants":        OneWord,
		"동해물과백두산이":             OneWord,
		"correct horse":        Strong,
		"bado-kile-fuga":       Strong,
		"동해 물과 백두산":            Strong,
		"elephantsneverforget": Strong,
		"x7$kQ9!vLm2#":         Strong,
		"choi eats pears":      Strong, // nobody of that name is meant
		"kima-bado-fuga":       Strong,
	} {
		p, err := NewPassphrase([]byte(typed))
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Weakness("kim", "casevault"); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	for range 50 {
		if p := OfferPassphrase(); Passphrase(p).Weakness() != Strong {
			t.Fatalf("%q is offered and then refused", p)
		}
	}
}
