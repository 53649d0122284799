package words

// koreanCommandLine are the errors of cobra and pflag.
func koreanCommandLine() map[string]string {
	return map[string]string{
		"bad flag syntax: %s":                 "옵션을 쓰는 방법이 틀렸습니다: %s",
		"flag needs an argument: %s in -%s":   "옵션 뒤에 값이 있어야 합니다: %s(-%s에 있음)",
		"flag needs an argument: --%s":        "옵션 뒤에 값이 있어야 합니다: --%s",
		"invalid argument %q for %q flag: %w": "옵션 %[2]q에 쓸 수 없는 값입니다(%[1]q): %[3]w",
		"unknown flag: --%s":                  "그런 옵션은 없습니다: --%s",
		"unknown shorthand flag: %s in -%s":   "그런 옵션은 없습니다: %s(-%s에 있음)",
		"if any flags in the group [%s] are set none of the others can be; [%s] were all set": "함께 쓸 수 없는 옵션입니다: %s. 함께 쓴 것: %s",
	}
}

// koreanSyntax are the errors of what reads numbers, times, JSON, CSV, ZIP, XML
// and base64.
func koreanSyntax() map[string]string {
	const number = "숫자로 읽을 수 없습니다(%q): %w"
	all := map[string]string{
		"strconv.Atoi: parsing %q: %w":       number,
		"strconv.ParseInt: parsing %q: %w":   number,
		"strconv.ParseUint: parsing %q: %w":  number,
		"strconv.ParseFloat: parsing %q: %w": number,
		"strconv.ParseBool: parsing %q: %w":  "true나 false로 읽을 수 없습니다(%q): %w",
		"invalid syntax":                     "쓰는 방법이 틀렸습니다",
		"value out of range":                 "쓸 수 있는 범위를 벗어났습니다",

		"parsing time %q as %q: cannot parse %q as %q": "날짜나 시각으로 읽을 수 없습니다(%q, 형식 %q): %q 자리에 %q 형식이 있어야 합니다",
		"parsing time %q: %w":                          "날짜나 시각으로 읽을 수 없습니다(%q): %w",
		"extra text: %q":                               "뒤에 글이 더 있습니다: %q",
		"day out of range":                             "달력에 없는 날입니다",
		"month out of range":                           "달은 1부터 12까지입니다",
		"hour out of range":                            "시가 범위를 벗어났습니다",
		"minute out of range":                          "분이 범위를 벗어났습니다",
		"second out of range":                          "초가 범위를 벗어났습니다",

		"unexpected end of JSON input":                                 "JSON이 중간에 끊겼습니다",
		"not at beginning of value":                                    "JSON의 값이 시작되는 곳이 아닙니다",
		"expected comma after array element":                           "JSON 배열의 값 뒤에 쉼표가 있어야 합니다",
		"expected colon after object key":                              "JSON 객체의 이름 뒤에 콜론(:)이 있어야 합니다",
		"json: unknown field %q":                                       "알 수 없는 이름입니다: %q",
		"json: cannot unmarshal %s into Go value of type %s":           "JSON의 값이 알맞은 형식이 아닙니다(%s). 필요한 형식: %s",
		"json: cannot unmarshal %s into Go struct field %s of type %s": "JSON의 값이 알맞은 형식이 아닙니다(%s). 자리: %s, 필요한 형식: %s",

		"record on line %d: %w": "%d번째 줄: %w",
		"record on line %d; parse error on line %d, column %d: %w": "%d번째 줄에서 시작한 행의 %d번째 줄, %d번째 바이트: %w",
		"parse error on line %d, column %d: %w":                    "%d번째 줄, %d번째 바이트: %w",
		`bare " in non-quoted-field`:                               "따옴표로 시작하지 않은 칸에 따옴표가 있습니다",
		`extraneous or missing " in quoted-field`:                  "따옴표가 남거나 모자랍니다",
		"wrong number of fields":                                   "칸의 수가 맞지 않습니다",

		"zip: checksum error":                    "ZIP의 체크섬이 맞지 않습니다",
		"zip: not a valid zip file":              "올바른 ZIP 파일이 아닙니다",
		"zip: unsupported compression algorithm": "ZIP의 압축 방식을 알 수 없습니다",
		"flate: corrupt input before offset %d":  "압축된 내용이 %d번째 바이트 앞에서 손상되었습니다",
		"XML syntax error on line %d: %w":        "%d번째 줄의 XML이 올바르지 않습니다: %w",
		"invalid UTF-8":                          "올바른 UTF-8이 아닙니다",

		"illegal base64 data at input byte %d": "base64가 아닌 것이 있습니다(바이트 %d)",
		"encoding/hex: invalid byte: %s":       "16진수가 아닌 글자가 있습니다: %s",
		"encoding/hex: odd length hex string":  "16진수의 자릿수가 홀수입니다",
	}
	for where, says := range map[string]string{
		"looking for beginning of value":             "값이 시작되어야 할 곳",
		"looking for beginning of object key string": "이름의 따옴표가 있어야 할 곳",
		"after object key":                           "객체의 이름 뒤",
		"after object key:value pair":                "객체의 이름과 값 뒤",
		"after array element":                        "배열의 값 뒤",
		"after top-level value":                      "끝난 뒤",
		"after decimal point in numeric literal":     "소수점 뒤",
		"in numeric literal":                         "수 안",
		"in exponent of numeric literal":             "수의 지수 안",
		"in string literal":                          "따옴표로 묶은 글 안",
		"in string escape code":                      `\로 시작하는 글자 안`,
		`in \u hexadecimal character escape`:         `\u로 시작하는 글자 안`,
	} {
		all["invalid character %s "+where] = "JSON에 쓸 수 없는 글자가 있습니다: %s(" + says + ")"
	}
	for _, word := range []string{"true", "false", "null"} {
		all["invalid character %s in literal "+word+" (expecting %s)"] = "JSON에 쓸 수 없는 글자가 있습니다: %s(" + word + " 안, %s 자리)"
	}
	all["invalid character %s exceeded max depth"] = "JSON의 단계가 너무 깊습니다: %s"
	return all
}

