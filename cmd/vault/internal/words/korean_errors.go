package words

import "maps"

// koreanErrors are the errors of every package below and of the system, by the
// format that each is made from in English. A verb that must move is numbered.
func koreanErrors() map[string]string {
	all := koreanSystem()
	for _, of := range []map[string]string{koreanVaultRecords(), koreanVaultReleases(), koreanVaultKeys(), koreanVaultLog(), koreanVaultCopies(), koreanRecord(), koreanCommand(), koreanStore(), koreanCrypto(), koreanAudit()} {
		maps.Copy(all, of)
	}
	return all
}
