package words

// exportReadme is the README of an exported log: of which vault, and when.
func exportReadme() string {
	return `The log of a casevault vault
============================

Vault %s
Exported %s

checkpoint         how many entries the log has and their root, signed (C2SP tlog-checkpoint)
log.vkey           the public key that signs checkpoints
tile/entries/...   the entries, 256 a file, each behind its length in two bytes
tile/0/... and up  the hashes of the Merkle tree (C2SP tlog-tiles, RFC 6962)

To verify it with Python and openssl and nothing of casevault:

    python3 verify_log.py FOLDER
    python3 verify_log.py FOLDER --against CHECKPOINT

verify_log.py is in the documents of casevault, and AUDIT.md beside it says what
it checks, so that you can write your own. The vault's id is the SHA-256 of the
founding statement in entry 0: get it from somebody in the office, not from here.

That it verifies says that these entries are a log of that vault in which
nothing was changed. It does not say that they are all: only a checkpoint that
was kept elsewhere shows that the end was cut off or the past rewritten.

What anybody can read here: how many entries there are, in which order, and how
many values each wrote and removed; the names by which members are known, their
roles, what they were granted and when in that order; reviews and settings. Who
did what, when and why, and about whom, is encrypted. It stays readable for the
auditors, and for whoever gets hold of their keys: keep this folder as you would
keep a list of the people who work there.
`
}
