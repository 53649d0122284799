package words

// englishBreach is what reports to the outside say: after a loss, and to the
// person that a record is about.
func englishBreach() map[string]string {
	return map[string]string{
		"breach.short":        "report what was lost",
		"breach.long":         "What an office must know when something was lost or stolen.",
		"breach.report.short": "report what a member or a backup could open",
		"breach.report.long":  "Report what somebody can open who has a member's computer and passphrase, or a backup with an admin's identity and passphrase: which people, which kinds of data, and, for auditors or with files of vault audit who -o, whether the log shows that it was opened. Where nothing tells exactly, it says too many people rather than too few.",
		"flag.breach-member":  "whose computer, identity or passphrase it is: the member's `NAME`",
		"flag.breach-backup":  "the backup `FILE`; only its name counts, as vault backup list has it",
		"flag.breach-from":    "since which `DATE` it may be in other hands, or days ago (7d)",
		"flag.trail":          "a `FILE` of vault audit who -o, which an auditor made",
		"flag.output.page":    "write the page to a new `FILE` that ends in .txt or .html, which is not encrypted",
		"trail.none":          "%s is no file of vault audit who -o",

		"breach.title":       "What could be opened",
		"breach.do":          "What to do now",
		"breach.do-member":   "Take the membership away, which gives everything new keys: vault member revoke %s. Then make a new backup. What was copied before stays readable to who has it and the passphrase. Most laws give you three days or less to tell the authority, and the people below where they are at risk.",
		"breach.do-backup":   "The file opens for an identity of somebody who was an admin then, with its passphrase, and for nobody else. If one of those may be in the same hands, give everything new keys: vault key rotate. That protects what the vault holds from now on; the backup stays as it is.",
		"breach.people":      "Whose data",
		"breach.people.note": "Everybody whose record was there. Names are masked; vault show ID --reveal tells them for a reason.",
		"breach.erased":      "(erased since)",
		"breach.opened":      "entries: %d, reveals: %d; last %s, %s",
		"breach.unknown":     "not known",
		"breach.log":         "What the log shows",
		"breach.log.asked":   "Entries of this member since that day that name a person are counted above. Somebody who copied the folder and opens it elsewhere leaves none in this log.",
		"breach.log.not":     "Only an auditor, or a file of an auditor for every person above, can tell from the log what was opened.",
		"breach.log.backup":  "What is done with a backup elsewhere leaves nothing in this log.",

		"disclose.short":         "print a record for the person it is about",
		"disclose.long":          "Print everything that you hold of a record, unmasked, and who saw or changed it, for the person it is about. The list of who saw it comes from an auditor (vault audit who ID -o FILE). Logged as a reveal of all fields.",
		"disclose.no-trail":      "--trail is missing: a file that an auditor makes with vault audit who ID -o FILE",
		"disclose.other":         "the file of --trail is of another record",
		"disclose.title":         "What we keep of you, and who saw it",
		"disclose.record":        "What we keep",
		"disclose.record.note":   "Every field that has a value, as it is stored.",
		"disclose.withheld":      "What is missing here",
		"disclose.withheld.note": "There may be values in these fields, which whoever made this page must not open: %s.",
		"disclose.who":           "Who saw or changed it",
		"disclose.who.note":      "Members of the office by the names that the log has for them. Entries without one record are lists in which this one may have been.",

		"label.from": "since", "label.could-open": "could open", "label.in-force": "with keys still in force", "label.people": "people",
		"col.opened-by": "opened since",
	}
}

