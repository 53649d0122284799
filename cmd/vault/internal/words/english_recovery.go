package words

// englishRecovery is what recovery sets say, and their help. The sheets are in
// two languages at once.
func englishRecovery() map[string]string {
	return map[string]string{
		"key.recovery.short":        "bring an admin back with sheets of paper",
		"key.recovery.long":         "A recovery set is a secret on sheets of paper, of which some together enrol a new admin when no other is left. It exists nowhere else.",
		"key.recovery.create.short": "make a new recovery set",
		"key.recovery.create.long":  "Make a new recovery set. With -o the sheets are written, as text and as pages for a browser; print them and remove the files. The set counts only when all its sheets were read back: typed at the terminal, or from files with --read-back, then or in a second call. From then on every new key is sealed to it, and the set before it opens nothing. For admins who hold every compartment.",
		"key.recovery.drill.short":  "try the sheets of the recovery set",
		"key.recovery.drill.long":   "Say whether sheets are right and enough, and try every key with them, without changing anything: once a year. The drill is logged, unless --keyless.",
		"key.recovery.use.short":    "enrol a new admin with the sheets",
		"key.recovery.use.long":     "Enrol a new admin, who holds every compartment, with enough sheets of the recovery set and no other passphrase. Afterwards look at the members, revoke who shall no longer be one, and make a new set.",

		"flag.shares":        "make `N` sheets, at most %d",
		"flag.threshold":     "so many sheets shall be needed, `N` from %d",
		"flag.output.sheets": "write the sheets into `FOLDER`, best on a stick that is kept with none of them",
		"flag.read-back":     "read a sheet back from `FILE`: its text, or the groups alone; once for each sheet",
		"flag.shares-file":   "take a sheet from `FILE`: its text, or the groups alone; once for each sheet",
		"flag.keyless.drill": "without a passphrase, and without an entry in the log",
		"flag.name.recovery": "the `NAME` of the new admin, which nobody here had before",

		"recovery.neither":      "name a folder for the sheets with -o, or the sheets to read back with --read-back",
		"recovery.sheets":       "%d sheets are in %s, each as .txt and .html. Print them, and remove the files: enough of them open the vault.",
		"recovery.not-yet":      "The set does not count yet. Read all printed sheets back: vault key recovery create",
		"recovery.waiting":      "to be read back",
		"recovery.stands":       "in force",
		"recovery.in-force":     "The set is in force. Give each sheet to another person, who keeps it where nobody gets at two; destroy the sheets of older sets. Remove the files of the sheets, if there are any. Try it each year: vault key recovery drill",
		"recovery.drilled":      "The sheets are right, and open every key.",
		"recovery.used":         "The sheets were in one place now. Look at the members (vault member list), revoke who shall no longer be one, and make a new set: vault key recovery create",
		"recovery.set":          "set %d: %d sheets, %d needed, made by %s",
		"backup.recovery":       "the sheets of recovery set %d",
		"recovery.none":         "none",
		"hint.wrong-shares":     "a sheet of another vault or of an older set does not help; the number of the set stands on each sheet",
		"label.set":             "set",
		"label.sheets":          "sheets",
		"label.needed":          "needed",
		"label.right":           "right",
		"label.recovery":        "recovery set",
		"notice.recovery-never": "warning: there is no recovery set: if all admins lost their passphrases, nobody could open this vault again. An admin makes one: vault key recovery create",
		"notice.recovery-used":  "warning: the sheets of the recovery set were used. An admin makes a new set: vault key recovery create",
		"notice.recovery-maker": "warning: %s, who made the recovery set and saw all its sheets, is no longer a member. An admin makes a new set: vault key recovery create",

		"share.prompt":  "Type the %d groups of each sheet, as many a line as you like. What you type is not shown. Capitals, spaces and dashes do not count.",
		"share.from":    "Sheet %d, from group %d: ",
		"share.title":   "복구 조각 Recovery share %d / %d",
		"share.korean":  "이 종이는 사례 금고(casevault)의 복구 조각입니다. 금고를 열 수 있는 관리자가 한 명도 남지 않았을 때, 서로 다른 조각 %d장이 있으면 새 관리자를 등록할 수 있습니다. 비밀입니다. 다른 조각과 함께 두지 말고, 사진을 찍거나 복사하지 마십시오. 명령: vault key recovery use",
		"share.english": "This sheet is a share of the recovery set of a case vault (casevault). When no admin is left who can open the vault, %d different sheets of the set enrol a new one. It is a secret: keep it apart from the others, take no picture and no copy. Command: vault key recovery use",
		"share.vault":   "금고 vault",
		"share.set":     "묶음 set",
		"share.number":  "조각 share",
		"share.needed":  "필요한 수 needed",
		"share.date":    "만든 날 made",
	}
}
