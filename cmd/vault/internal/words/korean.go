package words

import "maps"

// korean returns every text in Korean: plain and polite, as a public office
// writes. What stands for a %s may end in any sound, so no particle that
// depends on it (은/는, 이/가, 을/를, 와/과, 으로/로) follows one.
//
// One word for one thing: vault 금고, record 기록, field 필드, compartment 구획,
// identity 신원 파일, passphrase 암호문구, key 열쇠, keyring 열쇠 모음, member 구성원,
// founder 개설자, caseworker 상담원, auditor 감사인, admin 관리자, log 감사 기록,
// entry 항목, review 점검, finding 이상, checkpoint 확인점, backup 백업, restore
// 복원, reveal 공개, mask 가림, withheld 권한 없음, grant 부여, revoke 권한 회수,
// rotate 열쇠 교체, erase 삭제, hold 삭제 보류, recovery set 복구 묶음, share 조각,
// release 반출, profile 반출 규칙, office 기관, stick USB 메모리.
func korean() map[string]string {
	all := koreanHelp()
	maps.Copy(all, koreanNames())
	maps.Copy(all, koreanHints())
	maps.Copy(all, koreanFailures())
	maps.Copy(all, koreanLabels())
	maps.Copy(all, koreanReview())
	maps.Copy(all, koreanErase())
	maps.Copy(all, koreanProfile())
	maps.Copy(all, koreanBreach())
	maps.Copy(all, koreanStats())
	maps.Copy(all, koreanRecovery())
	maps.Copy(all, koreanDoctor())
	maps.Copy(all, koreanRelease())
	maps.Copy(all, koreanShell())
	maps.Copy(all, koreanForm())
	maps.Copy(all, bilingual())
	maps.Copy(all, map[string]string{
		"hint":            "도움말",
		"stdin":           "표준 입력",
		"warning":         "경고: %s",
		"withheld":        "(권한 없음)",
		"withheld.by":     "권한을 줄 수 있는 사람: %s",
		"withheld.nobody": "이 구획의 열쇠를 가진 관리자가 없어 아무도 권한을 줄 수 없습니다",
		"progress":        "처리 중",
		"progress.left":   ", 약 %s 남음",
		"fips":            "GODEBUG=fips140=only가 설정되어 있어 이 프로그램을 실행할 수 없습니다",
		"interrupted":     "중단했습니다. 저장했다고 알린 것은 모두 저장되어 있고, 반쯤 처리된 것은 없습니다",
		"tidy-failed":     "경고: 금고를 정리하지 못했습니다. 해는 없습니다: %v",

		"notice.restored-since":         "참고: 이 금고는 여기서 마지막으로 사용한 뒤 백업에서 복원되었습니다. 감사 기록의 일부 항목이 없어졌습니다. 확인: vault audit log --action restore",
		"notice.first-seen-here":        "참고: 이 금고를 여기서 여는 것은 처음이므로, 옛 사본으로 바뀌었는지 알 수 없습니다. 따로 보관한 확인점과 대조하십시오: vault audit verify --against FILE",
		"notice.backup-never":           "경고: 이 금고의 백업이 알려진 것이 없습니다. 관리자가 백업하십시오: vault backup DIR",
		"notice.backup-overdue":         "경고: 마지막 백업은 %s에 만들었으며 %d일이 넘었습니다. 관리자가 백업하십시오: vault backup DIR",
		"status.no-backup":              "알려진 것 없음",
		"status.backup":                 "%s, %s",
		"status.pending":                "경고: 이전 구성원이 아직 다음 구획의 열쇠를 가지고 있습니다: %s. 여기 적힌 사람 가운데 한 명이 실행하십시오: vault key rotate",
		"notice.review-never":           "경고: 감사 기록의 점검에 서명한 적이 없으며, 항목은 %d개입니다. 감사인이 매월 점검하십시오: vault audit review --month YYYY-MM --sign",
		"notice.review-overdue":         "경고: 마지막으로 서명한 점검은 %s에 있었으며 %d일이 넘었습니다. 감사인이 매월 점검하십시오: vault audit review --month YYYY-MM --sign",
		"notice.review-ahead":           "경고: 마지막으로 서명한 점검의 날짜(%s)가 아직 오지 않았습니다. 시계가 틀렸거나 틀린 적이 있습니다",
		"notice.review-unsound":         "경고: 마지막으로 서명한 점검(%s)에서 변경, 유실 또는 되돌림이 발견되었습니다. 서명한 감사인에게 물어보십시오",
		"notice.old-generation-remains": "경고: 저장소의 옛 사본을 아직 지우지 못해, 바뀌기 전의 내용이 디스크에 남아 있습니다. 다음에 시작할 때 다시 지웁니다",

		"passphrase.prompt": "암호문구: ",
		"passphrase.wrong":  "암호문구가 맞지 않습니다. 한/영 상태와 Caps Lock을 확인하고 다시 입력하십시오.",
		"passphrase.offer":  "암호문구를 정하십시오. 무작위로 만든 것을 써도 됩니다: %s\n잃어버린 암호문구는 누구도 되찾아 줄 수 없습니다. 종이에 적어 따로 보관하십시오.",
		"passphrase.new":    "새 암호문구: ",
		"passphrase.repeat": "한 번 더: ",
		"passphrase.differ": "두 암호문구가 서로 다릅니다",
		"weak.short":        "새 암호문구는 %d자 이상이어야 합니다",
		"weak.digits":       "경고: 날짜나 전화번호처럼 숫자만으로 된 암호문구는 가장 먼저 시도됩니다",
		"weak.keyboard":     "경고: 자판에서 나란히 있는 글쇠나 같은 글쇠를 되풀이한 암호문구는 가장 먼저 시도됩니다",
		"weak.name":         "경고: 암호문구에 구성원 이름이나 금고 이름이 들어 있습니다. 파일을 가진 사람은 그 이름을 압니다",
		"weak.one-word":     "경고: 낱말 하나는 사전을 대입하면 드러납니다. 서로 관계없는 낱말 여러 개를 쓰십시오",
		"passwd.done":       "이제 새 암호문구로 다음 파일을 엽니다: %s. 백업 옆이나 USB 메모리 등에 있는 이전 사본은 여전히 옛 암호문구로 열립니다.",

		"one-time.first":             "이 신원 파일은 다른 사람이 만들었고 그 사람이 암호문구를 압니다. 무엇보다 먼저, 본인만 아는 암호문구로 새 열쇠를 만듭니다.",
		"renew.done":                 "옛 열쇠는 이제 아무것도 서명하지 못하고, 앞으로 본인에게 봉인되는 것을 열지 못합니다. 다른 사람이 옛 열쇠로 금고를 열었을 수 있으면, 관리자에게 구획의 열쇠를 교체해 달라고 하십시오: vault key rotate",
		"renew.backups":              "전에 만든 백업은 백업 옆의 사본처럼 이전 신원 파일과 이전 암호문구로만 열립니다. 새로 백업하십시오: vault backup DIR",
		"notice.renewal-interrupted": "참고: 이 신원 파일의 새 열쇠를 만들다가 중단되었습니다. 교체가 이루어졌으면 새 암호문구로, 아니면 옛 암호문구로 열립니다",

		"no-home":             "홈 폴더가 없습니다. 다음 값을 설정하십시오: %s",
		"no-such-command":     "그런 명령은 없습니다",
		"no-such-command-but": "그런 명령은 없습니다. 가장 비슷한 명령: %s",
		"no-such-language":    "--lang에는 ko 또는 en을 씁니다",
		"argument-count":      "인수가 모자라거나 너무 많습니다: %s",
		"name-one-of":         "다음 가운데 하나를 쓰십시오: %s",
		"one-of":              "%s에 쓸 수 있는 값: %s",
		"no-from":             "--from이 없습니다",

		"key-export.what":      "내보낼 구획과 파일을 쓰십시오: --compartment C -o FILE",
		"key-export.no-reason": "열쇠를 금고 밖으로 내보내려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"key-export.done":      "%s 파일은 다음 구획의 모든 내용을 엽니다: %s. 이 금고의 모든 사본에 해당하고 감사 기록에도 남지 않으며, 구획의 열쇠를 교체할 때까지 그렇습니다: vault key rotate. age 프로그램과 age-plugin-casevault로 사용하고, 다 쓴 뒤에는 파기하십시오.",

		"panic.not-confirmed":   "열쇠의 영구 파기는 터미널에서 질문에 답하거나 --yes를 써야 합니다",
		"panic.goes":            "%s 금고를 여는 것, 곧 열쇠 모음과 그 폴더의 신원 파일(%s)을 영구히 파기합니다. 기록과 감사 기록은 남지만 아무도 읽을 수 없습니다.",
		"panic.backup":          "%s에 만든 백업은 파기하지 않습니다: %s",
		"panic.survives":        "다른 곳에 있는 것은 파기하지 못합니다: 백업과 그 옆의 신원 파일(알려진 백업 %d개, 여기서 보이는 것 %d개), USB 메모리나 다른 컴퓨터에 있는 신원 파일과 폴더 사본, 플래시 디스크에 남은 흔적. 이것과 암호문구를 가진 사람은 계속 읽을 수 있습니다.\n백업이 없으면 모든 내용을 영구히 잃습니다.",
		"panic.confirm":         "지금 열쇠를 파기하려면 '%s' 두 글자를 입력하고 Enter를 누르십시오:",
		"panic.word":            "파기",
		"panic.aborted":         "확인하지 않았으므로 아무것도 바꾸지 않았습니다",
		"panic.done":            "열쇠를 파기했습니다. 지금 컴퓨터를 끄십시오. 입력하고 표시한 내용이 아직 메모리에 남아 있을 수 있습니다.",
		"notice.cannot-seal-to": "경고: %s에게는 아무것도 봉인해 줄 수 없습니다. 기록에 이 구성원의 열쇠로 올라온 것이 열쇠가 아니며, 다른 프로그램이 올린 것입니다. 이 구성원은 새 열쇠를 받지 못하고, 나머지는 그대로 진행됩니다. 권한을 회수하고 새로 등록하십시오",
		"notice.still-open":     "경고: 다른 프로그램(프로세스 %d번)이 아직 금고를 열고 열쇠를 메모리에 가지고 있습니다. 그 프로그램을 끝내거나 컴퓨터를 끄십시오",

		"init.no-name":     "--name이 없습니다. 감사 기록에 쓸 이름입니다(암호화되지 않으므로 가명이 좋습니다)",
		"init.work-factor": "--work-factor에는 %d 이상 %d 이하의 값을 씁니다",
		"init.done":        "금고를 만들었습니다. 암호문구를 안전하게 보관하십시오. 암호문구가 없으면 아무도 금고를 열 수 없고, 누구도 되찾아 줄 수 없습니다.",

		"identity.no-file":     "-o로 저장할 파일을 쓰십시오(예: USB 메모리)",
		"identity.made":        "공개 텍스트를 금고의 관리자에게 주십시오. 신원 파일과 암호문구는 아무에게도 주지 마십시오.\n관리자가 직접 만나거나 전화로 지문을 대조합니다. 지문의 낱말은 메시지가 아니라 이 컴퓨터에서 읽으십시오.",
		"identity.unpinned":    "아직 금고에 연결되지 않았습니다",
		"identity.no-words":    "관리자가 읽어 준 낱말을 쓰십시오: --words",
		"identity.ceremony":    "이 신원 파일은 아직 금고에 연결되지 않았습니다. 직접 만나거나 전화로 관리자에게 개설자의 지문을 읽어 달라고 하고(vault identity show), 처음 %d개 낱말을 입력하십시오. 이 낱말은 이곳이 누가 가져다 놓은 것이 아니라 우리 기관의 금고임을 증명합니다.",
		"identity.words":       "낱말:",
		"identity.wrong-words": "이 금고의 낱말이 아닙니다. 다시 읽어 달라고 하십시오.",
		"identity.pinned":      "신원 파일을 이 금고에 연결했습니다.",
		"member.no-public":     "--fingerprint는 --public과 함께 씁니다",
		"member.other-words":   "%s 파일의 지문이 다릅니다",
		"member.compare":       "이제 %s 님과 직접 만나거나 전화로 지문을 대조하십시오. 대조하기 전에는 중간에 끼어든 사람의 열쇠일 수 있으며, 그렇다면 부여한 구획을 그 사람이 모두 읽습니다.",
		"member.known":         "관리자인 본인이 %s 님의 암호문구를 알고 있습니다. --one-time을 쓰면 그 사람이 먼저 자기 열쇠와 암호문구를 만들어야 합니다.",
		"member.read-aloud":    "%s 님이 처음 사용할 때 개설자 지문의 처음 %d개 낱말을 입력해야 합니다. 직접 만나거나 전화로 읽어 주십시오.",
		"status.unproven":      "표시하지 않음: 이 금고를 여기서 연 적이 없습니다",

		"show.why":                "이 사람의 필드도 왜 필요한지 쓰십시오.",
		"show.no-reason":          "필드를 공개하려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"show.reveal-nothing":     "--reveal에 필드가 없습니다",
		"draft.found":             "끝내지 않은 것이 있습니다. 쓴 때 %s, 이어서 쓰기: vault %s",
		"draft.go-on":             "이어서 쓰시겠습니까? 아니요를 고르면 버립니다.",
		"draft.changed":           "그 뒤에 묻는 것이 바뀌어 이어서 쓸 수 없습니다. 입력한 내용은 다음과 같습니다:",
		"draft.drop":              "버리시겠습니까?",
		"draft.first":             "먼저 끝내십시오: vault %s",
		"draft.kept":              "기록에는 아무것도 저장하지 않았습니다. 입력한 내용은 봉인하여 보관합니다. 이어서 쓰기: vault %s",
		"notice.draft-unreadable": "참고: 끝내지 않은 초안이 있으나 열리지 않습니다. 다음 초안이 그 자리에 저장됩니다",
		"note.prompt":             "메모를 쓰십시오. 점 하나만 있는 줄을 입력하면 저장하고 끝납니다. Ctrl-C를 누르면 초안을 남기고 나갑니다.",
		"saved.same":              "참고: 사건번호가 같거나, 성명과 생년월일이 같은 기록이 있습니다: %s",
		"list.due":                "--due에는 7d(7일)나 2w(2주) 같은 기간, 또는 2026-11-30 같은 날짜를 씁니다",
		"find.no-term":            "찾을 말이 없습니다",
		"find.prompt":             "찾을 말:",
		"rows.none":               "기록이 없습니다.",
		"list.print":              "--print는 --json, --jsonl, --ids와 함께 쓰지 않으며, -o는 --print와 함께 씁니다",
		"sheet.title":             "오늘의 일정표",
		"sheet.note":              "이름은 가렸습니다. 하루가 끝나면 파쇄하십시오.",
		"label.due-by":            "일정 기한",
		"label.drafts":            "끝내지 않은 메모와 입력",
		"col.remark":              "비고",
		"today.due":               "%s까지의 일정: %d건",
		"today.waiting":           "대기: %d건",

		"import.delimiter":     "--delimiter에는 글자 하나 또는 tab을 씁니다",
		"import.map":           "--map 파일이 열 이름을 담은 JSON 객체가 아닙니다",
		"import.done":          "저장 %d건, 전체 %d행. 거부 %d건, 이미 있음 %d건 (%s)",
		"import.dry-run":       "시험 실행이므로 저장하지 않았습니다. 저장될 것 %d건, 전체 %d행. 거부 %d건, 이미 있음 %d건 (%s)",
		"import.row-rejected":  "%d행 거부: %s",
		"import.row-warning":   "%d행: %s",
		"import.row-duplicate": "%d행은 이미 있습니다: %s (%s)",
		"import.same":          "다른 점 없음",
		"import.differs":       "다른 필드: %s",
		"import.more":          "… 그 밖에 %d건 (--json으로 모두 표시)",
		"import.rejected":      "%d개 행을 거부했습니다. 나머지는 처리했습니다",
		"import.stopped":       "기록 %d건을 저장했습니다. 같은 명령을 다시 실행하면 나머지를 이어서 처리합니다",
		"import.source":        "원본 목록은 보호되지 않은 채 그대로 있습니다: %s\n파일을 지우고 휴지통을 비우십시오. 디스크, 전자우편, 백업에 남아 있을 수 있습니다. 꼭 보관해야 한다면 암호화하여 보관하십시오. 사본이 남는 곳: vault help plaintext",

		"columns.choose": "알 수 없는 열이 있습니다. 아직 쓰지 않은 필드는 다음과 같습니다:",
		"columns.ask":    "%q 열은 몇 번입니까? (Enter: 제외)",
		"columns.number": "1부터 %d까지의 번호를 입력하십시오.",
		"columns.taken":  "다른 열이 이미 그 필드입니다.",
		"columns.out":    "제외",
		"columns.before": "전에 같은 열이 있는 목록을 가져왔습니다. 그때는 다음과 같이 정했습니다:",
		"columns.again":  "이번에도 같게 하시겠습니까?",

		"columns.ask-resident": "%q 열에는 주민등록번호가 있으며, 기관이 보관할 수 있는 경우는 드뭅니다. 몇 번입니까? (Enter: 제외)",

		"import.confirm": "이 사람들을 저장하시겠습니까? (%d명)",
		"import.aborted": "아무것도 저장하지 않았습니다",
		"clash.some":     "이미 있는 사람 가운데 목록의 내용이 다른 사람이 있습니다(%d명). 목록의 것으로 바꾸지 않으면 금고의 내용이 그대로 남습니다.",
		"clash.row":      "%d행, 기록 %s:",
		"clash.ask":      "1 금고의 것 유지, 2 목록의 것으로 바꿈, 3과 4는 나머지 모두 같게 (Enter: 1)",
		"clash.taken":    "%d행: 기록 %s에 목록의 내용을 넣었습니다",
		"clash.failed":   "%d행: 바꾸지 않았습니다: %v",

		"check.ok":           "이상 없음",
		"check.bad":          "이상 있음",
		"check.reviewed":     "%d번 앞의 항목은 본인이 점검에 서명할 때 서명자를 확인했습니다. --full을 쓰면 다시 확인합니다",
		"check.findings":     "이상 %d건: 변경되었거나 없어졌거나 옛것으로 되돌려진 것이 있습니다",
		"backup.keep":        "--keep에는 남길 백업의 개수를 씁니다",
		"backup.removed":     "이전 백업을 지웠습니다: %s",
		"backup.identity":    "암호문구로 열리는 신원 파일을 백업 옆에 두었습니다: %s\n두 파일과 암호문구를 모두 가진 사람은 모든 내용을 읽을 수 있습니다. 백업을 이 컴퓨터와 떨어진 곳에 보관하고, 복원되는지 확인하십시오: vault restore drill FILE",
		"backup.no-identity": "복원하려면 관리자의 신원 파일과 그 암호문구가 있어야 하며, 둘 다 백업에는 없습니다. 백업을 이 컴퓨터와 떨어진 곳에 보관하고, 복원되는지 확인하십시오: vault restore drill FILE",
		"backup.none":        "알려진 백업이 없습니다.",
		"salvage.partly":     "모두 옮기지는 못했습니다. 일부만 옮긴 기록 %d건, 잃은 기록 %d건, 잃은 감사 기록 항목 %d개",
		"salvage.page":       " %s쪽",
		"salvage.lost":       "잃음: 이름표는 있으나 내용을 전혀 읽을 수 없음",
		"salvage.done":       "%s 금고를 다음 폴더에 만들었습니다: %s. 신원 파일: %s. 암호문구는 방금 쓴 것과 같습니다.\n새 감사 기록은 빠진 것의 목록으로 시작합니다. 옛 감사 기록에서 읽을 수 있던 것은 그 옆의 old-log 파일에 있습니다. 손상된 폴더는 그대로 보관하십시오.",
		"salvage.members":    "지금은 구성원이 본인뿐입니다. 구성원이 될 사람을 다시 등록하십시오: %s",
		"restore.to":         "--to에 금고가 놓일 폴더를 쓰십시오",
		"restore.identity":   "백업 옆에 신원 파일이 없습니다. --identity로 관리자의 신원 파일을 쓰십시오",
		"restore.lost":       "감사 기록 %d번부터 %d번까지의 항목은 이 백업 뒤에 만들어져, 그때 저장한 내용과 함께 없어졌습니다. 새 감사 기록에 그렇게 적었습니다.",
		"restore.would-lose": "감사 기록 %d번부터 %d번까지의 항목은 이 백업 뒤에 만들어졌습니다. 복원하면 그때 저장한 내용과 함께 없어집니다.",
		"restore.unknown":    "여기에는 더 새로운 상태를 아는 것이 없으므로, 이것이 가장 새로운 백업인지 알 수 없습니다. 보관한 확인점이 있으면 --against로 쓰십시오.",
		"restore.trial":      "백업에 이상이 없습니다. 아무것도 바꾸지 않았습니다.",
		"salvage.erased":     "전에 삭제했으므로 가져오지 않습니다: %s",
		"restore.done":       "금고를 다음 폴더에 복원했습니다: %s. 구성원을 확인하십시오. 이 백업 뒤에 권한이 회수된 사람은, 여기서 그 사실을 알 수 있었던 경우가 아니면 다시 구성원이 되어 있습니다. 이 컴퓨터에 있는 같은 금고의 다른 폴더는 이제부터 예전 상태로 보고 열지 않습니다.",
		"revoke.done":        "더는 구성원이 아닙니다",
		"revoke.pending":     "이전 구성원이 아직 다음 구획의 열쇠를 가지고 있습니다: %s",
		"revoke.limits":      "되돌릴 수 없는 것: %s 구성원이 이미 보거나 복사하거나 인쇄한 것, 그 암호문구로 여전히 열리는 이 폴더의 사본과 이전 백업, 그리고 플래시 디스크에 남은 흔적.",
		"revoke.backup":      "%s에 만든 백업: %s",
		"rotate.dry-run":     "시험 실행이므로 아무것도 바꾸지 않았습니다.",
		"about-seconds":      "약 %d초",
		"nobody":             "없음",
		"compact.done":       "이전 %s, 지금 %s",

		"log.date":           "--since와 --until에는 2026-11-30 같은 날짜, RFC 3339 시각, 또는 7d(7일 전)를 씁니다",
		"log.records":        "기록 %d건",
		"log.one-of":         "%s(%d건 가운데 하나)",
		"log.attempts":       "시도 %d회",
		"log.more":           "그 밖에 %d회",
		"log.no-role":        "%s 역할 없음",
		"who.unnamed":        "기록이 너무 많아 하나하나 적지 않은 목록입니다. 이 기록이 들어 있었을 수 있습니다:",
		"output.plain":       "%s 파일을 썼습니다. 암호화되지 않았습니다. 여기 적힌 사람들이 위험해지지 않을 곳에 두고, 다 쓴 뒤에는 지우십시오.",
		"status.review":      "%s, %s 서명, 감사인 %s: %s",
		"status.no-review":   "서명한 것 없음",
		"against.prompt":     "인쇄된 확인점의 묶음 %d개를 입력하십시오. 한 줄에 몇 개든 쓸 수 있습니다. 대소문자, 띄어쓰기, 붙임표는 가리지 않습니다.",
		"against.from":       "%d번째 묶음부터:",
		"against.again":      "%v. 그 줄을 다시 입력하십시오.",
		"export.no-output":   "-o가 없습니다. 내보낼 새 폴더를 쓰십시오",
		"export.done":        "항목 %d개의 감사 기록을 다음 폴더에 썼습니다: %s. 구성원의 이름과 일의 양이 드러나지만, 그 밖의 사람에 관해 읽을 수 있는 것은 없습니다.",
		"export.readme":      koreanExportReadme(),
		"checkpoint.written": "항목 %d개의 확인점을 다음 파일에 썼습니다: %s. 이 컴퓨터와 떨어진 곳에 보관하십시오.",
		"setting.no-value":   "설정 이름 뒤에 값을 쓰십시오",
		"page.title":         "금고 감사 기록의 확인점",
		"page.what":          "이 종이는 이날 금고의 감사 기록이 어떠했는지를 나타냅니다. 이것이 있으면 이전 항목이 바뀌거나 지워지거나 끼워 넣어졌는지를 누구나 나중에 알 수 있습니다.",
		"page.use":           "금고를 다루는 사람이 바꿔치기할 수 없는 곳에 보관하십시오. 대조하려면 vault audit verify --against - 명령을 실행하고 묶음을 입력하십시오. 또는 코드를 스캔하여 그 글을 파일로 저장하고 파일 이름을 쓰십시오.",
		"version.held":       "막혀 있음",
		"version.not-held":   "막혀 있지 않음",
	})
	return all
}

