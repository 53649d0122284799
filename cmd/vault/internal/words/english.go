package words

import "maps"

// english returns every text; other languages are held against it.
func english() map[string]string {
	all := englishHelp()
	maps.Copy(all, englishHints())
	maps.Copy(all, map[string]string{
		"hint":            "hint",
		"stdin":           "standard input",
		"warning":         "warning: %s",
		"withheld":        "(withheld)",
		"withheld.by":     "can be granted by: %s",
		"withheld.nobody": "no admin in force holds it, so nobody can grant it",
		"progress":        "importing",
		"fips":            "GODEBUG=fips140=only is set, which this program cannot run under",
		"interrupted":     "interrupted; what was acknowledged is saved, and nothing is half done",
		"tidy-failed":     "warning: the vault could not be tidied up, which does no harm: %v",

		"notice.restored-since":         "note: this vault was restored from a backup since it was seen here last; entries of its log are lost. See: vault audit log --action restore",
		"notice.first-seen-here":        "note: this vault was not opened from here before, so nothing tells whether an older copy was put back. Compare with a kept checkpoint: vault audit verify --against FILE",
		"notice.old-generation-remains": "warning: the old copy of the store could not be removed yet, so what was replaced is still on the disk; the next start tries again",

		"passphrase.prompt": "Passphrase: ",
		"passphrase.wrong":  "The passphrase does not fit. Try again.",
		"passphrase.offer":  "Choose a passphrase. One made by chance, if you like: %s\nNobody can bring a lost passphrase back: write it down and keep it apart.",
		"passphrase.new":    "New passphrase: ",
		"passphrase.repeat": "The same again: ",
		"passphrase.differ": "the two passphrases differ",

		"no-home":             "there is no home folder to look in; set %s",
		"no-such-command":     "there is no such command",
		"no-such-command-but": "there is no such command; the nearest: %s",
		"no-such-language":    "--lang is ko or en",
		"argument-count":      "too few or too many arguments: %s",
		"name-one-of":         "name one of: %s",
		"no-from":             "--from is missing",

		"init.no-name":     "--name is missing: how the log shall call you (it stands there in clear, so a pseudonym is best)",
		"init.work-factor": "--work-factor is %d to %d",
		"init.done":        "The vault is there. Keep the passphrase safe: without it nobody can open the vault, and nobody can bring it back.",

		"show.no-reason":      "fields are revealed for a reason, which the log keeps: --reason",
		"show.reveal-nothing": "--reveal names no field",
		"note.prompt":         "Write the note; a line with a single dot ends and saves it, Ctrl-C leaves without saving.",
		"saved.same":          "note: there are records with the same case number, or the same name and birth date: %s",
		"list.due":            "--due is a number of days or weeks such as 7d or 2w, or a date such as 2026-11-30",
		"find.no-term":        "there is nothing to look for",
		"find.prompt":         "Look for:",
		"rows.none":           "No records.",

		"import.delimiter":     "--delimiter is one character, or tab",
		"import.map":           "the file of --map is no JSON object of column names",
		"import.done":          "%d stored, of %d rows; %d rejected, %d already there (%s)",
		"import.dry-run":       "dry run, nothing was stored: %d would be, of %d rows; %d rejected, %d already there (%s)",
		"import.row-rejected":  "row %d rejected: %s: %s",
		"import.row-warning":   "row %d: %s: %s",
		"import.row-duplicate": "row %d is already there as %s (%s)",
		"import.same":          "nothing differs",
		"import.differs":       "differs: %s",
		"import.more":          "… and %d more (--json shows all)",
		"import.rejected":      "%d rows were rejected; the others are done",
		"import.stopped":       "%d records are stored; the same command again goes on with the rest",
		"import.source":        "The list itself still lies unprotected in %s\nDelete it and empty the bin. It may survive on the disk, in mails and in backups; if you must keep it, keep it only encrypted.",

		"columns.choose": "Some columns are not known. These fields are free:",
		"columns.ask":    "Column %q is which number? (Enter leaves it out)",
		"columns.number": "A number from 1 to %d, please.",
		"columns.taken":  "Another column is that field already.",

		"check.ok":           "sound",
		"check.bad":          "NOT sound",
		"check.reviewed":     "who signed the entries before %d was checked when you signed your review; --full checks it again",
		"check.findings":     "%d findings: something was altered, lost or put back",
		"backup.keep":        "--keep is a number of backups",
		"backup.removed":     "removed the older backup %s",
		"backup.identity":    "Your identity, which your passphrase opens, lies beside it: %s\nWho has both and your passphrase can read everything. Keep the backup away from this computer, and prove it: vault restore drill FILE",
		"backup.no-identity": "To restore it you need an admin's identity file and its passphrase: neither can be had from the backup. Keep it away from this computer, and prove it: vault restore drill FILE",
		"backup.none":        "No backup is known.",
		"restore.to":         "--to names the folder that the vault shall have",
		"restore.identity":   "none lies beside the backup: name an admin's identity file with --identity",
		"restore.lost":       "Entries %d to %d of the log were made after this backup and are lost, with what they stored. The new log says so.",
		"restore.unknown":    "Nothing here remembers a newer state, so nobody can tell whether this is the newest backup. If you have a kept checkpoint, name it with --against.",
		"restore.trial":      "The backup is good. Nothing was changed.",
		"restore.done":       "The vault is in %s. Look at the members: whoever was removed after this backup is a member again.",
		"compact.done":       "%s before, %s now",

		"log.date":           "--since and --until are a date such as 2026-11-30, a moment in RFC 3339, or days ago such as 7d",
		"log.records":        "%d records",
		"log.attempts":       "%d attempts",
		"who.unnamed":        "Lists that showed too many records to name each. This one may have been among them:",
		"output.plain":       "%s is written. It is not encrypted: keep it where the people it speaks of are safe, and delete it when it has served.",
		"checkpoint.written": "The checkpoint of %d entries is in %s. Keep it away from this machine.",
		"setting.no-value":   "a value must follow the name of the setting",
		"setting.not-days":   "the value of a setting is a number of days",
		"version.held":       "kept from it",
		"version.not-held":   "not kept from it",

		"label.vault": "vault", "label.member": "member", "label.identity": "identity", "label.id": "id",
		"label.revision": "revision", "label.updated": "updated", "label.masked": "masked", "label.withheld": "withheld",
		"label.state": "state", "label.entries": "entries", "label.root": "root", "label.checked": "checked", "label.reviewed": "reviewed",
		"label.origin": "origin", "label.format": "format", "label.records": "records", "label.members": "members",
		"label.generation": "generation", "label.size": "size", "label.free": "free on disk", "label.tables": "tables",
		"label.folder": "folder", "label.file": "file", "label.opened-by": "opened by", "label.garbage": "of that garbage", "label.seen": "used from here before",
		"yes": "yes", "no": "no",

		"col.roles": "roles", "col.compartments": "compartments", "col.since": "since", "col.revoked": "revoked",
		"col.entries": "entries", "col.there": "still there", "col.file": "file",
		"col.id": "id", "col.case": "case", "col.name": "name", "col.born": "born", "col.status": "status",
		"col.due": "due", "col.revision": "revision", "col.time": "time", "col.member": "member",
		"col.action": "action", "col.fields": "fields", "col.seq": "seq", "col.check": "check", "col.what": "what",
		"col.setting": "setting", "col.days": "days", "col.default": "default",
		"col.outcome": "outcome", "col.record": "record", "col.reason": "reason",
	})
	return all
}

