package words

// koreanErase is what erasures and holds say, and their help.
func koreanErase() map[string]string {
	return map[string]string{
		"erase.short":         "사람을 금고에서 삭제합니다",
		"erase.long":          "사람을 삭제합니다. 그 기록을 빼고 저장소를 새로 쓰며, 옛 저장소는 덮어쓰고 지웁니다. 이전에 만든 백업 말고는 되살릴 방법이 없습니다. 감사 기록에 그 ID로 남은 것은 그대로입니다. 모든 구획의 열쇠를 가진 관리자만 할 수 있습니다. 서명한 확인서를 인쇄하거나 -o 파일에 씁니다.",
		"erase.verify.short":  "삭제 확인서를 검증합니다",
		"erase.verify.long":   "확인서에 적힌 구성원이 서명했고 감사 기록에 그 삭제가 있는지 검증합니다. 암호문구는 필요 없습니다.",
		"flag.output.receipt": ".txt 또는 .html로 끝나는 새 `FILE`에 확인서를 씁니다",
		"flag.erase-rotate":   "모든 구획의 열쇠도 교체합니다",

		"erase.no-reason":     "삭제하려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"erase.not-confirmed": "되돌릴 수 없습니다. --yes를 쓰거나 터미널에서 확인하십시오",
		"erase.confirm":       "기록 %d건을 영구히 삭제합니다: %s\n삭제하려면 '%s' 두 글자를 입력하십시오:",
		"erase.word":          "삭제",
		"erase.word.keys":     "tkrwp", // typed with the keyboard on the other language
		"erase.aborted":       "확인하지 않았으므로 아무것도 바꾸지 않았습니다",
		"erase.receipt":       "확인서를 다음 파일에 썼습니다: %s.",
		"erase.backup":        "%s에 만든 백업에는 아직 들어 있습니다: %s",
		"page.ending":         "-o 파일 이름은 .html 또는 .txt로 끝나야 합니다",

		"receipt.title":         "기록 삭제 확인서",
		"receipt.gone":          "삭제한 것",
		"receipt.gone.note":     "이 기록의 모든 값과 메모, 변경 내력, 목록에 있던 줄. 이것이 들어 있던 파일은 덮어쓰고 지웠습니다.",
		"receipt.log":           "감사 기록에 남는 것",
		"receipt.log.note":      "이 무작위 ID의 기록이 있었다는 것, 어느 구성원이 언제 보거나 바꾸거나 삭제했는지, 그것이 어떤 종류의 자료였는지, 구성원이 적은 사유. 그 사람의 이름, 번호, 그 밖의 값은 없습니다. 이것이 없으면 누가 기록을 보았는지 나중에 아무도 보여 줄 수 없습니다.",
		"receipt.backups":       "아직 들어 있을 수 있는 백업",
		"receipt.backups.note":  "삭제하기 전에 만든 것입니다. 삭제가 알려진 곳에서는 복원할 때 이 기록을 뺍니다. 그런 백업을 지울 때까지는 열 수 있는 사람이 읽을 수 있습니다.",
		"receipt.remnants":      "디스크에 남을 수 있는 것",
		"receipt.remnants.note": "플래시 디스크는 어떤 프로그램도 닿을 수 없는 곳에 옛 블록을 한동안 남겨 둡니다. 남은 것은 암호화되어 있으며, 그 디스크와 거기 남은 열쇠의 흔적과 구성원의 암호문구를 모두 가진 사람에게는 열립니다. 사람들이 복사하거나 인쇄하거나 보낸 사본은 여기서 알 수 없습니다.",
		"receipt.checkpoint":    "감사 기록의 확인점",
		"receipt.proof":         "검증하는 방법",
		"receipt.proof.note":    "감사 기록 %d번 항목에 구성원이 서명한 삭제가 있습니다. 이 파일의 마지막 줄들은 그 앞의 모든 내용에 대한 서명입니다. 금고가 있으면: vault erase verify FILE. 아래의 확인점은 그 항목까지의 감사 기록에 대한 것입니다.",

		"hold.short":      "기록이 삭제되지 않게 합니다",
		"hold.long":       "삭제 보류는 법원에서 필요로 하는 동안처럼 기록이 삭제되지 않게 합니다.",
		"hold.add.short":  "기록의 삭제를 보류합니다",
		"hold.add.long":   "기록의 삭제를 보류합니다. 보류했다는 것은 무작위 기록 ID와 함께 감사 기록에 암호화되지 않고 남으며, 사유는 봉인됩니다.",
		"hold.rm.short":   "삭제 보류를 풉니다",
		"hold.rm.long":    "기록의 삭제 보류를 풉니다.",
		"hold.list.short": "삭제가 보류된 기록을 봅니다",
		"hold.list.long":  "삭제가 보류된 기록을 봅니다. 암호문구는 필요 없습니다.",
		"hold.no-reason":  "삭제 보류를 걸거나 풀려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",

		"restore.erased":       "전에 삭제했으므로 다시 삭제했습니다: %s",
		"restore.would-erase":  "이 백업 뒤에 삭제한 것이므로, 복원하면 다시 삭제합니다: %s",
		"restore.resurrected":  "이 백업 뒤에 삭제했으나 복원으로 되살렸습니다: %s",
		"restore.erasures":     "이 백업 뒤에 삭제한 사람이 여기 알려지지 않았다면 백업에 들어 있을 수 있습니다. 삭제 확인서와 대조하십시오.",
		"restore.revoked":      "전에 권한을 회수했으므로 다시 회수하고 열쇠를 교체했습니다: %s",
		"restore.would-revoke": "이 백업 뒤에 권한을 회수했으므로, 복원하면 다시 회수합니다: %s",
		"flag.resurrect":       "그 뒤에 삭제한 사람을 되살립니다. --reason이 필요합니다",
		"restore.no-resurrect": "삭제한 사람을 되살리려면 사유가 있어야 하며, 감사 기록에 남습니다: --reason",
		"label.entry":          "항목", "label.erased-by": "삭제한 사람", "label.reason": "사유",
	}
}
