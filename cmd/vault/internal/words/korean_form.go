package words

// koreanForm is what is said while a form is filled in.
func koreanForm() map[string]string {
	return map[string]string{
		"ask.how":          "답을 입력하고 Enter를 누르십시오. Enter만 누르면 건너뛰고, <는 앞 질문으로, -는 비우기, !는 그만두기입니다. Ctrl-C를 누르면 입력한 내용을 남기고 나갑니다.",
		"ask.half":         "입력하다 만 것: %s",
		"ask.give-up":      "입력한 내용을 버리시겠습니까?",
		"ask.save":         "저장하시겠습니까? (y: 저장, 번호: 그 줄 고치기, <: 앞 질문, !: 그만두기)",
		"ask.empty":        "아직 아무것도 입력하지 않았습니다.",
		"ask.emptied":      "(비움)",
		"ask.text":         "여러 줄을 쓸 수 있습니다. 점 하나만 있는 줄을 입력하면 끝납니다.",
		"ask.choice":       "번호를 고르십시오:\n%s",
		"ask.date":         " (예: 1985. 3. 7.)",
		"ask.digits":       " (숫자 13자리)",
		"ask.is":           "  → %s",
		"ask.list":         "하나씩 입력하십시오. Enter만 누르면 목록이 끝나고, -는 마지막 것을 뺍니다.",
		"ask.list-items":   "하나씩 입력하십시오. Enter만 누르면 목록이 끝나고, 번호를 쓰면 그것을 고치며, -는 마지막 것을 뺍니다.",
		"ask.list-more":    "입력한 것은 목록에 더해집니다. Enter만 누르면 끝납니다. 처음에 -만 입력하면 목록을 비웁니다.",
		"ask.resident":     "주민등록번호처럼 보이는 것이 있습니다. 이 글을 읽는 사람은 누구나 보게 됩니다.\n1 가리기, 2 까닭을 쓰고 두기, 3 다시 입력 (Enter: 1)",
		"ask.resident-why": "왜 두어야 합니까? (감사 기록에 남습니다. 이름과 번호는 쓰지 마십시오)",
		"ask.which":        "어느 필드를 바꾸시겠습니까? (번호, 여러 개는 빈칸으로 띄움)",
		"ask.numbers":      "1부터 %d까지의 번호를 입력하십시오.",
		"ask.all":          "모든 필드",
		"ask.template":     "어느 양식에 입력하시겠습니까? (Enter: 1)",
		"ask.no-template":  "스키마에 그런 양식이 없습니다. 있는 양식: %s",
		"ask.same":         "이미 금고에 있는 사람일 수 있습니다(사건번호, 또는 이름과 생년월일이 같은 기록 %d건):",
		"ask.same-save":    "다른 사람으로 저장하시겠습니까?",
	}
}
