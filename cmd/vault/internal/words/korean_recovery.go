package words

// koreanRecovery is what recovery sets say, and their help.
func koreanRecovery() map[string]string {
	return map[string]string{
		"key.recovery.short":        "종이에 나누어 적은 조각으로 금고를 복구합니다",
		"key.recovery.long":         "복구 묶음은 여러 장의 종이에 나누어 적은 비밀입니다. 다른 관리자가 남지 않았을 때 그 가운데 몇 장으로 새 관리자를 등록합니다. 종이 말고는 어디에도 없습니다.",
		"key.recovery.create.short": "새 복구 묶음을 만듭니다",
		"key.recovery.create.long":  "새 복구 묶음을 만듭니다. -o를 쓰면 조각을 글과 브라우저용 페이지로 씁니다. 인쇄한 뒤 파일을 지우십시오. 모든 조각을 다시 읽어야 묶음이 효력을 가집니다: 터미널에서 입력하거나 --read-back으로 파일에서 읽으며, 바로 하거나 두 번째 실행에서 합니다. 그때부터 모든 새 열쇠를 이 묶음에도 봉인하고, 이전 묶음으로는 아무것도 열리지 않습니다. 모든 구획의 열쇠를 가진 관리자만 할 수 있습니다.",
		"key.recovery.drill.short":  "복구 묶음의 조각을 시험합니다",
		"key.recovery.drill.long":   "조각이 맞고 충분한지 알리고, 아무것도 바꾸지 않으면서 모든 열쇠를 시험합니다. 해마다 한 번 하십시오. --keyless를 쓰지 않으면 시험한 것이 감사 기록에 남습니다.",
		"key.recovery.use.short":    "조각으로 새 관리자를 등록합니다",
		"key.recovery.use.long":     "복구 묶음의 조각이 충분하면 다른 암호문구 없이 모든 구획의 열쇠를 가진 새 관리자를 등록합니다. 그 뒤에는 구성원을 확인하고, 구성원이 아니어야 할 사람의 권한을 회수하고, 새 묶음을 만드십시오.",

		"flag.shares":        "조각을 `N`장 만듭니다. %d장까지",
		"flag.threshold":     "필요한 조각의 수 `N`, %d장부터",
		"flag.output.sheets": "조각을 `FOLDER`에 씁니다. 조각과 함께 두지 않을 USB 메모리가 좋습니다",
		"flag.read-back":     "`FILE`에서 조각을 다시 읽습니다. 글 전체 또는 글자 묶음만. 조각마다 한 번씩 씁니다",
		"flag.shares-file":   "`FILE`에서 조각을 읽습니다. 글 전체 또는 글자 묶음만. 조각마다 한 번씩 씁니다",
		"flag.keyless.drill": "암호문구 없이, 감사 기록에 남기지 않고 합니다",
		"flag.name.restore":  "새 관리자의 `NAME`. 복구 묶음의 조각으로 백업을 열고 이 이름으로 등록합니다. --shares-file이 없으면 조각을 입력합니다",
		"flag.name.recovery": "새 관리자의 `NAME`. 여기서 쓴 적이 없는 이름이어야 합니다",

		"recovery.neither":      "-o로 조각을 저장할 폴더를 지정하거나, --read-back으로 다시 읽을 조각의 파일을 지정하십시오",
		"recovery.sheets":       "조각 %d장을 다음 폴더에 .txt와 .html로 썼습니다: %s. 인쇄한 뒤 파일을 지우십시오. 조각이 충분히 모이면 금고가 열립니다.",
		"recovery.not-yet":      "묶음은 아직 효력이 없습니다. 인쇄한 조각을 모두 다시 읽으십시오: vault key recovery create",
		"recovery.waiting":      "다시 읽어야 함",
		"recovery.stands":       "유효함",
		"recovery.in-force":     "묶음이 효력을 가집니다. 조각을 한 장씩 서로 다른 사람에게 주고, 아무도 두 장을 얻을 수 없는 곳에 보관하게 하십시오. 이전 묶음의 조각은 파기하십시오. 조각의 파일이 있으면 지우십시오. 해마다 시험하십시오: vault key recovery drill",
		"recovery.drilled":      "조각이 맞으며 모든 열쇠가 열립니다.",
		"recovery.used":         "이제 조각이 한곳에 모였습니다. 구성원을 확인하고(vault member list), 구성원이 아니어야 할 사람의 권한을 회수하고, 새 묶음을 만드십시오: vault key recovery create",
		"recovery.set":          "%d번 묶음: 조각 %d장, 필요한 수 %d장, 만든 사람 %s",
		"backup.recovery":       "%d번 복구 묶음의 조각",
		"recovery.none":         "없음",
		"hint.wrong-shares":     "다른 금고나 이전 묶음의 조각은 쓸 수 없습니다. 묶음 번호는 조각마다 적혀 있습니다",
		"label.set":             "묶음",
		"label.sheets":          "조각",
		"label.needed":          "필요한 수",
		"label.right":           "맞음",
		"label.recovery":        "복구 묶음",
		"notice.recovery-never": "경고: 복구 묶음이 없습니다. 관리자가 모두 암호문구를 잃으면 아무도 이 금고를 다시 열 수 없습니다. 관리자가 만드십시오: vault key recovery create",
		"notice.recovery-used":  "경고: 복구 묶음의 조각을 사용했습니다. 관리자가 새 묶음을 만드십시오: vault key recovery create",
		"notice.recovery-maker": "경고: 복구 묶음을 만들며 모든 조각을 본 %s 님이 더는 구성원이 아닙니다. 관리자가 새 묶음을 만드십시오: vault key recovery create",

		"share.prompt": "조각마다 글자 묶음 %d개를 입력하십시오. 한 줄에 몇 개든 쓸 수 있습니다. 입력한 것은 보이지 않습니다. 대소문자, 띄어쓰기, 붙임표는 가리지 않습니다.",
		"share.from":   "조각 %d, %d번째 글자 묶음부터: ",
	}
}
