package words

// englishRelease is what releases and their ledger say, and their help.
func englishRelease() map[string]string {
	return map[string]string{
		"release.short":          "write records into a file that leaves the office",
		"release.long":           "Write records through a profile into a new file for somebody outside. Only what the profile names leaves, in the form that it says. Consent, the names in texts, and how many people look alike are checked first; if one does not hold, there is no file. The file is encrypted for the recipient. It stands in the ledger: vault release list. Look first at what would leave: --dry-run. With --stats only counts of all people leave, and small numbers are kept back.",
		"release.list.short":     "list what has left the office",
		"release.list.long":      "List what has left: to whom, which profile, how many records, until when, and whether it came back.",
		"release.returned.short": "note that a released file came back or was destroyed",
		"release.returned.long":  "Note that the file of a release came back or was destroyed. The line stays in the ledger: what was read is not unread.",

		"flag.release.all":             "every record",
		"flag.release.profile":         "which `PROFILE` says what may leave: see vault profile list",
		"flag.release.to":              "who can open it: an age `RECIPIENT` (age1…), or a file with one a line",
		"flag.release.plaintext":       "do not encrypt: anybody who gets the file can read it",
		"flag.release.for":             "whom it is for, as the ledger shall call them (a `NAME` of an office, not of a person in the records)",
		"flag.release.output":          "the new `FILE`; its ending says the format, as in people.xlsx.age; without one it is CSV",
		"flag.release.format":          "`FORMAT`: csv, json, html or xlsx",
		"flag.release.expires":         "when it is to be back or destroyed: a `DATE`, or days from today such as 90d",
		"flag.release.without-consent": "also release who did not consent; needs --reason",
		"flag.release.dry-run":         "show on the terminal what would leave, field by field, and write nothing",
		"flag.release.open":            "only what is still out there",
		"flag.release.due":             "only what should be back by now",

		"release.no-profile":     "--profile is missing: which profile says what may leave",
		"release.who":            "name records, or --all",
		"release.dry-run-screen": "a dry run shows the records on the terminal and nowhere else: not as JSON, and not into a file or another program",
		"release.no-reason":      "what leaves in clear or without consent leaves for a reason, which the log keeps: --reason",
		"release.expires":        "--expires is a date such as 2027-03-01, or days or weeks from today: 90d, 12w",
		"release.to-whom":        "who can open it: --to, --new-passphrase-file or --plaintext",
		"release.no-output":      "-o is missing: the new file",
		"release.not-confirmed":  "a file in clear is confirmed with --yes, or at a terminal",
		"release.format":         "the format is one of %s",
		"release.confirm":        "Anybody who gets %s can read it: whoever finds the stick, opens the mail or keeps a copy. Nothing calls it back. Write it in clear?",
		"release.aborted":        "not confirmed; nothing was written",
		"release.withheld":       "note: %s did not leave (records: %d): the texts could not be checked for names. That needs the compartments work, identity and kin, and a text without damaged characters or endless repetition",
		"release.coarser":        "note: made coarser, because too few people look alike: %s",
		"release.in-clear":       "warning: %s is not encrypted",
		"release.none":           "No releases.",
		"release.number":         "a release is named by its number: vault release list",
		"release.returned":       "Release %d is noted as returned.",
		"release.state.open":     "out there",
		"release.state.due":      "should be back",
		"release.state.returned": "returned %s",
		"release.state.failed":   "no file was made",
		"release.hint.consent":   "ask these people, and put the answer with its date into the field consent; or release without them",
		"release.hint.small":     "take a profile that says less of each person, or have an admin give its lines coarser forms: vault profile edit. If the file is for somebody else than earlier ones, say for whom: --for",
		"release.anybody":        "(in clear)",
		"release.passphrase":     "(a passphrase)",

		"trial.more":    "… and more people: %d. To see one of them: vault release ID --dry-run",
		"trial.masked":  "What stands there now is masked; with --reason it is shown, and the log says so.",
		"trial.nothing": "Nothing was written. Read the texts: a story may tell who it is about without any name.",

		"saved.recall": "A consent was withdrawn, and this record is in release %d of %s to: %s. Ask for it back, then: vault release returned NUMBER",

		"erase.released": "Release %d of %s, to: %s, still holds them. Ask for it back or have it destroyed.",
		"label.release":  "release", "label.hash": "SHA-256 of the file", "label.profile": "profile", "label.smallest": "smallest group", "label.marks": "taken out of texts",
		"col.number": "no.", "col.day": "date", "col.profile": "profile", "col.for": "for", "col.records": "records", "col.expires": "until", "col.state": "state",
	}
}
