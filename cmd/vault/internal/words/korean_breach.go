package words

// koreanBreach is what breach reports, disclosures and retention say, and their
// help.
func koreanBreach() map[string]string {
	return map[string]string{
		"breach.short":        "잃어버린 것에 관하여 보고합니다",
		"breach.long":         "무엇을 잃어버리거나 도난당했을 때 기관이 알아야 하는 것입니다.",
		"breach.report.short": "구성원이나 백업으로 무엇을 열 수 있었는지 보고합니다",
		"breach.report.long":  "구성원의 컴퓨터와 암호문구를 가진 사람, 또는 백업과 관리자의 신원 파일과 암호문구를 가진 사람이 무엇을 열 수 있는지 보고합니다: 어느 사람들의 어떤 자료인지, 그리고 감사인이 실행하거나 vault audit who -o 파일이 있으면 실제로 열린 것이 감사 기록에 있는지. 정확히 알 수 없는 때에는 사람을 적게보다는 많게 적습니다.",
		"flag.breach-member":  "누구의 컴퓨터, 신원 파일, 암호문구인지: 구성원의 `NAME`",
		"flag.breach-backup":  "백업 `FILE`. vault backup list에 있는 이름만 봅니다",
		"flag.breach-from":    "다른 사람의 손에 있었을 수 있는 첫 날 `DATE`, 또는 며칠 전(7d)",
		"flag.trail":          "감사인이 vault audit who -o 명령으로 만든 `FILE`",
		"flag.output.page":    ".txt 또는 .html로 끝나는 새 `FILE`에 페이지를 씁니다. 암호화되지 않습니다",
		"trail.none":          "vault audit who -o 명령으로 만든 파일이 아닙니다: %s",

		"breach.title":       "열어 볼 수 있었던 자료",
		"breach.do":          "지금 할 일",
		"breach.do-member":   "구성원의 권한을 회수하십시오. 모든 열쇠가 교체됩니다: vault member revoke %s. 그런 다음 새로 백업하십시오. 전에 복사된 것은 그 사본과 암호문구를 가진 사람이 계속 읽을 수 있습니다. 대부분의 법은 사흘 안에 관청에 알리도록 하며, 아래의 사람들이 위험하면 본인에게도 알리도록 합니다.",
		"breach.do-backup":   "이 파일은 당시 관리자였던 사람의 신원 파일과 그 암호문구로만 열립니다. 그 가운데 하나가 같은 사람의 손에 있을 수 있으면 모든 열쇠를 교체하십시오: vault key rotate. 앞으로 금고에 담길 것은 보호되지만 백업은 그대로입니다.",
		"breach.people":      "누구의 자료인지",
		"breach.people.note": "기록이 들어 있던 모든 사람입니다. 이름은 가렸습니다. 사유가 있으면 vault show ID --reveal로 볼 수 있습니다.",
		"breach.erased":      "(그 뒤에 삭제함)",
		"breach.opened":      "항목 %d개, 그중 공개 %d회, 마지막은 %s, 시각 %s",
		"breach.unknown":     "알 수 없음",
		"breach.log":         "감사 기록이 보여 주는 것",
		"breach.log.asked":   "그날부터 이 구성원이 남긴 항목 가운데 누구의 기록인지 적힌 것은 위의 표에 세어 넣었습니다. 폴더를 복사하여 다른 곳에서 여는 사람은 이 감사 기록에 아무것도 남기지 않습니다.",
		"breach.log.not":     "무엇이 열렸는지는 감사인, 또는 위의 모든 사람에 관하여 감사인이 만든 파일이 있어야 감사 기록에서 알 수 있습니다.",
		"breach.log.backup":  "다른 곳에서 백업으로 한 일은 이 감사 기록에 아무것도 남기지 않습니다.",

		"disclose.short":         "당사자를 위하여 기록을 출력합니다",
		"disclose.long":          "기록의 당사자를 위하여, 본인이 가진 모든 필드를 가리지 않고, 누가 보거나 바꾸었는지와 함께 출력합니다. 누가 보았는지는 감사인이 준 파일에서 읽습니다(vault audit who ID -o FILE). 모든 필드의 공개로 감사 기록에 남습니다.",
		"disclose.no-trail":      "--trail이 없습니다. 감사인이 vault audit who ID -o FILE 명령으로 만든 파일을 지정하십시오",
		"disclose.other":         "--trail 파일이 다른 기록의 것입니다",
		"disclose.title":         "저희가 보관하는 귀하의 자료와 그것을 본 사람",
		"disclose.record":        "보관하는 자료",
		"disclose.record.note":   "값이 있는 모든 필드를 저장된 그대로 적었습니다.",
		"disclose.withheld":      "여기 빠진 것",
		"disclose.withheld.note": "이 페이지를 만든 사람이 열 수 없는 다음 필드에 값이 있을 수 있습니다: %s.",
		"disclose.who":           "보거나 바꾼 사람",
		"disclose.who.note":      "기관의 구성원을 감사 기록에 있는 이름으로 적었습니다. 기록이 하나하나 적히지 않은 항목은 이 기록이 들어 있었을 수 있는 목록입니다.",

		"label.from": "시작일", "label.could-open": "열 수 있던 것", "label.in-force": "열쇠가 아직 유효한 것", "label.people": "사람",
		"col.opened-by": "그 뒤에 열림",

		"retention.short":      "종결한 기록을 얼마 동안 보관하는지 정합니다",
		"retention.long":       "종결한 기록을 사업마다 얼마 동안 보관하는지 정합니다. 스스로 삭제되는 것은 없습니다.",
		"retention.due.short":  "보관 기간이 지난 기록을 봅니다",
		"retention.due.long":   "사업의 규칙보다 오래전에 종결한 기록의 목록을 가려서 봅니다. 삭제는 vault erase로 하십시오.",
		"retention.list.short": "규칙의 목록을 봅니다",
		"retention.list.long":  "규칙의 목록을 기록에 있는 사업 이름과 함께 봅니다.",
		"retention.set.short":  "사업의 기록을 몇 년 보관하는지 정합니다",
		"retention.set.long":   "사업의 기록을 종결일(closed_on) 뒤로 몇 년 보관하는지 정합니다. 0은 규칙을 없앱니다. 이름은 기록에 있는 대로 쓰며, 감사 기록에는 해시로 남습니다.",
		"retention.years":      "YEARS에는 정수를 씁니다. 0은 규칙을 없앱니다",
		"retention.held":       "삭제가 보류되어 아직 삭제할 수 없습니다: %s",
		"retention.unruled":    "종결한 기록 %d건은 사업에 규칙이 없거나 사업이 적혀 있지 않습니다.",
		"retention.nobody":     "(해당하는 기록 없음)",
		"col.programme":        "사업", "col.years": "연수",
	}
}
