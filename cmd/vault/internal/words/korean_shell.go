package words

// koreanShell is what is said in the shell.
func koreanShell() map[string]string {
	return map[string]string{
		"shell.short": "한 번 열고 계속 일합니다",
		"shell.long":  "금고를 한 번 열고 그 안에서 일합니다. 번호를 고르거나, 명령을 앞의 \"vault\" 없이 입력합니다. 빈칸이 든 말은 따옴표로 묶습니다. 위아래 화살표로 앞서 입력한 줄을 다시 불러오며, 그 줄은 어디에도 저장되지 않습니다. 설정 idle-minutes의 시간 동안 아무것도 입력하지 않으면 금고가 잠깁니다. 화면을 지우고 열쇠를 버리며, 입력하던 줄은 암호문구를 넣은 뒤 돌아옵니다. 터미널에서 vault만 입력해도 같습니다.",

		"shell.prompt":       "%s (%d분 뒤 잠김)>",
		"shell.locked":       "금고가 잠겼습니다.",
		"shell.again":        "다시 시도하려면 Enter를 누르십시오.",
		"shell.draft":        "끝내지 않은 것이 보관되어 있습니다. 이어 쓰려면: %s",
		"shell.how-to-leave": "끝내려면 0을 입력하고 Enter를 누르십시오.",
		"shell.no-terminal":  "셸은 터미널에서만 쓸 수 있습니다",
		"shell.quote":        "따옴표가 닫히지 않았습니다",
		"shell.outside":      "금고를 열어 둔 이 화면에서는 할 수 없는 일입니다",
		"shell.flag":         "이미 금고를 열어 두었으므로 --%s 옵션을 쓸 수 없습니다",
		"shell.stdin":        "셸에는 표준 입력이 없습니다. 파일 이름을 쓰십시오",
		"hint.shell":         "0을 입력하여 끝낸 뒤에 하십시오: %s",

		"menu.find":   "사람 찾기",
		"menu.show":   "기록 보기",
		"menu.add":    "사람 추가",
		"menu.edit":   "기록 고치기",
		"menu.note":   "메모 쓰기",
		"menu.due":    "7일 안에 할 일",
		"menu.today":  "오늘: 할 일, 대기, 금고의 상태",
		"menu.lock":   "지금 잠그기",
		"menu.leave":  "끝내기",
		"menu.more":   "번호나 명령을 입력하십시오(명령 목록은 help). Enter만 누르면 이 목록을 다시 봅니다. %d분 동안 입력이 없으면 금고가 잠깁니다.",
		"menu.record": "기록(ID 또는 case:사건번호):",
	}
}
