package words

import "maps"

// koreanSystem are the words of the operating system and of the libraries, as Go
// says them in English everywhere; on Windows too, unless that has no English. What
// is missing is said in English.
// Where they quote with %q or '%c', what comes in single quotes is a %s here.
func koreanSystem() map[string]string {
	all := koreanPaths()
	maps.Copy(all, koreanErrnos())
	maps.Copy(all, koreanWindows())
	maps.Copy(all, koreanCommandLine())
	maps.Copy(all, koreanSyntax())
	maps.Copy(all, koreanAge())
	maps.Copy(all, koreanArguments())
	return all
}

// koreanPaths are the errors of packages os and io: what was done with a file.
// Of the two paths of a rename nobody knows where the first ends.
func koreanPaths() map[string]string {
	return map[string]string{
		"chmod %s: %w":      "접근 권한을 바꿀 수 없습니다(%s): %w",
		"close %s: %w":      "닫을 수 없습니다(%s): %w",
		"fdatasync %s: %w":  "디스크에 확실히 저장할 수 없습니다(%s): %w",
		"fdopendir %s: %w":  "폴더를 읽을 수 없습니다(%s): %w",
		"fstatat %s: %w":    "파일의 정보를 읽을 수 없습니다(%s): %w",
		"ftruncate %s: %w":  "파일의 크기를 바꿀 수 없습니다(%s): %w",
		"link %s: %w":       "링크를 만들 수 없습니다(%s): %w",
		"lstat %s: %w":      "파일의 정보를 읽을 수 없습니다(%s): %w",
		"mkdir %s: %w":      "폴더를 만들 수 없습니다(%s): %w",
		"open %s: %w":       "열 수 없습니다(%s): %w",
		"read %s: %w":       "읽을 수 없습니다(%s): %w",
		"readat %s: %w":     "읽을 수 없습니다(%s): %w",
		"readdir %s: %w":    "폴더를 읽을 수 없습니다(%s): %w",
		"readdirent %s: %w": "폴더를 읽을 수 없습니다(%s): %w",
		"readlink %s: %w":   "링크를 읽을 수 없습니다(%s): %w",
		"remove %s: %w":     "지울 수 없습니다(%s): %w",
		"rename %s: %w":     "이름이나 자리를 바꿀 수 없습니다(%s): %w",
		"RemoveAll %s: %w":  "지울 수 없습니다(%s): %w",
		"seek %s: %w":       "파일 안에서 자리를 옮길 수 없습니다(%s): %w",
		"stat %s: %w":       "파일의 정보를 읽을 수 없습니다(%s): %w",
		"sync %s: %w":       "디스크에 확실히 저장할 수 없습니다(%s): %w",
		"truncate %s: %w":   "파일의 크기를 바꿀 수 없습니다(%s): %w",
		"unlinkat %s: %w":   "지울 수 없습니다(%s): %w",
		"write %s: %w":      "쓸 수 없습니다(%s): %w",
		"writeat %s: %w":    "쓸 수 없습니다(%s): %w",

		"CreateFile %s: %w":                   "열 수 없습니다(%s): %w",
		"FindFirstFile %s: %w":                "폴더를 읽을 수 없습니다(%s): %w",
		"GetFileAttributesEx %s: %w":          "파일의 정보를 읽을 수 없습니다(%s): %w",
		"GetFileInformationByHandle %s: %w":   "파일의 정보를 읽을 수 없습니다(%s): %w",
		"GetFileInformationByHandleEx %s: %w": "폴더를 읽을 수 없습니다(%s): %w",
		"GetFileType %s: %w":                  "파일의 정보를 읽을 수 없습니다(%s): %w",

		"EOF":                 "끝에 이르렀습니다",
		"context canceled":    "중단되었습니다",
		"file already closed": "이미 닫은 파일입니다",
		"file already exists": "파일이 이미 있습니다",
		"file does not exist": "파일이 없습니다",
		"short write":         "일부만 쓸 수 있었습니다",
		"unexpected EOF":      "중간에 끊겼습니다",
		"use of closed file":  "이미 닫은 파일입니다",

		"text too long to encode as QR": "QR 코드에 담기에는 글이 너무 깁니다",
	}
}

