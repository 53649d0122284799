package words

import "maps"

// koreanRecord are the errors of packages record, release and table.
func koreanRecord() map[string]string {
	all := koreanProfileErrors()
	maps.Copy(all, map[string]string{
		// The schema. What stands in its JSON keeps its name.
		"read schema: %w":                                "스키마를 읽을 수 없습니다: %w",
		"read schema: %d fields, want 1 to %d":           "스키마를 읽을 수 없습니다: 필드가 %d개입니다. 1개부터 %d개까지여야 합니다",
		"read schema: field %q: %w":                      "스키마를 읽을 수 없습니다. 필드 %q: %w",
		"read schema: longer than %d bytes":              "스키마를 읽을 수 없습니다: %d바이트보다 깁니다",
		"read schema: version %d, this program reads %d": "스키마를 읽을 수 없습니다: version이 %d입니다. 이 프로그램이 읽는 것은 %d입니다",

		"a name has 1 to 40 of a-z, 0-9 and _, and begins with a letter": "이름에는 a-z, 0-9, _만 1자부터 40자까지 쓰며, 영문자로 시작해야 합니다",
		"belongs to compartment %q":                                      "구획 %q에 속하는 필드입니다",
		"choice %q has an empty word or one of another choice":           "선택지 %q: 빈 말이 있거나, 다른 선택지와 같은 말이 있습니다",
		"choices belong to type choice, which needs them":                "choices는 type이 choice인 필드에만 쓰며, 그런 필드에는 반드시 있어야 합니다",
		"column %q: %w":                                     "열 %q: %w",
		"a column is no list":                               "열은 목록이 될 수 없습니다",
		"compartment %q is none of %v":                      "구획 %q: 다음 가운데 하나여야 합니다: %v",
		"default is no choice":                              "default가 선택지에 없습니다",
		"default must be short and printable":               "default는 짧고 인쇄할 수 있는 글자여야 합니다",
		"header %q also belongs to %q":                      "열 이름 %q: 필드 %q에도 속합니다",
		"header %q has no letters":                          "열 이름 %q: 글자가 없습니다",
		"label in language %q, want ko and en":              "label의 언어 %q: ko와 en만 쓸 수 있습니다",
		"label needs ko and en":                             "label에는 ko와 en이 있어야 합니다",
		"limit must be between 0 and 262144":                "limit은 0 이상 262144 이하여야 합니다",
		"mask %q does not fit type %q":                      "mask %q: type %q에 맞지 않습니다",
		"must be a date":                                    "날짜여야 합니다",
		"not a name, or stands twice":                       "이름이 될 수 없거나, 두 번 나옵니다",
		"only a date has not_before":                        "not_before는 날짜에만 쓸 수 있습니다",
		"only a list has columns":                           "columns는 목록에만 쓸 수 있습니다",
		"only a text has a format":                          "format은 글에만 쓸 수 있습니다",
		"only a text or choice has a default":               "default는 글이나 선택지에만 쓸 수 있습니다",
		"only a text without format is multiline":           "multiline은 format이 없는 글에만 쓸 수 있습니다",
		"stands twice":                                      "두 번 나옵니다",
		"unknown format %q":                                 "알 수 없는 format: %q",
		"unknown mask %q":                                   "알 수 없는 mask: %q",
		"unknown type %q":                                   "알 수 없는 type: %q",
		"must be one line with a limit of at most %d bytes": "한 줄이어야 하며, limit은 %d바이트 이하여야 합니다",
		"not_before names %q, no date column before it":     "not_before의 %q: 앞에 있는 날짜 열이 아닙니다",
		"not_before names %q, no other date":                "not_before의 %q: 다른 날짜 필드가 아닙니다",

		"%d templates, at most %d":         "양식이 %d개입니다. %d개까지 쓸 수 있습니다",
		"it names %q twice":                "적힌 필드 %q: 두 번 나옵니다",
		"it names %q, no field":            "적힌 필드 %q: 그런 필드가 없습니다",
		"it names no field":                "적힌 필드가 없습니다",
		"template %q: %w":                  "양식 %q: %w",
		"template %q: stands twice":        "양식 %q: 두 번 나옵니다",
		"key %q stands twice":              "JSON의 이름 %q: 두 번 나옵니다",
		"line %d of the JSON: %w":          "JSON의 %d번째 줄: %w",
		"text after the end of the object": "객체가 끝난 뒤에 글이 있습니다",
		"the JSON ends too early":          "JSON이 중간에 끊겼습니다",

		// A record.
		"%s belongs to compartment %q":                                   "%s: 구획 %q에 속하는 필드입니다",
		"%s stands twice":                                                "%s: 두 번 나옵니다",
		"decode %s section: %w":                                          "%s 구간을 읽을 수 없습니다: %w",
		"decode section: no compartment %q":                              "구간을 읽을 수 없습니다. 그런 구획이 없습니다: %q",
		"not the JSON of a record":                                       "기록의 JSON이 아닙니다",
		"character %d is not one of an id's letters and digits":          "%d번째 글자는 기록 ID에 쓰는 글자나 숫자가 아닙니다",
		"longer than ten characters":                                     "10자보다 깁니다",
		"read record id: %w":                                             "기록 ID를 읽을 수 없습니다: %w",
		"read record id: want %d characters such as K7QXM-2M9DT, got %d": "기록 ID를 읽을 수 없습니다: K7QXM-2M9DT처럼 %d자여야 하는데 %d자입니다",
		"read record id: want at least %d characters, got %d":            "기록 ID를 읽을 수 없습니다: %d자 이상이어야 하는데 %d자입니다",
		"read search term: not valid UTF-8":                              "찾을 말을 읽을 수 없습니다: 올바른 UTF-8이 아닙니다",
		"read search term: nothing to look for":                          "찾을 말을 읽을 수 없습니다: 찾을 글자가 없습니다",

		// A list of people in a file.
		"close a part of the workbook: %w": "통합 문서의 한 부분을 닫을 수 없습니다: %w",
		"go to the start of the table: %w": "표의 처음으로 갈 수 없습니다: %w",
		"read the table: %w":               "표를 읽을 수 없습니다: %w",
	})
	return all
}

