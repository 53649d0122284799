package words

// koreanVaultReleases are what it says of releases, their profiles and ledger.
func koreanVaultReleases() map[string]string {
	return map[string]string{
		"count groups: %w":                                                                 "비슷해 보이는 사람의 수를 셀 수 없습니다: %w",
		"give %s its name: %w":                                                             "파일에 %s 이름을 붙일 수 없습니다: %w",
		"look for records: %w":                                                             "기록을 찾다가 실패했습니다: %w",
		"make the key of pseudonyms: %w":                                                   "가명을 만드는 열쇠를 만들 수 없습니다: %w",
		"people are counted by one thing or by two":                                        "사람을 세는 기준은 하나나 둘이어야 합니다",
		"people are counted by two different fields":                                       "사람을 세는 두 기준은 서로 다른 필드여야 합니다",
		"record %s is missing":                                                             "있어야 할 기록이 없습니다: %s",
		"release %d is not out there any more":                                             "반출 %d번은 이제 밖에 있지 않습니다",
		"the day on which the file is to be back is over":                                  "파일을 돌려받을 날이 이미 지났습니다",
		"the file %s exists already":                                                       "이미 있는 파일입니다: %s",
		"the folder of the file: %w":                                                       "파일을 둘 폴더를 확인할 수 없습니다: %w",
		"the name of the recipient is longer than %d bytes":                                "받는 곳의 이름이 %d바이트보다 깁니다",
		"the profile %s is for the person themselves: release one record at a time":        "반출 규칙 %s: 본인에게 주는 것이므로 기록을 한 건씩 반출해야 합니다",
		"the release was interrupted; there is no file":                                    "반출이 중단되었으며, 파일은 만들어지지 않았습니다",
		"the vault's own folder is no place for a file that leaves it":                     "금고 밖으로 나가는 파일은 금고 폴더 안에 둘 수 없습니다",
		"what leaves in clear or without consent leaves for a reason, which the log keeps": "암호화하지 않거나 동의 없이 내보내려면 사유가 있어야 하며, 감사 기록에 남습니다",
		"what was read back is not what was written":                                       "다시 읽은 내용이 저장한 내용과 다릅니다",
		"write the release: %w":                                                            "반출 파일을 저장할 수 없습니다: %w",
		"there is no record to release":                                                    "반출할 기록이 없습니다",
		"records without a consent in force to %q for this recipient: %d: %s":              "이 받는 곳에 대해 %q 동의가 유효하지 않은 기록 %d건: %s",
	}
}
