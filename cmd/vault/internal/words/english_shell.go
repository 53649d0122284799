package words

// englishShell is what is said in the shell.
func englishShell() map[string]string {
	return map[string]string{
		"shell.short": "unlock once and work",
		"shell.long":  "Unlock the vault once and work in it: choose by number, or type commands as elsewhere, without \"vault\" before them. What holds blanks stands in quotes. The arrows up and down bring earlier lines back; they are kept nowhere. When nobody types for the minutes of the setting idle-minutes, the shell locks: screen and keys are dropped, and what was half typed comes back after the passphrase. vault alone does the same on a terminal.",

		"shell.prompt":       "%s (locks after %d min)>",
		"shell.locked":       "The vault is locked.",
		"shell.again":        "Press Enter to try again.",
		"shell.draft":        "Unfinished work is kept. Go on with it: %s",
		"shell.how-to-leave": "To leave, type 0 and press Enter.",
		"shell.no-terminal":  "the shell needs a terminal",
		"shell.quote":        "a quotation mark is not closed",
		"shell.outside":      "that cannot be done in the shell",
		"shell.flag":         "--%s cannot be given in the shell, which has its vault open already",
		"shell.stdin":        "there is no standard input in the shell: name a file",
		"hint.shell":         "leave the shell with 0, then: %s",

		"menu.find":   "find a person",
		"menu.show":   "show a record",
		"menu.add":    "add a person",
		"menu.edit":   "change a record",
		"menu.note":   "write a note",
		"menu.due":    "what is due in the next 7 days",
		"menu.today":  "today: what is due and waits, and how the vault does",
		"menu.lock":   "lock now",
		"menu.leave":  "leave",
		"menu.more":   "Type a number or a command (help lists them all); Enter alone shows this again. After %d minutes without a key the vault locks.",
		"menu.record": "Record (id, or case:NUMBER):",
	}
}
