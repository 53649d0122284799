package words

// englishFailures say what kind of failure it is. A failure's own words are
// English and say it well enough.
func englishFailures() map[string]string {
	all := make(map[string]string)
	for key := range koreanFailures() {
		all[key] = "%v"
	}
	return all
}

// koreanFailures say it before the failure's own words, so that nobody must read
// English to know what happened.
func koreanFailures() map[string]string {
	return map[string]string{
		"what.ambiguous":        "여러 개가 있어 어느 것인지 알 수 없습니다: %v",
		"what.bad-reason":       "사유에 쓸 수 없는 말이 있습니다: %v",
		"what.short-reason":     "오늘 여러 사람의 필드를 공개했으므로 더 긴 사유가 필요합니다(세 낱말, 20글자 이상): %v",
		"what.not-an-id":        "기록을 가리키는 말이 아닙니다: %v",
		"what.on-hold":          "삭제할 수 없습니다: %v",
		"what.no-vault":         "그곳에 금고가 없습니다: %v",
		"what.in-use":           "다른 프로그램이 금고를 열어 두었습니다: %v",
		"what.wrong-passphrase": "암호문구가 맞지 않습니다: %v",
		"what.not-member":       "이 신원 파일로는 이 금고를 열 수 없습니다: %v",
		"what.unpinned":         "이 신원 파일은 아직 금고에 연결되지 않았습니다: %v",
		"what.one-time":         "받은 암호문구는 새 열쇠를 만드는 데만 쓸 수 있습니다: %v",
		"what.wrong-words":      "이 금고의 낱말이 아닙니다: %v",
		"what.wrong-shares":     "조각이 모자라거나 맞지 않습니다: %v",
		"what.not-found":        "그런 것이 없습니다: %v",
		"what.not-permitted":    "권한이 없습니다: %v",
		"what.integrity":        "변경되었거나 없어졌거나 옛것으로 되돌려진 것이 있습니다: %v",
		"what.destroyed":        "이 금고의 열쇠는 파기되었습니다: %v",
		"what.not-logged":       "감사 기록에 쓸 수 없어 아무것도 하지 않았습니다: %v",
		"what.unknown-outcome":  "쓰다가 실패하여 결과를 알 수 없습니다: %v",
		"what.unfit":            "이 폴더나 컴퓨터에서는 금고를 열지 않습니다: %v",
		"what.unconfined":       "프로그램을 격리할 수 없습니다: %v",
		"what.interrupted":      "중단했습니다: %v",
		"what.command-line":     "명령을 이해할 수 없습니다: %v",
		"what.no-terminal":      "암호문구를 물어볼 터미널이 없습니다: %v",
	}
}
