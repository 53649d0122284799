package words

import "maps"

// koreanStore are the errors of package store: the folder, its lock and the space
// on its disk, what was asked of it, and its files.
func koreanStore() map[string]string {
	all := koreanStoreFiles()
	maps.Copy(all, map[string]string{
		"%s belongs to another user":                                   "다른 사용자의 것입니다: %s",
		"%s is a symbolic link; name the folder itself":                "심볼릭 링크입니다: %s. 폴더 자체의 경로를 쓰십시오",
		"find the vault folder: %w":                                    "금고 폴더를 찾을 수 없습니다: %w",
		"folder is not empty":                                          "폴더가 비어 있지 않습니다",
		"make the vault folder: %w":                                    "금고 폴더를 만들 수 없습니다: %w",
		"no vault":                                                     "금고가 없습니다",
		"nothing can be written there":                                 "그곳에는 아무것도 저장할 수 없습니다",
		"others can write to %s; make it private (chmod 700)":          "다른 사용자도 쓸 수 있습니다: %s. 본인만 쓰도록 바꾸십시오(chmod 700)",
		"read the vault folder: %w":                                    "금고 폴더를 읽을 수 없습니다: %w",
		"ask for the free space of %s: %w":                             "디스크의 여유 공간을 알 수 없습니다(%s): %w",
		"too little space on the disk of %s: %d MB free, %d MB needed": "디스크 공간이 모자랍니다(%s): 여유 %d MB, 필요 %d MB",
		"lock %s: %w":                                                  "잠글 수 없습니다(%s): %w",
		"locked":                                                       "잠겨 있습니다",
		"open the lock: %w":                                            "잠금 파일을 열 수 없습니다: %w",
		"write the lock: %w":                                           "잠금 파일을 저장할 수 없습니다: %w",
		"vault is in use by another process":                           "다른 프로그램이 금고를 열어 두었습니다",
		"vault is in use by process %d on %s":                          "다른 프로그램이 금고를 열어 두었습니다(프로세스 %d번, 컴퓨터 %s)",
		"close %s: %w":                                                 "닫을 수 없습니다(%s): %w",
		"not done after %s; the vault stays locked until this process ends": "%s 안에 끝나지 않았습니다. 이 프로그램이 끝날 때까지 금고는 잠겨 있습니다",
		"outcome unknown": "결과를 알 수 없습니다",
		"%w by an earlier write; close the vault and open it again": "앞서 저장하려던 것: %w. 금고를 닫았다가 다시 여십시오",
		"the vault was opened for reading only":                     "금고를 읽기 전용으로 열었습니다",
		"no such key":                                               "저장소에 그런 키가 없습니다",
		"a program, perhaps this very window, is in the folder: go out of it with cd .. and name it from there: %w": "어떤 프로그램이, 아마도 지금 이 창이 그 폴더에 들어가 있습니다. cd ..으로 나온 뒤 밖에서 그 폴더를 지정하십시오: %w",
		"a key of %d bytes is empty, too long or reserved":                                                          "%d바이트의 키가 비어 있거나 너무 길거나 예약된 것입니다",
		"the keys do not ascend":                                   "키가 오름차순이 아닙니다",
		"too large for one transaction":                            "한 번에 저장하기에는 너무 큽니다",
		"%w: %d bytes, at most %d":                                 "%w: %d바이트, 최대 %d바이트",
		"%w: a value of %d bytes, at most %d":                      "%w: 값 하나가 %d바이트, 최대 %d바이트",
		"%d bytes at %d do not match":                              "%[2]d번째 자리의 %[1]d바이트가 맞지 않습니다",
		"it does not name a generation; %s is the fullest":         "어느 세대인지 적혀 있지 않습니다. 가장 온전한 것: %s",
		"the table is missing or cannot be read":                   "테이블이 없거나 읽을 수 없습니다",
		"%q is no name for a file of the store":                    "저장소의 파일에 쓸 수 없는 이름입니다: %q",
		"read HEAD: %w":                                            "HEAD를 읽을 수 없습니다: %w",
		"write HEAD: %w":                                           "HEAD를 저장할 수 없습니다: %w",
		"write HEAD: the rewrite that it speaks of may still fail": "HEAD를 저장할 수 없습니다: HEAD에 적으려는 저장소 다시 쓰기가 아직 실패할 수 있습니다",
	})
	return all
}