// englishErase is what erasures and holds say, and their help.
func englishErase() map[string]string {
	return map[string]string{
		"erase.short":         "erase people from the vault",
		"erase.long":          "Erase people: the store is written anew without them, and the old one is overwritten and removed. Nothing brings them back but a backup made before. The log keeps what it says of their ids. You must be an admin who holds every compartment. It prints a signed receipt, or writes it to the file of -o.",
		"erase.verify.short":  "verify a receipt of an erasure",
		"erase.verify.long":   "Verify that a receipt was signed by the member it names and that the log holds the erasure. No passphrase is needed.",
		"flag.output.receipt": "write the receipt to a new `FILE` that ends in .txt or .html",
		"flag.erase-rotate":   "also give everything new keys",

		"erase.no-reason":     "somebody is erased for a reason, which the log keeps: --reason",
		"erase.not-confirmed": "this cannot be undone: confirm it with --yes, or at a terminal",
		"erase.confirm":       "Erase for ever (%d): %s\nType %s to do it:",
		"erase.word":          "erase",
		"erase.word.keys":     "ㄷㄱㅁㄴㄷ", // typed with the keyboard on the other language
		"erase.aborted":       "not confirmed; nothing was changed",
		"erase.receipt":       "The receipt is in %s.",
		"erase.backup":        "A backup of %s still holds them: %s",
		"page.ending":         "the file of -o ends in .html or .txt",

		"receipt.title":         "Receipt: records erased",
		"receipt.gone":          "What was erased",
		"receipt.gone.note":     "Every value and every note of these records, their history, and their lines in the list. The files in which they stood were overwritten and removed.",
		"receipt.log":           "What the log keeps",
		"receipt.log.note":      "That a record of this random id was there; when which member saw, changed or erased it, which kinds of data that were, and the reasons the members gave. No name, number or other value of the person. Without this nobody could show later who had seen the record.",
		"receipt.backups":       "Backups that may still hold them",
		"receipt.backups.note":  "Made before the erasure. A restore leaves these records out where the erasure is known. Until such a backup is deleted, whoever can open it can read them.",
		"receipt.remnants":      "What may remain on disks",
		"receipt.remnants.note": "Flash disks keep old blocks for a time, where no program can reach them. What remains there is encrypted; it opens for somebody who has the disk, what remains of the keys on it, and a member's passphrase. Copies that people made, printed or sent are not known here.",
		"receipt.checkpoint":    "Checkpoint of the log",
		"receipt.proof":         "How to verify",
		"receipt.proof.note":    "Entry %d of the log holds the erasure, signed by the member. The last lines of this file are a signature over all before them; with the vault: vault erase verify FILE. The checkpoint below is of the log up to that entry.",

		"hold.short":      "keep records from being erased",
		"hold.long":       "A hold keeps a record from being erased, for instance while a court needs it.",
		"hold.add.short":  "put a hold on a record",
		"hold.add.long":   "Put a hold on a record. That it is held stands in clear in the log, with the record's random id; the reason is sealed.",
		"hold.rm.short":   "remove a hold",
		"hold.rm.long":    "Remove the hold of a record.",
		"hold.list.short": "list the records that are held",
		"hold.list.long":  "List the records that are held. No passphrase is needed.",
		"hold.no-reason":  "a hold is put on and removed for a reason, which the log keeps: --reason",

		"retention.short":      "how long records are kept after a case is closed",
		"retention.long":       "How long records are kept after a case is closed, by programme. Nothing is erased by itself.",
		"retention.due.short":  "list the records whose time is over",
		"retention.due.long":   "List the records, masked, that were closed longer ago than the rule of their programme says. Erase them with vault erase.",
		"retention.list.short": "list the rules",
		"retention.list.long":  "List the rules, with the names of programmes as records have them.",
		"retention.set.short":  "set how many years a programme's records are kept",
		"retention.set.long":   "Set how many years a programme's records are kept after closed_on; 0 removes the rule. The name is as the records have it; in the log it stands as a hash.",
		"retention.years":      "YEARS is a whole number; 0 removes the rule",
		"retention.held":       "held, so it cannot be erased yet: %s",
		"retention.unruled":    "Closed records of a programme without a rule, or of none: %d.",
		"retention.nobody":     "(no record has it)",
		"col.programme":        "programme", "col.years": "years",

		"restore.erased":       "Erased again, as was done before: %s",
		"restore.would-erase":  "Erased since this backup, and a restore would erase them again: %s",
		"restore.resurrected":  "Erased since this backup, and brought back by it: %s",
		"restore.revoked":      "Removed again, as was done before, with new keys: %s",
		"restore.would-revoke": "Removed since this backup, and a restore would remove them again: %s",
		"restore.erasures":     "Somebody erased after this backup may be in it, if nothing here knows of it. Compare with the receipts of erasures.",
		"flag.resurrect":       "bring back who was erased since; needs --reason",
		"restore.no-resurrect": "somebody who was erased is brought back for a reason, which the log keeps: --reason",
		"label.entry":          "entry", "label.erased-by": "erased by", "label.reason": "reason",
	}
}