// koreanProfileErrors are the errors of package release. A profile's lines are
// the members of its fields, which no editor numbers.
func koreanProfileErrors() map[string]string {
	return map[string]string{
		"read profile: %w":                                "반출 규칙을 읽을 수 없습니다: %w",
		"read profile: line %d (%s): %w":                  "반출 규칙을 읽을 수 없습니다. fields의 %d번째(%s): %w",
		"read profile: longer than %d bytes":              "반출 규칙을 읽을 수 없습니다: %d바이트보다 깁니다",
		"read profile: version %d, this program reads %d": "반출 규칙을 읽을 수 없습니다: version이 %d입니다. 이 프로그램이 읽는 것은 %d입니다",

		"%d fields, want 1 to %d":                                                           "필드가 %d개입니다. 1개부터 %d개까지여야 합니다",
		"a label has at most 200 printable bytes":                                           "label에는 인쇄할 수 있는 글자를 200바이트까지 씁니다",
		"a name has 1 to 40 of a-z, 0-9 and -, and begins with a letter":                    "이름에는 a-z, 0-9, -만 1자부터 40자까지 쓰며, 영문자로 시작해야 합니다",
		"consent is a scope of a-z, 0-9 and -":                                              "consent에는 a-z, 0-9, -로 된 동의 범위를 씁니다",
		"k is %d; for kind %s it is %d to 1000":                                             "k가 %d입니다. kind가 %s일 때는 %d 이상 1000 이하여야 합니다",
		"kind %q is none of court, media, partner-medical, statistics, subject":             "kind %q: court, media, partner-medical, statistics, subject 가운데 하나여야 합니다",
		"label needs ko and en, and no others":                                              "label에는 ko와 en이 있어야 하며, 다른 것은 쓸 수 없습니다",
		"profile_version counts from 1":                                                     "profile_version은 1부터 셉니다",
		"stands twice, first in line %d":                                                    "두 번 나옵니다. 처음 나온 곳은 fields의 %d번째입니다",
		"the lines of one list stand together; it began in line %d":                         "한 목록의 열은 이어서 적어야 합니다. 이 목록은 fields의 %d번째에서 시작했습니다",
		"the field is a list: each of its columns that leaves needs a line":                 "목록인 필드입니다. 나가는 열마다 fields에 따로 적어야 합니다",
		"the field is no list and has no columns":                                           "목록이 아닌 필드이므로 열이 없습니다",
		"the list has no columns":                                                           "이 목록에는 열이 없습니다",
		"the list has no such column":                                                       "이 목록에 그런 열이 없습니다",
		"the schema has no such field":                                                      "스키마에 그런 필드가 없습니다",
		"%s is not coarser than %s":                                                         "%s: %s보다 넓은 형태가 아닙니다",
		"a band of %d years does not hold whole bands of %d":                                "%d년 단위의 나이대로는 %d년 단위의 나이대를 나누지 않고 묶을 수 없습니다",
		"age-band needs a width of 2 to 50 years":                                           "age-band에는 2년부터 50년까지의 width가 있어야 합니다",
		"generalise %d: %w":                                                                 "generalise의 %d번째: %w",
		"keep does not fit free text, in which anything may stand: use scan, table or drop": "무엇이든 쓸 수 있는 글에는 keep을 쓸 수 없습니다. scan, table, drop 가운데 하나를 쓰십시오",
		"transform %s does not fit type %s":                                                 "형태 %s: 유형에 맞지 않습니다(%s)",
		"transform %s has no table":                                                         "형태 %s에는 table을 쓰지 않습니다",
		"transform %s has no width":                                                         "형태 %s에는 width를 쓰지 않습니다",
		"unknown transform %q":                                                              "알 수 없는 형태: %q",
		"a value of the table has no letters, or stands twice but for case and spaces":      "변환표에 글자가 없는 값이 있거나, 대소문자와 빈칸만 다른 값이 두 번 나옵니다",
		"the table has %d entries, want 1 to %d":                                            "변환표의 값이 %d개입니다. 1개부터 %d개까지여야 합니다",
		"values and results of a table have 1 to 200 printable bytes":                       "변환표의 값과 결과에는 인쇄할 수 있는 글자를 1바이트부터 200바이트까지 씁니다",

		"people who would leave and stand out by %s: %d; people in the smallest group of the vault: %d; at least %d must look the same": "나갈 사람 가운데 %[2]d명이 다음 때문에 눈에 띕니다: %[1]s. 금고에서 가장 작은 집단은 %[3]d명이며, 같아 보이는 사람이 %[4]d명 이상이어야 합니다",

		"a cell of a spreadsheet holds at most %d characters: row %d, column %s has more": "스프레드시트의 한 칸에는 %d자까지 쓸 수 있습니다. %d행 %s열의 글이 더 깁니다",
		"a spreadsheet has at most %d rows and %d columns":                                "스프레드시트에는 행 %d개, 열 %d개까지 쓸 수 있습니다",
		"make pseudonym: the key has fewer than 32 bytes":                                 "가명을 만들 수 없습니다: 열쇠가 32바이트보다 짧습니다",
		"release %s: %w": "필드 %s의 내용을 반출할 수 없습니다: %w",
		"scan text: it has bytes or characters that cannot be read": "글을 검사할 수 없습니다: 읽을 수 없는 바이트나 글자가 있습니다",
		"scan text: what was taken out shows more, again and again": "글을 검사할 수 없습니다: 빼고 나면 뺄 것이 자꾸 다시 나타납니다",
		"statistics need at least %d people":                        "통계를 내려면 %d명 이상이 있어야 합니다",
		"there is no format %q: one of %v":                          "형식 %q: 그런 형식은 없습니다. 다음 가운데 하나를 쓰십시오: %v",
		"people can be counted by such as sex, status, programme, birth_decade, arrival_year, origin_province, one or two of them": "사람을 세는 기준은 sex, status, programme, birth_decade, arrival_year, origin_province 같은 것 하나나 둘입니다",
	}
}