// koreanLabels name lines and columns.
func koreanLabels() map[string]string {
	return map[string]string{
		"label.vault": "금고", "label.member": "구성원", "label.identity": "신원 파일", "label.id": "기록 ID",
		"label.public": "공개 텍스트", "label.fingerprint": "구성원 지문", "label.founder": "개설자 지문",
		"label.revision": "판", "label.updated": "수정", "label.masked": "가림", "label.withheld": "권한 없음",
		"label.salvaged-from": "손상된 금고", "label.whole": "온전한 기록", "label.in-part": "일부만 남은 기록", "label.lost": "잃은 기록",
		"label.state": "상태", "label.entries": "항목", "label.root": "루트", "label.checked": "확인한 것", "label.reviewed": "점검",
		"label.origin": "출처", "label.format": "형식", "label.records": "기록", "label.members": "구성원",
		"label.generation": "세대", "label.size": "크기", "label.free": "디스크 여유", "label.tables": "테이블",
		"label.folder": "폴더", "label.file": "파일", "label.printed": "인쇄", "label.opened-by": "열 수 있는 것", "label.seen": "여기서 사용한 적",
		"label.new-keys": "새 열쇠", "label.sections": "구간", "label.time": "시간",
		"label.review": "마지막 점검", "label.backup": "마지막 백업", "label.verdict": "판정", "label.month": "달", "label.reviewer": "점검자", "label.made": "작성",
		"yes": "예", "no": "아니요",

		"col.roles": "역할", "col.compartments": "구획", "col.since": "시작", "col.revoked": "회수",
		"col.entries": "항목", "col.there": "그대로 있음", "col.file": "파일",
		"col.id": "기록 ID", "col.case": "사건번호", "col.name": "성명", "col.born": "출생", "col.status": "상태",
		"col.due": "다음 일정", "col.revision": "판", "col.time": "시각", "col.member": "구성원",
		"col.action": "동작", "col.fields": "필드", "col.seq": "번호", "col.check": "검사", "col.what": "내용",
		"col.field": "필드", "col.in-vault": "금고", "col.in-list": "목록",
		"col.setting": "설정", "col.value": "값", "col.default": "기본값",
		"col.from": "처음", "col.to": "끝", "col.before": "앞 항목",
		"col.opened": "연 기록", "col.revealed": "공개한 사람", "col.usual": "보통 날",
		"col.outcome": "결과", "col.record": "기록", "col.reason": "사유",
	}
}

