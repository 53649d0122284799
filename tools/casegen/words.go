package main

import "strings"

// words is what people and their stories are made of. 일, 은 and 여 are left
// out of the given names, and with them the best-known real ones.
type words struct {
	surnames, givenF, givenM      []string
	provinces                     []string // a province and its cities
	districts, roads, estates     []string
	relations, statuses, services []string
	times, topics, conditions     []string
	acts                          []string
}

func newWords() *words {
	return &words{
		surnames: strings.Fields("김 김 김 김 리 리 리 박 박 최 최 정 정 강 조 윤 장 림 한 오 서 신 권 황 안 송 류 전 홍 고 문 량 손 배 백 허 남 심 로 하 곽 성 차 주 우 구 라 진 지 엄 채 원 천 방 공 현 변 염 석 선 설 마 길 연 위 표 명 기 반 왕 금 옥 륙 맹 제 탁 국 어 경 봉 사 편"),
		givenF:   strings.Fields("영 순 옥 금 화 향 춘 희 숙 련 심 복 미 정 경 설 별 봄 솔 란 매 월 선 실 혜 애 예 단 홍 명 수 연 분 진 송 신 봉 초 국 보 채 유 인 해"),
		givenM:   strings.Fields("철 혁 성 남 명 광 국 룡 진 강 산 학 범 석 호 주 길 수 현 웅 준 태 관 규 덕 만 봉 근 걸 충 훈 림 백 천 원 권 섭 환 모 건 무 승 찬 필 택 두 삼 경"),
		provinces: lines(`
			평양직할시 중구역 모란봉구역 대동강구역 선교구역 만경대구역 락랑구역 력포구역
			평안남도 평성시 순천시 덕천시 개천시 안주시 문덕군 숙천군 양덕군 맹산군
			평안북도 신의주시 구성시 정주시 의주군 룡천군 삭주군 벽동군 태천군
			함경남도 함흥시 신포시 단천시 북청군 홍원군 금야군 장진군 리원군
			함경북도 청진시 김책시 회령시 무산군 온성군 경성군 길주군 명천군 새별군
			함경북도 청진시 회령시 무산군 온성군 연사군 부령군 화대군
			량강도 혜산시 삼지연시 보천군 백암군 갑산군 풍서군 삼수군
			량강도 혜산시 보천군 대홍단군 운흥군
			자강도 강계시 만포시 희천시 자성군 랑림군 초산군
			황해남도 해주시 안악군 재령군 옹진군 신천군 배천군
			황해북도 사리원시 송림시 황주군 봉산군 곡산군 수안군
			강원도 원산시 문천시 고산군 통천군 금강군 세포군
			남포특별시 항구구역 와우도구역 강서구역 천리마구역
			라선특별시 라진구역 선봉구역
			개성특별시 개풍구역 장풍군`),
		districts: lines(`
			서울특별시 양천구
			서울특별시 노원구
			서울특별시 강서구
			부산광역시 사하구
			대구광역시 달서구
			인천광역시 남동구
			인천광역시 연수구
			광주광역시 광산구
			대전광역시 대덕구
			울산광역시 중구
			세종특별자치시
			경기도 화성시
			경기도 평택시
			경기도 안산시 단원구
			경기도 김포시
			강원특별자치도 원주시
			충청북도 음성군
			충청남도 천안시 서북구
			전북특별자치도 군산시
			전라남도 목포시
			경상북도 구미시
			경상남도 김해시
			제주특별자치도 제주시`),
		roads:     strings.Fields("예시로 예시대로 시험로 시험1길 견본로 견본대로 연습길 가공로 본보기로"),
		estates:   strings.Fields("시험단지 예시마을 견본아파트 꾸민주택 연습타운 본보기빌라"),
		relations: strings.Fields("어머니 아버지 언니 오빠 누나 형 남동생 녀동생 딸 아들 남편 안해 할머니 할아버지 이모 고모 삼촌 사촌 조카"),
		statuses: lines(`
			정착지원 보호 중
			거주지 보호 만료
			임시보호시설 조사 중
			거주지 전입 예정
			가족관계등록 창설 신청
			비보호 통지 후 재심의
			제3국 체류 경력 확인 중
			주민등록 완료
			자녀 국적 판정 심사 중`),
		services: lines(`
			medical 종합 건강검진 동행
			medical 틀니와 임플란트 지원
			medical 심리검사 연계
			housing 임대아파트 입주 지원
			housing 도배와 보일러 수리
			employment 이력서 쓰기 수업
			employment 요양보호사 과정
			employment 중장비 면허 과정
			education 대학 편입 준비반
			education 외래어와 생활영어
			education 자녀 방과후 교실
			counselling 부부 대화 모임
			counselling 외상 회복 프로그램
			legal 채무 조정 상담
			legal 가족관계 소송 구조
			finance 미래행복통장 안내`),
		times: lines(`
			오늘
			어제 저녁에
			이번 주
			지난주
			월초에
			명절 전에
			퇴근 뒤
			두 번째 만남에서
			약속보다 일찍 와서
			전화로
			문자로
			아이와 함께 와서`),
		topics: lines(`
			임대료 체납 건
			통장 개설
			운전 강습 등록
			고향 가족 소식
			송금 사기 피해
			직장 동료와의 갈등
			야간 근무 일정
			자녀의 학교 적응
			은행 대출 서류
			말투로 받은 오해
			검정고시 원서
			동네 도서관 모임
			휴대폰 요금 연체
			이사 날짜
			북에 남은 형제 이야기
			하나원 동기 모임
			주말 농장 참가
			컴퓨터 자격 시험
			구청 방문 일정
			언론 인터뷰 요청`),
		conditions: lines(`
			잠들기 어려운 밤
			오래된 허리 통증
			위내시경 결과
			왼쪽 귀의 이명
			치과 치료 순서
			혈압약 복용
			갑상샘 검사
			악몽과 놀람 반응
			무릎 물리치료
			결핵 완치 확인서
			간 수치 변화
			입맛과 체중
			안경 처방`),
		acts: lines(`
			이야기함
			다시 확인하기로 함
			서류를 함께 읽음
			담당 기관에 문의함
			걱정이 크다고 말함
			많이 나아졌다고 함
			다음 달로 미룸
			도움을 청함
			스스로 해결함
			통역 없이 잘 설명함
			비밀로 해 달라고 부탁함
			동행하기로 약속함`),
	}
}

// lines splits a text into its lines, without indents and empty ones.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