// koreanAge are the errors of package age that package crypto lets through.
func koreanAge() map[string]string {
	return map[string]string{
		"an scrypt recipient must be the only one": "암호문구로 여는 파일에는 다른 수신자가 있을 수 없습니다",
		"bad header MAC":                                          "헤더의 MAC이 맞지 않습니다",
		"failed to compute header MAC: %w":                        "헤더의 MAC을 계산할 수 없습니다: %w",
		"failed to parse header: %w":                              "헤더를 읽을 수 없습니다: %w",
		"failed to parse mlkem768x25519 recipient: %w":            "mlkem768x25519 수신자를 읽을 수 없습니다: %w",
		"failed to parse scrypt salt: %w":                         "scrypt의 솔트를 읽을 수 없습니다: %w",
		"failed to parse scrypt work factor: %w":                  "scrypt의 계산량(work factor)을 읽을 수 없습니다: %w",
		"failed to read header: %w":                               "헤더를 읽을 수 없습니다: %w",
		"failed to read intro: %w":                                "첫 줄을 읽을 수 없습니다: %w",
		"failed to read line: %w":                                 "줄을 읽을 수 없습니다: %w",
		"failed to read nonce: %w":                                "nonce를 읽을 수 없습니다: %w",
		"failed to wrap key for recipient #%d: %w":                "%d번 수신자에게 열쇠를 봉인할 수 없습니다: %w",
		"failed to write header: %w":                              "헤더를 쓸 수 없습니다: %w",
		"failed to write nonce: %w":                               "nonce를 쓸 수 없습니다: %w",
		"file is empty":                                           "파일이 비어 있습니다",
		"file is not passphrase-encrypted":                        "암호문구로 암호화한 파일이 아닙니다",
		"header contains more than %d recipient stanzas":          "헤더의 수신자가 %d개보다 많습니다",
		"header exceeds 2 MiB":                                    "헤더가 2 MiB보다 깁니다",
		"identity did not match any of the recipients: %w":        "신원이 어느 수신자와도 맞지 않습니다: %w",
		"no identity matched any of the recipients":               "수신자와 맞는 신원이 없습니다",
		"incorrect identity for recipient block":                  "이 수신자의 신원이 아닙니다",
		"incorrect passphrase":                                    "암호문구가 맞지 않습니다",
		"invalid mlkem768x25519 recipient block":                  "mlkem768x25519 수신자 부분이 올바르지 않습니다",
		"invalid mlkem768x25519 recipient: %w":                    "mlkem768x25519 수신자가 올바르지 않습니다: %w",
		"invalid scrypt recipient block":                          "scrypt 수신자 부분이 올바르지 않습니다",
		"invalid scrypt recipient block: incorrect file key size": "scrypt 수신자 부분이 올바르지 않습니다: 파일 열쇠의 길이가 맞지 않습니다",
		"invalid scrypt work factor: %d":                          "scrypt의 계산량(work factor)이 올바르지 않습니다: %d",
		"scrypt work factor encoding invalid: %q":                 "scrypt의 계산량(work factor)을 쓰는 방법이 틀렸습니다: %q",
		"scrypt work factor too large: %d":                        "scrypt의 계산량(work factor)이 너무 큽니다: %d",
		"malformed closing line %q: %w":                           "헤더의 마지막 줄이 올바르지 않습니다(%q): %w",
		"malformed closing line: %q":                              "헤더의 마지막 줄이 올바르지 않습니다: %q",
		"malformed stanza opening line: %q":                       "수신자 부분의 첫 줄이 올바르지 않습니다: %q",
		"malformed stanza: %q":                                    "수신자 부분이 올바르지 않습니다: %q",
		"no recipient stanzas":                                    "수신자가 없습니다",
		"no recipients specified":                                 "수신자가 없습니다",
		"parsing age header: %w":                                  "age 파일의 헤더: %w",
		"passphrase can't be empty":                               "암호문구가 비어 있습니다",
		"unexpected EOF reading intro, expected %q":               "첫 줄이 중간에 끊겼습니다. 있어야 할 것: %q",
		"unexpected EOF reading intro: %s":                        "첫 줄이 중간에 끊겼습니다: %s",
		"unexpected intro, expected %q":                           "첫 줄이 맞지 않습니다. 있어야 할 것: %q",
		"unexpected intro: %s":                                    "첫 줄이 맞지 않습니다: %s",
		"unexpected newline character":                            "있어서는 안 될 곳에 줄바꿈이 있습니다",

		"failed to decrypt and authenticate payload chunk, file may be corrupted or tampered with": "내용을 풀고 검증할 수 없습니다. 파일이 손상되었거나 변경되었을 수 있습니다",
		"non-EOF error reading after end of encrypted file: %w":                                    "암호화된 파일의 끝을 읽을 수 없습니다: %w",
		"trailing data after end of encrypted file":                                                "암호화된 파일이 끝난 뒤에 데이터가 더 있습니다",

		"invalid MLKEM768-X25519 public key":              "MLKEM768-X25519 공개 열쇠가 올바르지 않습니다",
		"malformed recipient %q: %w":                      "수신자가 올바르지 않습니다(%q): %w",
		"malformed recipient %q: invalid type %q":         "수신자가 올바르지 않습니다(%q): 종류 %q",
		"data part too short":                             "내용이 너무 짧습니다",
		"invalid checksum":                                "체크섬이 맞지 않습니다",
		"invalid character data part: s[%d]=%d":           "쓸 수 없는 글자가 있습니다(자리 %d, 글자 번호 %d)",
		"invalid character human-readable part: s[%d]=%d": "앞부분에 쓸 수 없는 글자가 있습니다(자리 %d, 글자 번호 %d)",
		"mixed case": "대문자와 소문자가 섞여 있습니다",
		"separator '1' at invalid position: pos=%d, len=%d": "구분하는 글자 '1'의 자리가 맞지 않습니다(자리 %d, 길이 %d)",
	}
}

// koreanArguments are the words that our own errors take as arguments, and what
// types of ours say with a method Error.
func koreanArguments() map[string]string {
	return map[string]string{
		"interrupted":           "중단했습니다",
		"row %d, column %q: %s": "%d행 %q 열: %s",
		"row %d: %s":            "%d행: %s",

		"other users can read the passphrase file (mode %s): chmod 600 it": "다른 사용자가 암호문구 파일을 읽을 수 있습니다(모드 %s): chmod 600으로 막으십시오",

		"standard input":  "표준 입력",
		"standard output": "표준 출력",
		"standard error":  "표준 오류",

		"a network socket (%s)":                       "네트워크 소켓(%s)",
		"a socket of unknown family":                  "종류를 알 수 없는 소켓",
		"a Unix socket that leads to another service": "다른 서비스로 이어지는 유닉스 소켓",

		"%s (with what the recipient was given earlier)": "%s(받는 곳에 전에 준 것과 함께 보면)",
		"a key":               "입력한 이름 가운데 하나",
		"free text":           "무엇이든 쓸 수 있는 글",
		"text with format %s": "format이 %s인 글",
	}
}