// koreanHints say what to do about a kind of failure.
func koreanHints() map[string]string {
	return map[string]string{
		"hint.no-vault":         "--vault 또는 CASEVAULT_DIR로 폴더를 쓰거나, 새 금고를 개설하십시오: vault init --name NAME",
		"hint.who":              "상담원에게 vault list와 vault find가 보여 주는 기록 ID를 쓰십시오",
		"hint.in-use":           "다른 창에서 열어 두었다면 그 창에서 일하거나 그 창을 0으로 끝내십시오. 아니면 그 프로그램이 끝날 때까지 기다리십시오",
		"hint.wrong-passphrase": "자판의 한/영 상태와 Caps Lock을 확인하십시오. 잃어버린 암호문구는 누구도 되찾아 줄 수 없습니다",
		"hint.weak-passphrase":  "무작위로 고른 낱말이 가장 좋습니다. --new-passphrase-file을 쓰지 않으면 프로그램이 제안합니다",
		"hint.not-member":       "--identity로 다른 신원 파일을 쓰거나, 관리자에게 등록을 요청하십시오",
		"hint.unpinned":         `관리자에게 개설자의 지문을 읽어 달라고 하고, 처음 낱말들을 입력하십시오: vault identity pin --words "w1 w2 w3 w4 w5 w6"`,
		"hint.wrong-words":      "낱말이 계속 다르면 더 진행하지 마십시오. 우리 기관의 금고가 아닐 수 있습니다. 직접 만나거나 전화로 관리자에게 물어보십시오",
		"hint.other-words":      "아무것도 바꾸지 않았습니다. 직접 만나거나 전화로 그 구성원에게 vault identity show의 낱말을 다시 읽어 달라고 하십시오. 계속 다르면 그 사람의 것이 아닙니다",
		"hint.not-found":        "기록 ID는 vault list와 vault find로, 구성원은 vault member list로, 백업은 vault backup list로, 반출 규칙은 vault profile list로 볼 수 있습니다",
		"hint.not-permitted":    "누가 무엇을 보고 할 수 있는지는 관리자가 정합니다. 관리자는 vault member list로 볼 수 있습니다",
		"hint.integrity":        "아무것도 바꾸지 말고 폴더의 사본을 그대로 보관한 뒤 vault check를 실행하십시오. 백업은 다른 폴더에 복원합니다: vault restore FILE --to FOLDER. 백업이 없으면: vault salvage --to FOLDER",
		"hint.destroyed":        "새 폴더에 백업을 복원하십시오: vault restore FILE --to FOLDER. 이 폴더의 backups 파일에 백업을 만든 곳이 적혀 있습니다. 백업이 없으면 할 수 있는 일이 없습니다",
		"hint.checked":          "아무것도 바꾸지 말고 폴더의 사본을 그대로 보관하십시오. 백업은 다른 폴더에 복원합니다: vault restore FILE --to FOLDER. 백업이 없으면: vault salvage --to FOLDER",
		"hint.bad-backup":       "아무것도 만들지 않았고 금고는 그대로입니다. 다른 사본이나 더 오래된 백업을 써 보십시오",
		"hint.not-logged":       "아무것도 표시하거나 바꾸지 않았습니다. 디스크에 자리를 만들거나, 폴더에 쓸 수 없는 까닭을 확인하십시오",
		"hint.unknown-outcome":  "결과를 알 수 없습니다. 바뀌었을 수도 있고 아닐 수도 있습니다. 다시 하기 전에 vault show나 vault check로 확인하십시오",
		"hint.unconfined":       "프로그램이 네트워크 등의 권한을 버리지 못하여 아무것도 읽지 않았습니다. 위의 메시지를 보십시오",
		"hint.one-time":         "본인의 열쇠와 암호문구를 만드십시오: vault key renew --new-passphrase-file FILE, 터미널에서는 그 플래그 없이",
		"hint.no-terminal":      "--passphrase-file로 파일을 쓰거나 --passphrase-fd로 파일 번호를 쓰십시오",
		"hint.no-terminal-new":  "--new-passphrase-file로 파일을 쓰십시오",
		"hint.usage":            "명령 뒤에 --help를 쓰면 사용법이 나옵니다",
		"hint.short-reason":     "사유는 감사 기록에 남고, 그런 날은 그 달의 점검에 나옵니다. 몇 명까지인지는 관리자가 정합니다: vault setting reveal-budget",
		"hint.bad-reason":       "가정 방문처럼 무엇 때문인지 쓰되 이름, 생년월일, 번호는 쓰지 마십시오. 어느 기록인지는 감사 기록에 남습니다",
		"hint.pending":          "여기 적힌 사람 가운데 한 명이 실행하십시오: vault key rotate",
		"hint.utf-8":            "UTF-8로 저장하십시오",
		"hint.from":             "예: --from FILE, 파일 내용은 %s (표준 입력은 --from -)",
		"hint.from.note":        "--from FILE, 또는 표준 입력은 --from -",
		"hint.find":             "vault find TERM, 또는 표준 입력에서 읽으려면 vault find -",
		"hint.map":              `예: {"성명":"legal_name","비고":null}. null은 그 열을 제외합니다`,
		"hint.columns":          `--map FILE로 무슨 열인지 쓰십시오. 예: {"성명":"legal_name","비고":null}. null은 그 열을 제외합니다`,
	}
}
