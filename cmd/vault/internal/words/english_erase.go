package words

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
		"erase.confirm":       "Erase %d records for ever: %s\nType %s to do it:",
		"erase.word":          "erase",
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
		"receipt.proof":         "How to verify",
		"receipt.proof.note":    "Entry %d of the log holds the erasure, signed by the member. The last lines of this file are a signature over all before them; with the vault: vault erase verify FILE. The checkpoint above is of the log up to that entry.",

		"hold.short":      "keep records from being erased",
		"hold.long":       "A hold keeps a record from being erased, for instance while a court needs it.",
		"hold.add.short":  "put a hold on a record",
		"hold.add.long":   "Put a hold on a record. That it is held stands in clear in the log, with the record's random id; the reason is sealed.",
		"hold.rm.short":   "remove a hold",
		"hold.rm.long":    "Remove the hold of a record.",
		"hold.list.short": "list the records that are held",
		"hold.list.long":  "List the records that are held. No passphrase is needed.",
		"hold.no-reason":  "a hold is put on and removed for a reason, which the log keeps: --reason",

		"restore.erased":       "Erased again, as was done before: %s",
		"restore.would-erase":  "Erased since this backup, and a restore would erase them again: %s",
		"restore.resurrected":  "Erased since this backup, and brought back by it: %s",
		"restore.erasures":     "Somebody erased after this backup may be in it, if nothing here knows of it. Compare with the receipts of erasures.",
		"flag.resurrect":       "bring back who was erased since; needs --reason",
		"restore.no-resurrect": "somebody who was erased is brought back for a reason, which the log keeps: --reason",
		"label.entry":          "entry", "label.erased-by": "erased by", "label.reason": "reason", "label.checkpoint": "checkpoint",
	}
}
