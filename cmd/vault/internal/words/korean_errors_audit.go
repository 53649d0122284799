package words

// koreanAudit are the errors and findings of package audit: entries, their
// statements, checkpoints, and the groups of characters on paper.
func koreanAudit() map[string]string {
	return map[string]string{
		"the log was altered": "감사 기록이 변경되었습니다",

		"the entry in this place says it is entry %d":                                              "이 자리의 항목에 %d번 항목이라고 적혀 있습니다",
		"prev is not the root of the entries before it: one of them was changed, removed or added": "prev가 그 앞 항목들의 루트가 아닙니다: 앞의 항목 가운데 바뀌었거나 없어졌거나 더해진 것이 있습니다",
		"it does not name the newest authority entry":                                              "가장 새로운 권한 항목이 적혀 있지 않습니다",
		"it does not found the vault":                                                              "금고를 개설하는 항목이 아닙니다",
		"it writes a value that entry %d wrote":                                                    "%d번 항목이 저장한 값을 다시 저장합니다",
		"a value that this entry removed is stored again: an old copy was put back":                "이 항목이 지운 값이 다시 저장되어 있습니다: 옛 사본으로 되돌려졌습니다",
		"a value that this entry wrote is not stored: it was removed, changed or replaced":         "이 항목이 저장한 값이 없습니다: 지워졌거나 변경되었거나 다른 것으로 바뀌었습니다",
		"what is stored is not what the log says: a value was added, removed, changed or replaced": "저장된 것이 감사 기록과 다릅니다: 더해졌거나 지워졌거나 변경되었거나 다른 것으로 바뀐 값이 있습니다",

		"entry %d: %w": "%d번 항목: %w",
		"entry %d: an authority entry before it is missing": "%d번 항목: 그 앞의 권한 항목이 빠졌습니다",
		"entry %d: the statement's signature":               "%d번 항목: 선언문의 서명이 올바르지 않습니다",
		"entry: %v":                                         "항목: %v",
		"an entry of %d bytes is over the limit of %d":      "항목이 %d바이트이며 한도인 %d바이트를 넘습니다",
		"the entry's words are not valid UTF-8":             "항목의 글이 올바른 UTF-8이 아닙니다",
		"the reason is over 4096 bytes":                     "사유가 4096바이트를 넘습니다",
		"body: cut off":                                     "본문: 잘렸습니다",
		"body: length":                                      "본문: 길이가 올바르지 않습니다",
		"body: not an event of version 1":                   "본문: 버전 1의 형식이 아닙니다",
		"body: not in canonical form":                       "본문: 정해진 형식 그대로가 아닙니다",
		"body: padding":                                     "본문: 채움 부분이 올바르지 않습니다",
		"%q is no commitment":                               "%q 줄의 값이 저장된 값의 해시(commitment)가 아닙니다",
		"%q is no number":                                   "%q 줄의 값이 숫자가 아닙니다",
		"a line does not parse":                             "형식이 올바르지 않은 줄이 있습니다",
		"auth lines":                                        "auth 줄이 올바르지 않습니다",
		"set line":                                          "set 줄이 올바르지 않습니다",
		"no %q line where one must stand":                   "있어야 할 곳에 %q 줄이 없습니다",
		"no empty line":                                     "빈 줄이 없습니다",
		"unknown or misplaced line":                         "알 수 없는 줄이나 자리가 잘못된 줄이 있습니다",
		"not a %s text":                                     "%s 텍스트가 아닙니다",
		"not in canonical form":                             "정해진 형식 그대로가 아닙니다",
		"too large":                                         "너무 큽니다",

		"statement: %v":                                                     "선언문: %v",
		"statement: not in canonical form":                                  "선언문: 정해진 형식 그대로가 아닙니다",
		"the founding statement is not complete":                            "개설 선언문이 완전하지 않습니다",
		"the founding statement stands in entry 0 and nowhere else":         "개설 선언문은 0번 항목에 있어야 하며 다른 곳에는 있을 수 없습니다",
		"a statement of somebody who is not a member":                       "구성원이 아닌 사람의 선언문입니다",
		"a statement of unknown kind":                                       "알 수 없는 종류의 선언문입니다",
		"a statement that declares what its kind may not":                   "그 종류로는 선언할 수 없는 것을 선언한 선언문입니다",
		"a statement that its signer was not entitled to make":              "서명한 사람에게 그런 선언을 할 권한이 없었습니다",
		"a recovery that is not in force, or that declares what it may not": "효력이 없는 복구 묶음을 썼거나, 선언할 수 없는 것을 선언한 복구입니다",

		"log key: %w":                                     "감사 기록의 열쇠: %w",
		"log key: origin not fit for a note":              "감사 기록의 열쇠: 출처(origin)를 서명문(note)에 쓸 수 없습니다",
		"not a signed note":                               "서명문(note)이 아닙니다",
		"not signed by the log key in force at that size": "감사 기록이 그 크기일 때 효력이 있던 감사 기록의 열쇠로 서명하지 않았습니다",
		"not the text of a checkpoint":                    "확인점의 글이 아닙니다",
		"too large for a checkpoint":                      "확인점이라기에는 너무 큽니다",
		"the log is too large for the printed form":       "감사 기록이 너무 커서 종이에 인쇄하는 형식으로 적을 수 없습니다",
		"the origin is no vault's":                        "출처(origin)가 금고의 것이 아닙니다",

		"%d groups of five characters and %d more characters, where a printed %s has %d groups":                        "다섯 글자 묶음 %d개와 글자 %d개가 있는데, 인쇄된 것(%s)의 묶음은 %d개입니다",
		"group %d does not fit: a character in it is wrong, missing or too many, or the group stands in another place": "%d번째 글자 묶음이 맞지 않습니다: 틀리거나 빠지거나 더 들어간 글자가 있거나, 다른 자리에 있어야 할 묶음입니다",
		"group %d: a character that no group has":                                                                      "%d번째 글자 묶음: 묶음에 쓰지 않는 글자가 있습니다. 한/영 상태를 확인하십시오",
		"more than the %d groups that one page has":                                                                    "한 장에 있는 글자 묶음 %d개보다 많습니다",
		"the groups are not those of a %s":                                                                             "글자 묶음이 다음의 것이 아닙니다: %s",
		"the groups are not those of a share":                                                                          "조각의 글자 묶음이 아닙니다",
	}
}
