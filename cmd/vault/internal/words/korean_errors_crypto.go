package words

import "maps"

// koreanCrypto are the errors of package crypto: passphrases, identity files, keys
// and shares, and the age files that they open.
func koreanCrypto() map[string]string {
	all := koreanCryptoFiles()
	maps.Copy(all, map[string]string{
		"the passphrase contains a control character, such as an arrow key": "암호문구에 화살표 키 같은 제어 문자가 들어 있습니다",
		"the passphrase is empty":                "암호문구가 비어 있습니다",
		"the passphrase is longer than %d bytes": "암호문구가 %d바이트보다 깁니다",
		"the passphrase is not valid UTF-8":      "암호문구가 올바른 UTF-8이 아닙니다",
		"the work factor is %d to %d":            "여는 데 드는 계산량(work factor)은 %d 이상 %d 이하여야 합니다",

		"a casevault identity carries 64 bytes": "casevault 신원에는 64바이트가 들어 있어야 합니다",
		"a vault id has lower-case digits only": "금고 ID의 16진수 글자는 소문자로만 씁니다",
		"a vault id is 64 hexadecimal digits":   "금고 ID는 64자리 16진수입니다",
		"identity file: %v":                     "신원 파일: %v",
		"identity file: no work factor: %v":     "신원 파일: 계산량(work factor)이 없습니다: %v",
		"founder: %w":                           "개설자(founder): %w",
		"log: %w":                               "감사 기록의 열쇠(log): %w",
		"sign: %w":                              "서명 열쇠(sign): %w",
		"make an age identity: %w":              "age 신원을 만들 수 없습니다: %w",
		"the age identity does not parse":       "age 신원의 형식이 올바르지 않습니다",
		"this key has no age identity":          "이 열쇠에는 age 신원이 없습니다",

		"public text: %v":                                    "공개 텍스트: %v",
		"public text: not in canonical form":                 "공개 텍스트: 정해진 형식 그대로가 아닙니다",
		"public text: the signature is not by the key in it": "공개 텍스트: 그 안에 있는 열쇠로 한 서명이 아닙니다",
		"signature: %w":                                      "서명(signature): %w",
		"the age recipient is none":                          "age 수신자로 적힌 것이 age 수신자가 아닙니다",

		"%d shares, where %d are needed":                "조각이 %d장인데 %d장이 필요합니다",
		"%w: share %d has no value that one can have":   "%w: 조각 %d의 값은 조각에 있을 수 없는 값입니다",
		"derive the keys of the shares: %w":             "조각에서 열쇠를 만들 수 없습니다: %w",
		"encode a share: %w":                            "조각을 인코딩할 수 없습니다: %w",
		"more shares are needed than there are":         "필요한 조각의 수가 전체 조각의 수보다 많습니다",
		"put the shares together: %w":                   "조각을 합칠 수 없습니다: %w",
		"the age identity of the shares does not parse": "조각에서 나온 age 신원의 형식이 올바르지 않습니다",
		"the shares do not belong together":             "조각이 서로 맞지 않습니다",

		"no age recipient is in it": "age 수신자가 들어 있지 않습니다",
		"not an age recipient, which begins with age1 and has no typing error": "age 수신자가 아닙니다. age1로 시작하고 잘못 입력한 글자가 없어야 합니다",
		"recipient %d: %w": "%d번째 수신자: %w",
		"recipients age1pq1… and others cannot open the same file": "age1pq1…로 시작하는 수신자와 다른 수신자가 같은 파일을 열게 할 수는 없습니다",
	})
	return all
}

// koreanCryptoFiles are what is wrong with the keyring, and with what is sealed.
func koreanCryptoFiles() map[string]string {
	return map[string]string{
		"damaged or altered":       "손상되었거나 변경되었습니다",
		"sealed under another key": "다른 열쇠로 봉인되었습니다",

		"keyring: %v":  "열쇠 모음: %v",
		"key blob: %v": "봉인된 열쇠: %v",
		"key blob: it holds another key than its place says": "봉인된 열쇠: 들어 있는 것이 그 자리의 열쇠가 아닙니다",
		"key id: %w":                        "열쇠 ID: %w",
		"key: %w":                           "열쇠(key): %w",
		"line %d does not have four fields": "%d번째 줄의 칸이 네 개가 아닙니다",
		"line %d is not %q":                 "%d번째 줄이 %q 줄이 아닙니다",
		"line %d is out of order":           "%d번째 줄의 순서가 맞지 않습니다",
		"line %d: %w":                       "%d번째 줄: %w",
		"line %d: blob":                     "%d번째 줄: 봉인된 열쇠(blob)가 올바르지 않습니다",
		"line %d: epoch":                    "%d번째 줄: 열쇠의 차수(epoch)가 올바르지 않습니다",
		"lines missing":                     "빠진 줄이 있습니다",
		"not a whole %s file":               "온전한 %s 파일이 아닙니다",
		"not the base64 form of %d bytes":   "%d바이트를 base64로 적은 것이 아닙니다",

		"%w: another key id":                     "%w: 열쇠 ID가 다릅니다",
		"%w: not a file with one %s stanza":      "%w: %s stanza 하나로 된 파일이 아닙니다",
		"%w: the file key does not authenticate": "%w: 파일 열쇠가 인증되지 않습니다",
		"malformed %s stanza":                    "%s stanza의 형식이 올바르지 않습니다",
		"malformed %s stanza: %w":                "%s stanza의 형식이 올바르지 않습니다: %w",
		"malformed %s stanza: nonce: %w":         "%s stanza의 형식이 올바르지 않습니다: nonce: %w",
		"age header: %v":                         "age 헤더: %v",
		"no age header":                          "age 헤더가 없습니다",
		"the age payload does not authenticate":  "age 파일의 내용이 인증되지 않습니다",
		"the age payload is cut off":             "age 파일의 내용이 잘렸습니다",
		"the age payload: %v":                    "age 파일의 내용: %v",

		"section: not version %d":           "구간: 버전 %d의 형식이 아닙니다",
		"section: of another vault":         "구간: 다른 금고의 것입니다",
		"section: padding":                  "구간: 채움 부분이 올바르지 않습니다",
		"section: place in the signed tree": "구간: 서명한 트리에서의 자리가 올바르지 않습니다",
		"section: the path is cut off":      "구간: 트리의 경로가 잘렸습니다",
		"section: the payload is cut off":   "구간: 내용이 잘렸습니다",
	}
}
