package words

// koreanStats is what statistics say, and their help.
func koreanStats() map[string]string {
	return map[string]string{
		"flag.stats": "--by의 기준으로 몇 명인지 보여 줍니다",
		"flag.by":    "이 `THING`을 기준으로 셉니다. 둘이면 쉼표로 잇습니다: sex, status, programme, birth_decade, birth_year, arrival_year, origin_province …",

		"stats.everybody":   "통계는 모든 사람을 셉니다. 기록 ID는 함께 쓸 수 없습니다",
		"stats.by":          "--by가 없습니다. sex, status, programme, birth_decade, arrival_year, origin_province 같은 것을 하나나 둘 쓰십시오",
		"stats.ending":      "-o 파일 이름은 .html 또는 .csv로 끝나야 합니다",
		"stats.title":       "%s별 인원",
		"stats.made":        "%s 현재 %d명.",
		"stats.total":       "합계",
		"stats.other":       "그 밖",
		"stats.none":        "모름",
		"stats.hidden":      "비공개",
		"stats.year":        "연도",
		"stats.decade":      "연대",
		"stats.province":    "시·도",
		"stats.hidden.note": "비공개: %d명보다 적거나, 한 명도 없거나, 그런 수를 계산해 낼 수 있는 수입니다. 작은 무리는 '그 밖'에 모았습니다. 서로 다른 날에 만든 표 두 개를 함께 주지 마십시오. 두 표의 차이가 한 사람일 수 있습니다.",
	}
}
