package words

// englishDoctor is what is said of the computer. The same sentence stands in
// doctor and as a warning before a passphrase is asked.
func englishDoctor() map[string]string {
	return map[string]string{
		"doctor.short": "say what is enforced here, and what exposes this computer",
		"doctor.long":  "Say what the system keeps this program from (enforced), what only our not using it keeps from happening (static), and what of this computer is fine, exposes the vault, or cannot be known here. No vault is opened and no passphrase needed.",

		"doctor.is.enforced": "enforced", "doctor.is.static": "static", "doctor.is.fine": "fine", "doctor.is.exposed": "exposed", "doctor.is.unknown": "unknown",
		"doctor.of.network": "network", "doctor.of.programs": "programs", "doctor.of.memory": "memory", "doctor.of.core files": "core files", "doctor.of.files": "files",
		"doctor.of.interfaces": "interfaces", "doctor.of.swap": "swap", "doctor.of.hibernation": "hibernation", "doctor.of.disk": "disk", "doctor.of.volume": "volume",
		"doctor.of.folder": "folder", "doctor.of.permissions": "permissions", "doctor.of.clock": "clock", "doctor.of.space": "space",

		"doctor.landlock":            "Landlock, version %s: only those of the vault and those named",
		"doctor.interfaces-up":       "the network is up (%s): what else runs on this computer can send; switch it off while the vault is open",
		"doctor.interfaces-fine":     "no network interface is up",
		"doctor.interfaces-unknown":  "this system does not tell which network interfaces are up",
		"doctor.swap-open":           "swap is not encrypted (%s): what was on the screen may be written to the disk; encrypt it or switch it off",
		"doctor.swap-sealed":         "swap is encrypted",
		"doctor.swap-none":           "there is no swap on a disk",
		"doctor.swap-unknown":        "this system does not tell whether swap is encrypted",
		"doctor.hibernation-open":    "hibernation writes all memory to a disk that is not encrypted; shut down instead",
		"doctor.hibernation-fine":    "hibernation writes nothing in clear",
		"doctor.hibernation-unknown": "this system does not tell what hibernation writes",
		"doctor.disk-open":           "the vault's disk is not encrypted: what was erased or changed may stay on it, and on flash nothing can overwrite it",
		"doctor.disk-sealed":         "the vault's disk is encrypted",
		"doctor.disk-unknown":        "it cannot be told from here whether the vault's disk is encrypted",
		"doctor.volume-remote":       "the vault's folder is not on a disk of this computer (%s): others see when it is used, and its writes may be lost",
		"doctor.volume-shared":       "the vault's folder is on a disk of the computer around this one (%s), whose programs reach it too",
		"doctor.volume-fat":          "the vault's disk has the file system of sticks (%s): without permissions, and easily damaged when pulled out",
		"doctor.volume-fine":         "the vault's folder is on a disk of this computer",
		"doctor.volume-unknown":      "it cannot be told what disk the vault's folder is on",
		"doctor.folder-copied":       "the vault's folder lies in %s, which another program copies elsewhere",
		"doctor.folder-fine":         "no folder above the vault's is known to be copied elsewhere",
		"doctor.folder-unknown":      "it cannot be told where the vault's folder is",
		"doctor.permissions-open":    "other users of this computer may get at files here (%d, such as %s): chmod -R go= them",
		"doctor.permissions-fine":    "no other user of this computer gets at the vault's files",
		"doctor.permissions-unknown": "access lists of files are not looked at on this system",
		"doctor.clock-wrong":         "the clock says %s, which cannot be",
		"doctor.clock-behind":        "the clock says %s, but the newest entry was written on %s",
		"doctor.clock-fine":          "the clock says %s",
		"doctor.space-short":         "only %d MB are free on the vault's disk",
		"doctor.space-fine":          "%d MB are free on the vault's disk",
		"doctor.space-unknown":       "it cannot be told how much is free on the vault's disk",

		"hint.unfit":          "vault doctor says more; --despite-folder or --despite-online overrules this once, and the log keeps that it did",
		"flag.despite-folder": "use a vault on a network or in a folder that is copied elsewhere all the same; the log keeps it",
		"flag.despite-online": "open a vault that is set to stay shut while a network interface is up; the log keeps it",
	}
}
