package words

// englishProfile is what the commands say of release profiles.
func englishProfile() map[string]string {
	return map[string]string{
		"profile.short":      "see and change what may leave the office",
		"profile.long":       "A profile says which fields of a record may leave the office for a kind of recipient, and in which form: as they are, masked, as a year, an age band, a province, a pseudonym. A field that it does not name does not leave. See docs/REDACTION.md.",
		"profile.list.short": "list the profiles",
		"profile.list.long":  "List the profiles in force. No passphrase is needed.",
		"profile.show.short": "print a profile as JSON",
		"profile.show.long":  "Print a profile as JSON, to read it or to change it: the one in force, or an older version. No passphrase is needed.",
		"profile.edit.short": "store a changed profile",
		"profile.edit.long":  "Store a changed profile, or a new one, for everybody and from now on. Print the one in force, change the file, and give it back with --from; the version counts up by itself, and the older ones stay readable. The change is signed and stands in the log with its reason, and the monthly review shows it. For admins.",
		"profile.test.short": "see what would leave of a record",
		"profile.test.long":  "Show, value by value, what a profile would make of one record: before and after, and which fields would not leave. Nothing is written. It shows the fields as they are, so it is logged as a reveal, with its reason. Pseudonyms are examples: those of a release depend on the recipient.",
		"flag.from.profile":  "read the profile from `FILE`, or - for standard input",

		"col.profile": "profile", "col.for": "for", "col.version": "version", "col.k": "smallest group", "col.consent": "consent", "col.origin": "from",
		"profile.own": "this office", "profile.shipped": "the program", "profile.unfit": "(does not fit the schema)",
		"profile.problem":        "warning: this profile cannot be used: %v",
		"profile.no-version":     "a version is a number from 1",
		"profile.no-file":        "name the file with the changed profile: --from FILE. Print the profile in force first: vault profile show NAME",
		"profile.no-reason":      "a profile is changed for a reason, which the log keeps: --reason",
		"profile.test-no-reason": "a test shows the record's fields as they are, for a reason that the log keeps: --reason",
		"profile.stored":         "%s, version %d, is in force",
		"profile.withheld":       "(does not leave: the text could not be scanned)",
		"profile.dropped":        "does not leave",

		"form.keep": "keep", "form.mask": "mask", "form.initial": "initial", "form.year": "year", "form.decade": "decade",
		"form.age-band": "age-band", "form.region": "region", "form.table": "table", "form.pseudonym": "pseudonym", "form.scan": "scan",
	}
}
