package words

// englishForm is what is said while a form is filled in.
func englishForm() map[string]string {
	return map[string]string{
		"ask.how":          "Type an answer and press Enter. Enter alone skips, < goes back, - empties, ! gives up. Ctrl-C leaves and keeps what you typed.",
		"ask.half":         "You had begun to type: %s",
		"ask.give-up":      "Throw away what you typed?",
		"ask.save":         "Save? (y: save; a number: change that line; <: back; !: give up)",
		"ask.empty":        "Nothing was filled in yet.",
		"ask.emptied":      "(emptied)",
		"ask.text":         "Several lines; a line with a single dot ends the text.",
		"ask.choice":       "Choose a number:\n%s",
		"ask.date":         " (such as 1985-03-07)",
		"ask.digits":       " (13 digits)",
		"ask.is":           "  = %s",
		"ask.list":         "One after the other; Enter ends the list, - takes the last one away.",
		"ask.list-items":   "One after the other; Enter ends the list, the number of one changes it, - takes the last one away.",
		"ask.list-more":    "What you type is added to the list; Enter ends it. - alone first empties the list.",
		"ask.resident":     "This looks like a resident number, and whoever reads the text would see it.\n1 mask it, 2 keep it and say why, 3 type the text again (Enter: 1)",
		"ask.resident-why": "Why must it stay? (kept in the log; no names, no numbers)",
		"ask.which":        "Which fields? (numbers, with blanks between)",
		"ask.numbers":      "Type numbers from 1 to %d.",
		"ask.all":          "all fields",
		"ask.template":     "Which of these to ask for? (Enter: 1)",
		"ask.no-template":  "the schema has no such template; it has: %s",
		"ask.same":         "This may be somebody who is in the vault already (%d with the same case number, or name and birth date):",
		"ask.same-save":    "Save as another person?",
	}
}
