package words

// bilingual is what a share of a recovery set says on paper: Korean and English
// at once, for whoever finds it in a safe in ten years.
func bilingual() map[string]string {
	return map[string]string{
		"share.title":   "복구 조각 Recovery share %d / %d",
		"share.korean":  "이 종이는 사례 금고(casevault)의 복구 조각입니다. 금고를 열 수 있는 관리자가 한 명도 남지 않았을 때, 서로 다른 조각 %d장이 있으면 새 관리자를 등록할 수 있습니다. 비밀입니다. 다른 조각과 함께 두지 말고, 사진을 찍거나 복사하지 마십시오. 명령: vault key recovery use",
		"share.english": "This sheet is a share of the recovery set of a case vault (casevault). When no admin is left who can open the vault, %d different sheets of the set enrol a new one. It is a secret: keep it apart from the others, take no picture and no copy. Command: vault key recovery use",
		"share.vault":   "금고 vault",
		"share.set":     "묶음 set",
		"share.number":  "조각 share",
		"share.needed":  "필요한 수 needed",
		"share.date":    "만든 날 made",
	}
}
