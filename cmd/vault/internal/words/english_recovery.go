package words

// englishRecovery is what recovery sets say, and their help; the sheets speak as
// [bilingual] has it.
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
		"flag.name.restore":  "open the backup with the sheets of a recovery set, and enrol `NAME` as an admin; without --shares-file the sheets are typed",
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

		"share.prompt": "Type the %d groups of each sheet, as many a line as you like. What you type is not shown. Capitals, spaces and dashes do not count.",
		"share.from":   "Sheet %d, from group %d: ",
	}
}
