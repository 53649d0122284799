package release

import "strings"

// What stands to the left and right of a Korean name decides whether it is
// one: particles are written onto it, and so are titles.

const (
	// particles may stand in a row behind a name, and then the word ends.
	particles = "잖아 이잖아 더라 이더라 라던 이라던 래 이래 건 이래요 래요 이라든가 라든가 이라든지 라든지 은 는 이 가 을 를 의 에 에게 에게서 한테 한테서 께 께서 와 과 랑 이랑 하고 도 만 까지 부터 조차 마저 밖에 보다 처럼 같이 만큼 로 으로 로서 으로서 로써 라고 이라고 라는 이라는 란 이란 라도 이라도 나 이나 든지 이든지 야 이야 아 여 이여 네 이네 들 뿐 대로 마다 씩 더러 보고 치고 요 이요 예요 이에요 이예요 입니다 이다 다 인 인데 인지 이며 며 이고 고 이니 니 이자 이면 면 이지만 지만 였다 이었다 였고 이었고 에서 쪽 측 때문 때문에 만의 임 이라 라 이라며 라며 이라서 라서 말고 따라 대신 덕분 덕분에 외에 등 등의 등이 등은 본인 전 후 님 이니까 니까 이든 이거든 거든 이구나 구나 이네요 네요 이지 이죠 죠 이면서 면서 는데 인가 이야말로 야말로 이나마 로부터 으로부터 마냥 커녕 은커녕 는커녕 답게"
	// strong follow a person only; the word may go on behind them.
	strong = "본인 관련 가족 사례 상담 에게 한테 께서 입니다 이라고 이라는 라는 라며 이라며 씨 였 이었 이였 이랑 처럼 때문 어머니 아버지 엄마 아빠 언니 오빠 누나 누님 형님 동생 남편 아내 할머니 할아버지 이모 고모 삼촌 조카 며느리 사위 댁 어머님 아버님 부친 모친 선생 동무 동지"
	// titles stand behind a surname or a whole name.
	titles = "씨 선생 쌤 샘 사장 부사장 부장 과장 차장 대리 팀장 실장 원장 소장 국장 처장 회장 이사 이사장 교수 박사 목사 전도사 집사 권사 장로 사모 기사 여사 양 군 옹 형사 주임 계장 상무 전무 대표 간사 위원 의원 변호사 의사 간호사 상담사 상담원 복지사 사회복지사 활동가 주무관 사무관 연구원 할머니 할아버지 할아범 아저씨 아주머니 아줌마 동무 동지 반장 조장 소위 중위 대위 소좌 중좌 대좌 상좌 하사 중사 상사 소령 중령 대령 지배인 어르신 사무장 센터장 관장 매니저 코치 감독 작가 기자 학생 환자 내담자 고객 모씨 노인 영감 아무개"
	// honorifics are titles that hardly stand behind "this" or "one".
	honorifics = "아무개 씨 선생 쌤 대리 과장 부장 차장 팀장 실장 목사 집사 권사 장로 여사 주임 계장 사모"
	// kinTitles stand behind a given name: 철수 엄마.
	kinTitles = "어머님 아버님 할머님 엄마 아빠 어머니 아버지 언니 오빠 누나 형 동생 할머니 할아버지 이모 고모 삼촌 님 군 양 어멈 아범 네"
	// animates are particles that only living beings take.
	animates = "에게 한테 께 더러 이가 이는 이를 이도 이의 이한테 이에게 이랑 이네 씨 님"
	// roles stand before a name: 딸 지원, 내담자김철수.
	roles = "보호자 신청인 대리인 수급자 피해자 피보호자 내담자 대상자 이용자 신청자 의뢰인 클라이언트 환자 본인 이름은 이름 이름이 성명 성함 성함은 딸 아들 동생 여동생 남동생 녀동생 언니 오빠 누나 형 엄마 아빠 어머니 아버지 남편 아내 안해 배우자 할머니 할아버지 이모 고모 삼촌 조카 사촌 손녀 손자 큰딸 작은딸 막내 막내딸 막내아들 맏딸 맏아들 장남 장녀 차남 차녀 며느리 사위 동무 별명 별명은 가명 가명은 본명 본명은 담당 담당자 상담사 딸인 아들인 동생인 언니인 누나인 오빠인 형인 이름인 우리 내 친구 친구인 실명 실명은"
	// deeds begin the word behind a name that did them or to whom they were done.
	deeds = "통화 면담 연락 울면 웃으 만나 만났 말했 말하 말씀 울었 울며 웃었 결혼 데리 어머니 아버지 엄마 아빠 동생 언니 오빠 누나 남편 아내 아들 딸 생일 나이 태어 떠났 체포 보고싶 그리워 혼자 낳 업고 안고 씨 라고 아프 잠들 잡혀 이름"
	// subjects are the particles of who does something.
	subjects = "이 가 은 는 도 만 이도 께서"
	// actNouns, with 하다, and actVerbs are what people do and things do not.
	actNouns = "방문 참석 참여 출석 결석 지각 입원 퇴원 이사 취업 퇴사 입학 졸업 결혼 이혼 전화 연락 통화 상담 면담 요청 부탁 거절 동의 서명 질문 대답 노래 운전 외출 귀가 식사 걱정 호소 고백 인사"
	actVerbs = "왔 옴 와서 와 갔 울었 울며 울먹 웃 돌아왔 돌아옴 돌아갔 돌아감 찾아왔 찾아옴 찾아와 다녀 다니 물었 물어 떠났 앉 아프 아파 아팠 그리워 고마워 말함 말했 말하 말한 먹 잠들 잠을 잤 일어났 일어나 데려 데리 보고싶 기다 망설 울면 머뭇"
	// demonstratives are surnames that are also "this", "one", "former", ….
	demonstratives = "이한전현신구총두양각본주모제나너내"
)

