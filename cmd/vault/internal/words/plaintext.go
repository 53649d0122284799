package words

// englishPlaintext is what "vault help plaintext" says. Its lines are broken here.
func englishPlaintext() string {
	return `The list that you brought in still lies where it was. Whoever gets at the
computer can read it there. This is how to be rid of it, and what stays.

In this order:

 1. See that everybody is in the vault, and that a backup was made since:
    vault list, vault status
 2. Close the list in Excel. Delete the file and empty the Recycle Bin (Shift
    and Delete leaves the bin out).
 3. Delete the mail that it came with: in the inbox, under Sent, under Deleted,
    on the phone too. Delete the copy in the folder Downloads.
 4. Delete it from sticks, shared folders, messengers (KakaoTalk) and clouds
    (OneDrive, Google Drive, MYBOX). Clouds have a bin and older versions of
    their own: empty these too.
 5. In Excel: File, Open, Recent, right click, "Remove from list". Then File,
    Info, Manage Workbook, "Recover Unsaved Workbooks": delete what is there.
    AutoRecover keeps copies in your user folder, in
    AppData\Roaming\Microsoft\Excel and AppData\Local\Microsoft\Office\UnsavedFiles
 6. Ask whoever sent you the list to do the same.

What deleting does not do:

  - On an SSD, a stick or a memory card the data stay in parts of it that no
    program can reach, for days or for years, and nothing overwrites one file
    for certain. What helps is that the whole disk is encrypted (BitLocker,
    FileVault, LUKS) before the list gets there. A stick: break it.
  - On a hard disk the data stay until something else is written over them. A
    program that overwrites files helps there, and only there.
  - Windows keeps older states: File History, restore points, the search index,
    and the backups of the whole computer.
  - Nothing takes back what was mailed, copied or printed.

If the list must be kept, keep it only encrypted, and not on this computer.
From now on, add people one by one: then there is no list.
`
}

// koreanPlaintext is the same in Korean.
func koreanPlaintext() string {
	return `가져온 목록은 있던 자리에 그대로 있습니다. 이 컴퓨터를 쓸 수 있는 사람은 누구나
읽을 수 있습니다. 지우는 방법과, 지워도 남는 것을 적었습니다.

다음 순서로 하십시오.

 1. 모든 사람이 금고에 들어갔는지, 그 뒤에 백업을 만들었는지 확인합니다:
    vault list, vault status
 2. Excel에서 목록을 닫습니다. 파일을 지우고 휴지통을 비웁니다
    (Shift+Delete는 휴지통을 거치지 않습니다).
 3. 목록이 온 전자우편을 지웁니다. 받은 편지함, 보낸 편지함, 지운 편지함,
    휴대전화에서도 지웁니다. 다운로드 폴더의 사본도 지웁니다.
 4. USB 메모리, 공유 폴더, 메신저(카카오톡), 클라우드(OneDrive, Google Drive,
    MYBOX)에서 지웁니다. 클라우드에는 휴지통과 이전 버전이 따로 있으니
    그것도 비웁니다.
 5. Excel에서 파일, 열기, 최근 항목의 목록을 오른쪽 단추로 눌러 "목록에서 제거"를
    고릅니다. 파일, 정보, 통합 문서 관리, "저장되지 않은 통합 문서 복구"에 있는
    것도 지웁니다. 자동 복구 사본은 사용자 폴더의
    AppData\Roaming\Microsoft\Excel과 AppData\Local\Microsoft\Office\UnsavedFiles에 있습니다.
 6. 목록을 보낸 사람에게도 똑같이 해 달라고 합니다.

지워도 없어지지 않는 것:

  - SSD, USB 메모리, 메모리 카드에서는 프로그램이 손댈 수 없는 곳에 며칠에서
    몇 년까지 내용이 남으며, 파일 하나를 확실하게 덮어쓰는 방법은 없습니다.
    목록이 오기 전에 디스크 전체를 암호화해 두어야 합니다(BitLocker, FileVault,
    LUKS). USB 메모리는 부수십시오.
  - 하드 디스크에서는 그 자리에 다른 것이 쓰일 때까지 남습니다. 덮어써서 지우는
    프로그램은 여기에서만 쓸모가 있습니다.
  - Windows는 이전 상태를 보관합니다: 파일 히스토리, 복원 지점, 검색 색인,
    그리고 컴퓨터 전체의 백업.
  - 보내거나 복사하거나 인쇄한 것은 되돌릴 수 없습니다.

목록을 꼭 보관해야 한다면 암호화하여, 이 컴퓨터가 아닌 곳에 보관하십시오.
앞으로는 한 사람씩 추가하십시오. 그러면 목록이 생기지 않습니다.
`
}
