package words

// koreanExportReadme is the README of an exported log in Korean.
func koreanExportReadme() string {
	return `casevault 금고의 감사 기록
==========================

금고 %s
내보낸 시각 %s

checkpoint         감사 기록의 항목 수와 루트, 서명됨 (C2SP tlog-checkpoint)
log.vkey           확인점에 서명하는 공개 열쇠
tile/entries/...   항목, 파일마다 256개, 항목 앞에 두 바이트 길이
tile/0/... 과 위   머클 트리의 해시 (C2SP tlog-tiles, RFC 6962)

casevault 없이 Python과 openssl로 검증하려면:

    python3 verify_log.py FOLDER
    python3 verify_log.py FOLDER --against CHECKPOINT

verify_log.py는 casevault의 문서에 있습니다. 그 옆의 AUDIT.md에 무엇을 확인하는지
적혀 있어 직접 만들 수도 있습니다. 금고의 ID는 0번 항목에 있는 개설 문서의
SHA-256입니다. 여기가 아니라 기관의 사람에게서 받으십시오.

검증이 되면 이 항목들이 그 금고의 감사 기록이며 아무것도 바뀌지 않았다는
뜻입니다. 이것이 전부라는 뜻은 아닙니다. 끝이 잘렸거나 과거가 다시 쓰였는지는
다른 곳에 보관한 확인점만이 보여 줍니다.

누구나 여기서 읽을 수 있는 것: 항목이 몇 개이고 어떤 순서인지, 항목마다 값을 몇
개 쓰고 지웠는지, 구성원의 이름과 역할과 부여된 것과 그 순서, 점검과 설정. 누가
무엇을 언제 왜 했고 누구에 관한 것인지는 암호화되어 있습니다. 그것은 감사인과,
감사인의 열쇠를 손에 넣은 사람에게는 계속 열립니다. 기관에서 일하는 사람의
명단처럼 이 폴더를 보관하십시오.
`
}