// koreanErrnos are the causes that Linux and macOS give.
func koreanErrnos() map[string]string {
	const denied = "운영체제가 접근을 허용하지 않습니다"
	return map[string]string{
		"bad file descriptor":                 "올바르지 않은 파일 번호입니다",
		"broken pipe":                         "받는 프로그램이 끝났습니다",
		"cannot allocate memory":              "메모리가 모자랍니다",
		"cross-device link":                   "다른 디스크에 있습니다",
		"device not configured":               "그런 장치가 없습니다",
		"device or resource busy":             "사용 중입니다",
		"directory not empty":                 "폴더가 비어 있지 않습니다",
		"disc quota exceeded":                 "허용된 디스크 사용량을 넘었습니다",
		"disk quota exceeded":                 "허용된 디스크 사용량을 넘었습니다",
		"file exists":                         "파일이 이미 있습니다",
		"file name too long":                  "파일 이름이 너무 깁니다",
		"file too large":                      "파일이 너무 큽니다",
		"function not implemented":            "운영체제에 없는 기능입니다",
		"illegal byte sequence":               "쓸 수 없는 글자가 있습니다",
		"input/output error":                  "디스크나 장치를 읽거나 쓰지 못했습니다(입출력 오류)",
		"invalid argument":                    "올바르지 않은 값입니다",
		"invalid cross-device link":           "다른 디스크에 있습니다",
		"is a directory":                      "폴더입니다",
		"no locks available":                  "파일을 잠글 수 없습니다",
		"no medium found":                     "장치에 디스크나 메모리가 없습니다",
		"no space left on device":             "디스크에 남은 자리가 없습니다",
		"no such device":                      "그런 장치가 없습니다",
		"no such device or address":           "그런 장치가 없습니다",
		"no such file or directory":           "그런 파일이나 폴더가 없습니다",
		"not a directory":                     "폴더가 아닙니다",
		"numerical result out of range":       "수가 범위를 벗어났습니다",
		"operation not permitted":             "운영체제가 이 작업을 허용하지 않습니다",
		"operation not supported":             "여기서는 할 수 없는 작업입니다",
		"operation not supported by device":   "이 장치에서는 할 수 없는 작업입니다",
		"operation timed out":                 "시간이 너무 오래 걸립니다",
		"permission denied":                   denied,
		"read-only file system":               "읽기 전용 디스크입니다",
		"required key not available":          "디스크 암호화의 열쇠가 없습니다",
		"resource busy":                       "사용 중입니다",
		"resource temporarily unavailable":    "지금은 할 수 없습니다",
		"stale NFS file handle":               "네트워크 폴더의 파일이 없어졌거나 옮겨졌습니다",
		"stale file handle":                   "네트워크 폴더의 파일이 없어졌거나 옮겨졌습니다",
		"structure needs cleaning":            "디스크의 파일 시스템이 손상되었습니다",
		"too many levels of symbolic links":   "링크가 너무 많이 이어집니다",
		"too many links":                      "링크가 너무 많습니다",
		"too many open files":                 "연 파일이 너무 많습니다",
		"too many open files in system":       "컴퓨터 전체에서 연 파일이 너무 많습니다",
		"transport endpoint is not connected": "네트워크 폴더와 연결이 끊겼습니다",
	}
}

