package words

// koreanProfile is englishProfile in Korean.
func koreanProfile() map[string]string {
	return map[string]string{
		"profile.short":      "기관 밖으로 내보낼 수 있는 내용을 보거나 바꿉니다",
		"profile.long":       "반출 규칙은 받는 곳의 종류마다 기록의 어느 필드를 어떤 형태로 내보낼 수 있는지 정합니다. 형태에는 원문 그대로, 가림, 연도, 나이대, 시도, 가명 등이 있습니다. 반출 규칙에 없는 필드는 나가지 않습니다. docs/REDACTION.md를 보십시오.",
		"profile.list.short": "반출 규칙의 목록을 봅니다",
		"profile.list.long":  "지금 적용되는 반출 규칙의 목록을 봅니다. 암호문구는 필요 없습니다.",
		"profile.show.short": "반출 규칙을 JSON으로 출력합니다",
		"profile.show.long":  "읽거나 고칠 수 있게 반출 규칙을 JSON으로 출력합니다. 지금 적용되는 것이나 이전 버전을 볼 수 있습니다. 암호문구는 필요 없습니다.",
		"profile.edit.short": "고친 반출 규칙을 저장합니다",
		"profile.edit.long":  "고친 반출 규칙이나 새 반출 규칙을 저장하여 지금부터 모두에게 적용합니다. 적용 중인 것을 출력하여 파일을 고친 뒤 --from으로 넣으십시오. 버전은 저절로 올라가며 이전 버전도 계속 볼 수 있습니다. 변경은 서명되어 사유와 함께 감사 기록에 남고 월별 점검에 나옵니다. 관리자만 할 수 있습니다.",
		"profile.test.short": "기록에서 무엇이 나갈지 봅니다",
		"profile.test.long":  "반출 규칙을 거치면 기록 하나가 어떻게 되는지 값마다 앞뒤를 보여 주고, 나가지 않을 필드를 알려 줍니다. 아무것도 저장하지 않습니다. 필드를 그대로 보여 주므로 사유와 함께 공개로 기록됩니다. 가명은 예시이며, 실제 반출에서는 받는 곳에 따라 달라집니다.",
		"flag.from.profile":  "`FILE`에서 반출 규칙을 읽습니다. 표준 입력은 -",

		"col.profile": "반출 규칙", "col.for": "받는 곳", "col.version": "버전", "col.k": "최소 인원", "col.consent": "동의", "col.origin": "출처",
		"profile.own": "이 기관", "profile.shipped": "프로그램", "profile.unfit": "(필드 구성과 맞지 않음)",
		"profile.problem":        "경고: 이 반출 규칙은 쓸 수 없습니다: %v",
		"profile.no-version":     "버전은 1 이상의 수입니다",
		"profile.no-file":        "고친 반출 규칙의 파일을 정하십시오: --from FILE. 먼저 적용 중인 것을 출력하십시오: vault profile show NAME",
		"profile.no-reason":      "반출 규칙을 바꾸려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"profile.test-no-reason": "시험하면 기록의 필드가 그대로 보이므로 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"profile.stored":         "%s, 버전 %d: 지금부터 적용됩니다",
		"profile.withheld":       "(나가지 않음: 글을 검사할 수 없었습니다)",
		"profile.dropped":        "나가지 않음",

		"form.keep": "그대로", "form.mask": "가림", "form.initial": "첫 글자", "form.year": "연도", "form.decade": "10년 단위",
		"form.age-band": "나이대", "form.region": "시도", "form.table": "변환표", "form.pseudonym": "가명", "form.scan": "글 검사",
	}
}
