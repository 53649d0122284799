package words

// koreanCommand are the errors of the program itself and of its packages term
// and confine. Some only steer a form, and nobody ever reads them.
func koreanCommand() map[string]string {
	return map[string]string{
		// The confinement.
		"%s (descriptor %d) is %s; give it a file, a pipe or a terminal": "%s(파일 번호 %d)에 연결된 것: %s. 파일, 파이프, 터미널 가운데 하나를 연결하십시오",
		"close the network: %w":                                        "네트워크를 막을 수 없습니다: %w",
		"forbid core files: %w":                                        "메모리의 내용이 core 파일로 남는 것을 막을 수 없습니다: %w",
		"give up new privileges: %w":                                   "새 권한을 얻지 않게 할 수 없습니다: %w",
		"give up other files: %w":                                      "다른 파일에 접근할 권한을 버릴 수 없습니다: %w",
		"hide memory from other processes: %w":                         "다른 프로세스가 메모리를 보지 못하게 할 수 없습니다: %w",
		"install the seccomp filter: %w":                               "seccomp 필터를 설치할 수 없습니다: %w",
		"install the seccomp filter: thread %d did not take it":        "seccomp 필터를 설치할 수 없습니다: 스레드 %d에 적용되지 않았습니다",
		"list the inherited descriptors: %w":                           "물려받은 파일 번호의 목록을 볼 수 없습니다: %w",
		"prove the network closed: a socket could be opened":           "네트워크가 막혔음을 확인할 수 없습니다: 소켓이 열렸습니다",
		"prove the network closed: refused, but not by the filter: %w": "네트워크가 막혔음을 확인할 수 없습니다: 거부되었으나 필터가 거부한 것이 아닙니다: %w",

		// The terminal.
		"%w by a signal to end":                                      "%w(종료 신호를 받음)",
		"hide what is typed: %w":                                     "입력하는 글자를 감출 수 없습니다: %w",
		"interrupted at the prompt":                                  "입력을 기다리는 동안 중단되었습니다",
		"left":                                                       "끝냈습니다",
		"nobody typed for too long":                                  "너무 오래 입력이 없었습니다",
		"read a line: %w":                                            "한 줄을 읽을 수 없습니다: %w",
		"set the terminal to single keys: %w":                        "키를 하나씩 받도록 터미널을 바꿀 수 없습니다: %w",
		"the input ended before the answer did":                      "답을 다 입력하기 전에 입력이 끝났습니다",
		"the line is longer than %d bytes":                           "줄이 %d바이트보다 깁니다",
		"the line is longer than %d characters":                      "줄이 %d자보다 깁니다",
		"the terminal was resized":                                   "터미널의 크기가 바뀌었습니다",
		"there is no terminal to ask on":                             "물어볼 터미널이 없습니다",
		"watch the terminal: %w":                                     "터미널의 입력을 지켜볼 수 없습니다: %w",
		"write to the terminal: %w":                                  "터미널에 쓸 수 없습니다: %w",
		"only 0, standard input, can be read on Windows":             "Windows에서는 0번(표준 입력)만 읽을 수 있습니다",
		"read the passphrase file %s: %w":                            "암호문구 파일을 읽을 수 없습니다(%s): %w",
		"read the passphrase file: %w":                               "암호문구 파일을 읽을 수 없습니다: %w",
		"read the passphrase from descriptor %d: %w":                 "파일 번호 %d에서 암호문구를 읽을 수 없습니다: %w",
		"read the passphrase from descriptor %d: no such descriptor": "파일 번호 %d에서 암호문구를 읽을 수 없습니다: 그런 파일 번호가 없습니다",
		"this is UTF-16 or no text; save it as UTF-8":                "UTF-16이거나 글이 아닙니다. UTF-8로 저장하십시오",

		// Forms and the shell.
		"a quote is not closed":       "따옴표가 닫히지 않았습니다",
		"given up":                    "그만두었습니다",
		"take the item away":          "목록에서 그것을 뺍니다",
		"the item from its beginning": "그것을 처음부터 다시 입력합니다",
		"the question before":         "앞 질문으로 돌아갑니다",
		"the text is typed again":     "글을 다시 입력합니다",

		// Files that are read and written.
		"draw the code of the checkpoint: %w": "확인점의 QR 코드를 그릴 수 없습니다: %w",
		"draw the code of the share: %w":      "조각의 QR 코드를 그릴 수 없습니다: %w",
		"make the file of -o: %w":             "-o의 파일을 만들 수 없습니다: %w",
		"make the file of rejected rows: %w":  "거부한 행의 파일을 만들 수 없습니다: %w",
		"make the folder of -o: %w":           "-o의 폴더를 만들 수 없습니다: %w",
		"make the report: %w":                 "보고서를 만들 수 없습니다: %w",
		"print the newest checkpoint: %w":     "가장 새로운 확인점을 인쇄할 형식으로 만들 수 없습니다: %w",
		"read %s: %w":                         "읽을 수 없습니다(%s): %w",
		"read %s: longer than %d bytes":       "읽을 수 없습니다(%s): %d바이트보다 깁니다",
		"read %s: not valid UTF-8":            "읽을 수 없습니다(%s): 올바른 UTF-8이 아닙니다",
		"read --to: %w":                       "--to를 읽을 수 없습니다: %w",
		"read the input: %w":                  "입력을 읽을 수 없습니다: %w",
		"read the list: %w":                   "목록을 읽을 수 없습니다: %w",
		"read the newest checkpoint: %w":      "가장 새로운 확인점을 읽을 수 없습니다: %w",
		"read the share in %s: %w":            "조각을 읽을 수 없습니다(%s): %w",
		"write a table: %w":                   "표를 출력할 수 없습니다: %w",
		"write the answer: %w":                "결과를 출력할 수 없습니다: %w",
		"write the checkpoint: %w":            "확인점을 쓸 수 없습니다: %w",
		"write the file of -o: %w":            "-o의 파일을 쓸 수 없습니다: %w",
		"write the file of rejected rows: %w": "거부한 행의 파일을 쓸 수 없습니다: %w",
		"write the help: %w":                  "도움말을 출력할 수 없습니다: %w",
	}
}
