package release

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// region returns the full name of the province that a text begins with: those
// of the South and of the North, in the spellings of addresses and of
// everyday. Anything else is Other: what stands there could be a village.
func region(s string) string {
	word, _, _ := strings.Cut(strings.TrimLeft(norm.NFC.String(s), " "), " ")
	for _, names := range provinces() {
		// The gate asks this for everybody in the store: most lines are passed by
		// without taking them apart.
		if strings.Contains(names, word) && slices.Contains(strings.Fields(names), word) {
			full, _, _ := strings.Cut(names, " ")
			return full
		}
	}
	return Other
}

// provinces lists names of each province, the full one first. 강원도 is one of
// the South and one of the North and stays as it is written.
func provinces() []string {
	return []string{
		"서울특별시 서울 서울시", "부산광역시 부산 부산시", "대구광역시 대구 대구시", "인천광역시 인천 인천시",
		"광주광역시 광주 광주시", "대전광역시 대전 대전시", "울산광역시 울산 울산시", "세종특별자치시 세종 세종시",
		"경기도 경기", "강원도 강원", "강원특별자치도", "충청북도 충북", "충청남도 충남",
		"전북특별자치도 전라북도 전북", "전라남도 전남", "경상북도 경북", "경상남도 경남", "제주특별자치도 제주도 제주 제주시",
		"평양직할시 평양 평양시", "라선특별시 라선 라선시 나선시 나선특별시 나선", "남포특별시 남포 남포시", "개성특별시 개성 개성시",
		"평안남도 평남", "평안북도 평북", "함경남도 함남", "함경북도 함북", "량강도 양강도", "자강도",
		"황해남도 황남", "황해북도 황북",
	}
}