// englishHints say what to do about a kind of failure.
func englishHints() map[string]string {
	return map[string]string{
		"hint.no-vault":         "name the folder with --vault or CASEVAULT_DIR, or found a vault with: vault init --name NAME",
		"hint.in-use":           "wait until the other program is done, or close it",
		"hint.wrong-passphrase": "check the keyboard's language and Caps Lock; nobody can bring a lost passphrase back",
		"hint.not-member":       "name another identity with --identity, or ask an admin to be added",
		"hint.not-found":        "vault list and vault find show the ids",
		"hint.not-permitted":    "an admin who holds it can grant it",
		"hint.integrity":        "change nothing, keep a copy of the folder as it is, and run vault check; a backup is brought back beside it: vault restore FILE --to FOLDER",
		"hint.checked":          "change nothing, and keep a copy of the folder as it is; a backup is brought back beside it: vault restore FILE --to FOLDER",
		"hint.not-logged":       "nothing was shown and nothing changed: make room on the disk, or see why the folder cannot be written",
		"hint.unknown-outcome":  "outcome unknown, the change may be there or not: see with vault show or vault check before doing it again",
		"hint.unconfined":       "the program could not give up the network and other rights, so it read nothing; see what is said above",
		"hint.no-terminal":      "name a file with --passphrase-file, or a descriptor with --passphrase-fd",
		"hint.usage":            "--help after a command shows what it takes",
		"hint.bad-reason":       "say what it is for, such as a home visit, without names, birth dates and numbers; the log knows which record it was",
		"hint.utf-8":            "save it as UTF-8",
		"hint.from":             "for instance --from FILE with: %s (or --from - for standard input)",
		"hint.from.note":        "--from FILE, or --from - for standard input",
		"hint.find":             "vault find TERM, or vault find - to read the term from standard input",
		"hint.map":              `for instance: {"성명":"legal_name","비고":null}; null leaves a column out`,
		"hint.columns":          `say with --map FILE what they are, for instance {"성명":"legal_name","비고":null}; null leaves a column out`,
	}
}
