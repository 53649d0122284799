package words

// koreanRelease is what releases and their ledger say, and their help.
func koreanRelease() map[string]string {
	return map[string]string{
		"release.short":          "기록을 기관 밖으로 나가는 파일에 씁니다",
		"release.long":           "외부에 줄 새 파일에 기록을 반출 규칙을 거쳐 씁니다. 반출 규칙에 적힌 것만, 반출 규칙이 정한 형태로 나갑니다. 동의, 글 속의 이름, 비슷해 보이는 사람의 수를 먼저 확인하며, 하나라도 맞지 않으면 파일을 만들지 않습니다. 파일은 받는 곳만 열 수 있게 암호화되고 반출 대장에 남습니다: vault release list. 무엇이 나갈지 먼저 보십시오: --dry-run. --stats를 쓰면 모든 사람을 센 수만 나가며 작은 수는 보여 주지 않습니다.",
		"release.list.short":     "기관 밖으로 나간 것을 봅니다",
		"release.list.long":      "나간 것을 봅니다. 받는 곳, 반출 규칙, 기록 수, 기한, 돌아왔는지를 보여 줍니다.",
		"release.returned.short": "반출한 파일이 돌아왔거나 파기되었음을 적습니다",
		"release.returned.long":  "반출한 파일이 돌아왔거나 파기되었음을 적습니다. 대장의 줄은 그대로 남습니다. 이미 읽은 것은 되돌릴 수 없습니다.",

		"flag.release.all":             "모든 기록",
		"flag.release.profile":         "무엇이 나갈지 정하는 `PROFILE`: vault profile list",
		"flag.release.to":              "열 수 있는 곳: age 수신자(`RECIPIENT`, age1…), 또는 한 줄에 하나씩 적은 파일",
		"flag.release.plaintext":       "암호화하지 않습니다. 파일을 얻은 사람은 누구나 읽을 수 있습니다",
		"flag.release.for":             "대장에 적을 받는 곳의 이름(`NAME`, 기관 이름이며 기록 속 사람의 이름이 아님)",
		"flag.release.output":          "새 `FILE`. people.xlsx.age처럼 이름의 끝이 형식을 정하고, 없으면 CSV입니다",
		"flag.release.format":          "형식 `FORMAT`: csv, json, html, xlsx",
		"flag.release.expires":         "돌려받거나 파기할 기한: 날짜(`DATE`), 또는 90d처럼 오늘부터의 날수",
		"flag.release.without-consent": "동의하지 않은 사람도 반출합니다. --reason이 필요합니다",
		"flag.release.dry-run":         "무엇이 나갈지 필드마다 터미널에 보여 주고 아무것도 쓰지 않습니다",
		"flag.release.open":            "아직 밖에 있는 것만",
		"flag.release.due":             "지금쯤 돌아왔어야 하는 것만",

		"release.no-profile":     "--profile이 없습니다. 무엇이 나갈지 정하는 반출 규칙입니다",
		"release.who":            "기록을 지정하거나 --all을 쓰십시오",
		"release.dry-run-screen": "미리보기는 기록을 터미널에만 보여 줍니다. JSON으로도, 파일이나 다른 프로그램으로도 내보내지 않습니다",
		"release.no-reason":      "암호화하지 않거나 동의 없이 내보내려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"release.expires":        "--expires는 2027-03-01 같은 날짜, 또는 90d, 12w처럼 오늘부터의 날수나 주수입니다",
		"release.to-whom":        "누가 열 수 있는지 정하십시오: --to, --new-passphrase-file 또는 --plaintext",
		"release.no-output":      "-o가 없습니다. 새 파일을 지정하십시오",
		"release.not-confirmed":  "암호화하지 않은 파일로 내보내려면 --yes를 쓰거나 터미널에서 확인해야 합니다",
		"release.format":         "형식은 %s 중 하나입니다",
		"release.confirm":        "%s 파일을 얻은 사람은 누구나 읽을 수 있습니다. USB 메모리를 주운 사람, 전자우편을 연 사람, 사본을 가진 사람 모두입니다. 되돌릴 수 없습니다. 암호화하지 않고 쓰시겠습니까?",
		"release.aborted":        "확인하지 않았으므로 아무것도 쓰지 않았습니다",
		"release.withheld":       "참고: %s 필드는 기록 %d건에서 나가지 않았습니다. 글 속의 이름을 확인할 수 없었습니다. 업무(work), 신원(identity), 가족(kin) 구획의 권한이 있어야 하고, 글에 깨진 문자나 끝없는 반복이 없어야 합니다",
		"release.coarser":        "참고: 비슷해 보이는 사람이 너무 적어 더 넓게 묶었습니다: %s",
		"release.in-clear":       "경고: %s 파일은 암호화되지 않았습니다",
		"release.none":           "반출한 것이 없습니다.",
		"release.number":         "반출은 번호로 지정합니다: vault release list",
		"release.returned":       "반출 %d번이 돌아온 것으로 적었습니다.",
		"release.state.open":     "밖에 있음",
		"release.state.due":      "기한 지남",
		"release.state.returned": "%s 돌아옴",
		"release.state.failed":   "파일이 만들어지지 않음",
		"release.hint.consent":   "그 사람들에게 물어 답과 날짜를 동의(consent) 필드에 적거나, 그 사람들을 빼고 반출하십시오",
		"release.hint.small":     "한 사람에 관해 더 적게 말하는 반출 규칙을 쓰거나, 관리자에게 반출 규칙의 필드에 더 넓은 형태를 넣게 하십시오: vault profile edit. 전에 준 곳과 다른 곳에 주는 것이면 받는 곳을 밝히십시오: --for",
		"release.anybody":        "(암호화 안 함)",
		"release.passphrase":     "(암호문구)",

		"trial.more":    "… 그 밖에 %d명이 더 있습니다. 한 사람을 보려면: vault release ID --dry-run",
		"trial.masked":  "지금의 값은 가려져 있습니다. --reason을 쓰면 보여 주며, 그것은 감사 기록에 남습니다.",
		"trial.nothing": "아무것도 쓰지 않았습니다. 글을 읽어 보십시오. 이름이 하나도 없어도 누구의 이야기인지 알 수 있습니다.",

		"saved.recall": "동의가 철회되었고, 이 기록은 반출 %d번(%s, 받는 곳: %s)에 들어 있습니다. 돌려받은 뒤에: vault release returned NUMBER",

		"erase.released": "반출 %d번(%s, 받는 곳: %s)에는 아직 들어 있습니다. 돌려받거나 파기하게 하십시오.",
		"label.release":  "반출", "label.hash": "파일의 SHA-256", "label.profile": "반출 규칙", "label.smallest": "가장 작은 집단", "label.marks": "글에서 뺀 것",
		"col.number": "번호", "col.day": "날짜", "col.profile": "반출 규칙", "col.for": "받는 곳", "col.records": "기록 수", "col.expires": "기한", "col.state": "상태",
	}
}