// koreanStoreFiles are what is wrong with the files of the store, and what could
// not be done with a generation of them.
func koreanStoreFiles() map[string]string {
	return map[string]string{
		"damaged store: %s": "저장소가 손상되었습니다: %s",

		"store/CURRENT does not name a generation":            "store/CURRENT에 적힌 것이 세대의 이름이 아닙니다",
		"store/CURRENT is missing":                            "store/CURRENT가 없습니다",
		"there is no generation in store/":                    "store/에 세대가 없습니다",
		"make the first generation: %w":                       "저장소의 첫 세대를 만들 수 없습니다: %w",
		"read the generation: %w":                             "저장소의 세대를 읽을 수 없습니다: %w",
		"remove abandoned generations: %w":                    "저장소의 버려진 세대를 지울 수 없습니다: %w",
		"repair %s: %w":                                       "저장소를 고칠 수 없습니다(%s): %w",
		"rewrite %s: %w":                                      "저장소를 다시 쓸 수 없습니다(%s): %w",
		"rewrite: this generation is being made by a rewrite": "저장소를 다시 쓸 수 없습니다: 이 세대는 지금 다시 쓰면서 만들고 있는 것입니다",
		"the new generation holds %d pairs, not the %d that were written, or others": "새 세대에 있는 값(%d개)이 써넣은 값(%d개)과 수나 내용이 다릅니다",
		"the old generation is still on disk":                                        "저장소의 옛 세대가 아직 디스크에 남아 있습니다",
		"%w: remove %s: %w":                                                          "%w: 지울 수 없습니다(%s): %w",

		"MANIFEST does not name the table %s":       "MANIFEST에 적혀 있지 않은 테이블이 있습니다: %s",
		"MANIFEST is missing":                       "MANIFEST가 없습니다",
		"MANIFEST: %v":                              "MANIFEST: %v",
		"a change makes no sense":                   "앞뒤가 맞지 않는 변경이 있습니다",
		"a change set does not match its checksum":  "체크섬과 맞지 않는 변경 묶음이 있습니다",
		"a change set is longer than the file":      "파일보다 긴 변경 묶음이 있습니다",
		"a message is malformed":                    "형식이 올바르지 않은 메시지가 있습니다",
		"a table has an impossible number or level": "번호나 단계가 있을 수 없는 값인 테이블이 있습니다",
		"a table is compressed or encrypted by badger, which this program never does": "badger로 압축하거나 암호화한 테이블이 있습니다. 이 프로그램은 그렇게 하지 않습니다",

		"%q is not a name that badger gives":      "badger가 붙이는 이름이 아닙니다: %q",
		"%s holds bytes where none may be":        "%s 파일에서 비어 있어야 할 곳에 내용이 있습니다",
		"%s is %d bytes long":                     "%s 파일의 길이가 %d바이트입니다",
		"%s is not a regular file":                "일반 파일이 아닙니다: %s",
		"longer than it may be":                   "허용된 길이보다 깁니다",
		"a committed transaction is damaged":      "저장을 마친 트랜잭션이 손상되었습니다",
		"it does not begin as it must":            "시작 부분이 올바르지 않습니다",
		"table %s is missing":                     "없어진 테이블이 있습니다: %s",
		"table %s: %v":                            "테이블 %s: %v",
		"write table %s: %w":                      "테이블을 저장할 수 없습니다(%s): %w",
		"a block does not match its checksum":     "체크섬과 맞지 않는 블록이 있습니다",
		"a block is malformed":                    "형식이 올바르지 않은 블록이 있습니다",
		"it is cut off or overwritten at the end": "끝이 잘렸거나 덮어쓰였습니다",
		"its blocks do not fill the file":         "블록이 파일을 다 채우지 않습니다",
		"its index does not match its checksum":   "인덱스가 체크섬과 맞지 않습니다",
		"its index is malformed":                  "인덱스의 형식이 올바르지 않습니다",
		"badger could not make sense of a table":  "badger가 해석하지 못한 테이블이 있습니다",
		"badger refused it":                       "badger가 거부했습니다",
	}
}