// koreanWindows are the causes that Windows gives.
func koreanWindows() map[string]string {
	const (
		memory = "메모리가 모자랍니다"
		full   = "디스크에 남은 자리가 없습니다"
	)
	return map[string]string{
		"A device attached to the system is not functioning.": "컴퓨터에 연결된 장치가 작동하지 않습니다",
		"A device which does not exist was specified.":        "그런 장치가 없습니다",
		"A required privilege is not held by the client.":     "이 작업에 필요한 운영체제의 권한이 없습니다",
		"Access is denied.":                                                                                           "운영체제가 접근을 허용하지 않습니다",
		"Access to the cloud file is denied.":                                                                         "클라우드 파일에 접근할 수 없습니다",
		"Cannot create a file when that file already exists.":                                                         "이미 있는 파일이므로 만들 수 없습니다",
		"Data error (cyclic redundancy check).":                                                                       "디스크의 데이터가 손상되었습니다(CRC 오류)",
		"Insufficient system resources exist to complete the requested service.":                                      "컴퓨터의 자원이 모자랍니다",
		"Not enough memory resources are available to complete this operation.":                                       memory,
		"Not enough memory resources are available to process this command.":                                          memory,
		"Not enough quota is available to process this command.":                                                      "허용된 사용량이 모자랍니다",
		"Not enough storage is available to complete this operation.":                                                 memory,
		"Not enough storage is available to process this command.":                                                    memory,
		"The I/O operation has been aborted because of either a thread exit or an application request.":               "읽거나 쓰는 작업이 중단되었습니다",
		"The cloud file provider is not running.":                                                                     "클라우드 파일 프로그램이 실행되고 있지 않습니다",
		"The device does not recognize the command.":                                                                  "장치가 명령을 알지 못합니다",
		"The device is not connected.":                                                                                "장치가 연결되어 있지 않습니다",
		"The device is not ready.":                                                                                    "장치가 준비되지 않았습니다",
		"The directory is not empty.":                                                                                 "폴더가 비어 있지 않습니다",
		"The directory name is invalid.":                                                                              "폴더 이름이 올바르지 않습니다",
		"The directory or file cannot be created.":                                                                    "폴더나 파일을 만들 수 없습니다",
		"The disk is full.":                                                                                           full,
		"The disk structure is corrupted and unreadable.":                                                             "디스크의 구조가 손상되어 읽을 수 없습니다",
		"The drive cannot find the sector requested.":                                                                 "디스크에서 읽을 자리를 찾을 수 없습니다",
		"The file cannot be accessed by the system.":                                                                  "운영체제가 파일에 접근할 수 없습니다",
		"The file cannot be opened because it is in the process of being deleted.":                                    "삭제되고 있는 파일이므로 열 수 없습니다",
		"The file exists.":                                                                                            "파일이 이미 있습니다",
		"The file or directory is corrupted and unreadable.":                                                          "파일이나 폴더가 손상되어 읽을 수 없습니다",
		"The filename or extension is too long.":                                                                      "파일 이름이나 확장자가 너무 깁니다",
		"The filename, directory name, or volume label syntax is incorrect.":                                          "파일, 폴더 또는 디스크의 이름이 올바르지 않습니다",
		"The media is write protected.":                                                                               "쓰기가 금지된 디스크나 메모리입니다",
		"The network name cannot be found.":                                                                           "네트워크 이름을 찾을 수 없습니다",
		"The network path was not found.":                                                                             "네트워크 경로를 찾을 수 없습니다",
		"The paging file is too small for this operation to complete.":                                                "페이징 파일이 너무 작아 이 작업을 할 수 없습니다",
		"The parameter is incorrect.":                                                                                 "올바르지 않은 값입니다",
		"The process cannot access the file because another process has locked a portion of the file.":                "다른 프로그램이 파일의 일부를 잠가 두어 접근할 수 없습니다",
		"The process cannot access the file because it is being used by another process.":                             "다른 프로그램이 파일을 쓰고 있어 접근할 수 없습니다",
		"The request could not be performed because of an I/O device error.":                                          "장치를 읽거나 쓰지 못했습니다(입출력 오류)",
		"The request is not supported.":                                                                               "여기서는 할 수 없는 작업입니다",
		"The requested operation cannot be performed on a file with a user-mapped section open.":                      "다른 곳에서 열어 둔 파일이므로 이 작업을 할 수 없습니다",
		"The specified network name is no longer available.":                                                          "네트워크 폴더와 연결이 끊겼습니다",
		"The specified path is invalid.":                                                                              "경로가 올바르지 않습니다",
		"The system cannot find the device specified.":                                                                "그런 장치가 없습니다",
		"The system cannot find the drive specified.":                                                                 "그런 드라이브가 없습니다",
		"The system cannot find the file specified.":                                                                  "그런 파일이 없습니다",
		"The system cannot find the path specified.":                                                                  "그런 경로가 없습니다",
		"The system cannot move the file to a different disk drive.":                                                  "다른 드라이브로 파일을 옮길 수 없습니다",
		"The system cannot open the file.":                                                                            "파일을 열 수 없습니다",
		"The system cannot read from the specified device.":                                                           "장치에서 읽을 수 없습니다",
		"The system cannot write to the specified device.":                                                            "장치에 쓸 수 없습니다",
		"The volume for a file has been externally altered so that the opened file is no longer valid.":               "디스크가 바뀌어, 연 파일을 더는 쓸 수 없습니다",
		"There is not enough space on the disk.":                                                                      full,
		"This drive is locked by BitLocker Drive Encryption. You must unlock this drive from Control Panel.":          "드라이브가 BitLocker로 잠겨 있습니다. 제어판에서 잠금을 푸십시오",
		"An unexpected network error occurred.":                                                                       "예상하지 못한 네트워크 오류가 일어났습니다",
		"Operation did not complete successfully because the file contains a virus or potentially unwanted software.": "바이러스나 원하지 않는 프로그램이 든 파일이므로 작업을 끝내지 못했습니다",
	}
}
