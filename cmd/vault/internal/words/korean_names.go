package words

// koreanWords are the Korean words for codes, by kind. A "note" is what an entry
// says besides its reason; what stands in it behind a colon is put behind the
// word. "because" are reasons that the program gives, "how" is what keeps it from
// something.
func koreanWords() map[string]map[string]string {
	return map[string]map[string]string{
		"action": {
			"init": "개설", "unlock-failed": "열기 실패", "refused": "거절",
			"add": "추가", "edit": "수정", "note": "메모", "import": "가져오기",
			"show": "보기", "reveal": "공개", "history": "변경 내력", "list": "목록", "find": "찾기",
			"audit-log": "감사 기록 읽기", "check": "검사", "review": "점검", "compact": "압축",
			"member-add": "구성원 등록", "grant": "권한 부여", "revoke": "권한 회수",
			"rotate": "열쇠 교체", "renew": "새 열쇠", "trail": "자취 열쇠", "key-export": "열쇠 내보내기", "passwd": "암호문구 변경",
			"recovery": "복구 묶음", "backup": "백업", "restore": "복원", "salvage": "구제", "erase": "삭제",
			"setting": "설정 변경", "schema": "스키마 변경", "profile": "반출 규칙 변경", "release": "반출",
		},
		"outcome": {"done": "완료", "refused": "거절", "failed": "실패"},
		"role":    {"caseworker": "상담원", "auditor": "감사인", "admin": "관리자"},
		"compartment": {
			"work": "업무", "identity": "신원", "kin": "가족", "health": "건강", "notes": "상담", "audit": "감사",
		},
		"check": {
			"tree": "전체 구조", "prev": "앞뒤 연결", "head": "최신 상태", "commitments": "저장된 값", "signatures": "서명",
			"authority": "권한", "against": "보관한 확인점", "records": "기록", "catalogue": "기록 목록", "ledger": "반출 대장", "open": "열기",
		},
		"setting": {
			"review-days": "점검 주기", "backup-days": "백업 주기", "refuse-online": "네트워크 사용 중 열지 않음",
			"idle-minutes": "자동 잠금 시간", "reveal-budget": "하루 공개 인원",
		},
		"note": {
			"first-seen-here": "여기서 처음 엶", "overruled-folder": "폴더 경고를 무시함", "overruled-online": "네트워크 경고를 무시함",
			"over-budget": "많이 공개한 날", "dry-run": "시험 실행", "breach-report": "분실 보고", "releases": "반출 대장", "another-file": "다른 파일",
			"retention": "보관 기간", "retention-due": "보관 기간이 지난 것", "retention-rules": "보관 규칙",
			"verify": "감사 기록 검증", "read-data": "모든 자료", "by-itself": "자동", "named-file": "파일 이름을 정함",
			"signed": "서명함", "sound": "이상 없음", "unsound": "이상 있음",
			"create": "만듦", "drill": "시험", "use": "사용", "set": "묶음", "right": "맞는 조각",
			"hold": "삭제 보류", "yes": "예", "no": "아니요", "none": "없음", "resurrect": "삭제한 사람을 되살림",
			"consent": "동의 없음", "group-size": "너무 작은 집단", "statistics": "통계",
			"profile": "반출 규칙", "begun": "시작", "written": "작성", "no-file": "파일 없음", "returned": "돌아옴",
			"recipient": "받는 곳", "file": "파일", "marks": "글에서 뺀 것", "without-consent": "동의 없는 사람",
			"loosened":   "더 보이는 필드",
			"from-vault": "원래 금고", "old-entries": "옛 항목", "old-entries-lost": "잃은 옛 항목", "lost": "잃은 기록", "part": "일부만 남은 기록",
		},
		"recipient": {"age": "age 열쇠", "passphrase": "암호문구", "plaintext": "암호화 안 함"},
		"mark": {
			"name": "이름", "phone": "전화", "number": "번호", "date": "날짜", "age": "나이", "email": "전자우편",
			"account": "계좌", "address": "주소", "place": "지명", "web": "웹", "job": "직업", "text": "정보",
		},
		"how": {
			"seccomp filter on every thread":                               "모든 스레드에 seccomp 필터",
			"not readable by other processes":                              "다른 프로그램이 읽을 수 없음",
			"limit of zero bytes":                                          "크기 제한 0바이트",
			"not enforced in this process":                                 "이 프로그램에는 적용되지 않음",
			"static guarantee only: no package of this program uses it":    "프로그램의 구성으로만 보장함: 이 프로그램의 어느 부분도 쓰지 않음",
			"this system lets no program give up files":                    "이 시스템에서는 프로그램이 파일 접근을 스스로 막을 수 없음",
			"not written by Windows unless an administrator asks for them": "컴퓨터 관리자가 설정하지 않으면 Windows는 만들지 않음",
			"this kernel has no Landlock, or none that serves":             "이 커널에는 쓸 수 있는 Landlock이 없음",
		},
		"because": {
			"after a revocation": "권한 회수에 따름", "after an erasure": "삭제에 따름",
		},
	}
}