// free reports whether no syllable touches i from the left.
func (f *folded) free(i int) bool { return !isHangul(f.rune(i - 1)) }

// afterRole reports whether what touches i from the left is a word for a
// person, and no more: 내담자김철수.
func (f *folded) afterRole(i int) bool {
	k := i
	for k > 0 && isHangul(f.r[k-1]) && i-k < 6 {
		k--
	}
	return k < i && inList(roles, string(f.r[k:i]))
}

// roleBefore reports whether the word before i is one for a person.
func (f *folded) roleBefore(i int) bool {
	k := i
	for k > 0 && !isHangul(f.r[k-1]) && i-k < 3 && f.r[k-1] != '\n' {
		k--
	}
	return k < i && f.afterRole(k)
}

// closes reports whether the word that has a name up to end goes on with
// particles or titles only.
func (f *folded) closes(end int) bool {
	rest := string(f.r[end:min(f.hangulEnd(end), end+14)])
	return rest == "" || chain(rest, 3) || startsAny(strong, rest) || chainTitle(rest)
}

// chain reports whether s is up to n particles in a row.
func chain(s string, n int) bool {
	if s == "" {
		return true
	}
	if n == 0 {
		return false
	}
	for p := range strings.FieldsSeq(particles) {
		if strings.HasPrefix(s, p) && chain(s[len(p):], n-1) {
			return true
		}
	}
	return false
}

// chainTitle reports whether s is a title, perhaps with particles.
func chainTitle(s string) bool {
	for _, list := range []string{titles, kinTitles} {
		for t := range strings.FieldsSeq(list) {
			if strings.HasPrefix(s, t) && chain(strings.TrimPrefix(s[len(t):], "님"), 3) {
				return true
			}
		}
	}
	return false
}

// title matches a title behind a name that ends at i, joined or after one
// space, and returns its end. A given name may have words for kin there.
func (f *folded) title(i int, given bool) (end int, ok bool) {
	k := i
	if r := f.rune(k); r == ' ' || r == '-' {
		k++
	}
	if f.has(k, "ssi") && f.wordEnds(k+3) {
		return k + 3, true
	}
	rest := string(f.r[k:min(f.hangulEnd(k), k+12)])
	if rest == "" {
		return 0, false
	}
	lists := []string{titles}
	if given {
		lists = []string{titles, kinTitles}
	}
	best := 0
	for _, list := range lists {
		for t := range strings.FieldsSeq(list) {
			n := len([]rune(t))
			if n > best-k && strings.HasPrefix(rest, t) && (t != "네" || k == i) {
				tail := rest[len(t):]
				if bare := strings.TrimPrefix(tail, "님"); chain(bare, 3) {
					best = k + n + len([]rune(tail)) - len([]rune(bare))
				}
			}
		}
	}
	return best, best > 0
}

// person reports whether a name that is a word of the language too, from i to
// end, stands here for a person.
func (f *folded) person(i, end int) bool {
	if f.roleBefore(i) || f.afterRole(i) || f.animate(end) {
		return true
	}
	if _, width, k := number(f, end+1); f.rune(end) == '(' && width == 2 && strings.ContainsRune(")세살", f.rune(k)) {
		return true // 지수(39)
	}
	k := f.hangulEnd(end)
	if k == end || f.rune(k) != ' ' {
		return false
	}
	return startsAny(deeds, string(f.r[k+1:min(k+5, f.hangulEnd(k+1))])) || inList(subjects, string(f.r[end:k])) && f.acts(k)
}

// acts reports whether, in the rest of the sentence from i, somebody does what
// only people do: 지수가 센터를 방문함, but not 지수가 올랐다고 말함.
func (f *folded) acts(i int) bool {
	for n := 0; n < 30 && i < len(f.r) && !strings.ContainsRune(".?!,\n", f.r[i]); n++ {
		if i++; f.rune(i-1) == ' ' {
			word := string(f.r[i:min(i+6, f.hangulEnd(i))])
			for w := range strings.FieldsSeq(actNouns) {
				if rest, ok := strings.CutPrefix(word, w); ok && startsAny("함 했 하 한 할 해 을 를", rest) {
					return true
				}
			}
			if startsAny(actVerbs, word) {
				return true
			}
			if last := f.rune(f.hangulEnd(i) - 1); last == '고' || last == '며' {
				return false // what follows may be said of the one who tells it
			}
		}
	}
	return false
}

// animate reports whether what follows end goes with living beings only.
func (f *folded) animate(end int) bool {
	rest := string(f.r[end:min(f.hangulEnd(end), end+6)])
	if startsAny(animates, rest) {
		return true
	}
	if (rest == "아" || rest == "야") && strings.ContainsRune(",!?", f.rune(end+1)) {
		return true
	}
	_, ok := f.title(end, true)
	return ok
}

func demonstrative(r rune) bool { return strings.ContainsRune(demonstratives, r) }

func honorific(title string) bool { return startsAny(honorifics, title) }

func roleWord(s string) bool { return inList(roles, s) || inList(titles, s) }

// inList reports whether a word stands in a list with spaces between words.
func inList(list, word string) bool {
	for i := 0; word != ""; {
		k := strings.Index(list[i:], word)
		if k < 0 {
			break
		}
		k += i
		end := k + len(word)
		if (k == 0 || list[k-1] <= ' ') && (end == len(list) || list[end] <= ' ') {
			return true
		}
		i = k + 1
	}
	return false
}

// startsAny reports whether s begins with a word of the list.
func startsAny(list, s string) bool {
	if s == "" {
		return false
	}
	for w := range strings.FieldsSeq(list) {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
