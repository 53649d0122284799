package words

// koreanDoctor is what is said of the computer.
func koreanDoctor() map[string]string {
	return map[string]string{
		"doctor.short": "여기서 무엇이 막혀 있고 이 컴퓨터의 무엇이 위험한지 알립니다",
		"doctor.long":  "시스템이 이 프로그램에 막아 둔 것(막음), 프로그램이 쓰지 않아서 일어나지 않는 것(쓰지 않음), 그리고 이 컴퓨터에서 괜찮은 것, 금고를 위험하게 하는 것, 여기서 알 수 없는 것을 알립니다. 금고를 열지 않으며 암호문구는 필요 없습니다.",

		"doctor.is.enforced": "막음", "doctor.is.static": "쓰지 않음", "doctor.is.fine": "괜찮음", "doctor.is.exposed": "위험", "doctor.is.unknown": "알 수 없음",
		"doctor.of.network": "네트워크 사용", "doctor.of.programs": "다른 프로그램 실행", "doctor.of.memory": "메모리", "doctor.of.core files": "코어 파일", "doctor.of.files": "파일",
		"doctor.of.interfaces": "네트워크 상태", "doctor.of.swap": "스왑", "doctor.of.hibernation": "최대 절전 모드", "doctor.of.disk": "디스크 암호화", "doctor.of.volume": "디스크 종류",
		"doctor.of.folder": "폴더", "doctor.of.permissions": "접근 권한", "doctor.of.clock": "시계", "doctor.of.space": "남은 공간",

		"doctor.landlock":            "Landlock 버전 %s: 금고의 파일과 명령에 쓴 파일만",
		"doctor.interfaces-up":       "네트워크가 켜져 있습니다(%s). 이 컴퓨터의 다른 프로그램이 자료를 보낼 수 있으니, 금고를 여는 동안 끄십시오",
		"doctor.interfaces-fine":     "켜져 있는 네트워크가 없습니다",
		"doctor.interfaces-unknown":  "이 시스템에서는 어느 네트워크가 켜져 있는지 알 수 없습니다",
		"doctor.swap-open":           "스왑이 암호화되어 있지 않습니다(%s). 화면에 있던 내용이 디스크에 쓰일 수 있으니 암호화하거나 끄십시오",
		"doctor.swap-sealed":         "스왑이 암호화되어 있습니다",
		"doctor.swap-none":           "디스크에 스왑이 없습니다",
		"doctor.swap-unknown":        "이 시스템에서는 스왑이 암호화되어 있는지 알 수 없습니다",
		"doctor.hibernation-open":    "최대 절전 모드는 암호화되지 않은 디스크에 메모리 전체를 씁니다. 대신 컴퓨터를 끄십시오",
		"doctor.hibernation-fine":    "최대 절전 모드가 암호화되지 않은 것을 쓰지 않습니다",
		"doctor.hibernation-unknown": "이 시스템에서는 최대 절전 모드가 무엇을 쓰는지 알 수 없습니다",
		"doctor.disk-open":           "금고가 있는 디스크가 암호화되어 있지 않습니다. 삭제하거나 바꾼 내용이 남을 수 있고, 플래시에서는 덮어쓸 방법이 없습니다",
		"doctor.disk-sealed":         "금고가 있는 디스크가 암호화되어 있습니다",
		"doctor.disk-unknown":        "금고가 있는 디스크가 암호화되어 있는지 여기서는 알 수 없습니다",
		"doctor.volume-remote":       "금고 폴더가 이 컴퓨터의 디스크에 있지 않습니다(%s). 언제 쓰는지를 다른 사람이 볼 수 있고, 쓴 내용을 잃을 수 있습니다",
		"doctor.volume-shared":       "금고 폴더가 이 컴퓨터를 감싼 다른 컴퓨터의 디스크에 있습니다(%s). 그 컴퓨터의 프로그램도 닿을 수 있습니다",
		"doctor.volume-fat":          "금고가 있는 디스크는 USB 메모리의 파일 시스템입니다(%s). 접근 권한이 없고, 그냥 뽑으면 쉽게 손상됩니다",
		"doctor.volume-fine":         "금고 폴더가 이 컴퓨터의 디스크에 있습니다",
		"doctor.volume-unknown":      "금고 폴더가 어떤 디스크에 있는지 알 수 없습니다",
		"doctor.folder-copied":       "금고 폴더가 다음 폴더 안에 있으며, 다른 프로그램이 그 폴더를 밖으로 복사합니다: %s",
		"doctor.folder-fine":         "금고 위의 폴더 가운데 밖으로 복사된다고 알려진 것이 없습니다",
		"doctor.folder-unknown":      "금고 폴더가 어디에 있는지 알 수 없습니다",
		"doctor.permissions-open":    "이 컴퓨터의 다른 사용자가 파일 %d개에 닿을 수 있습니다. 예: %s. chmod -R go= 명령으로 막으십시오",
		"doctor.permissions-fine":    "이 컴퓨터의 다른 사용자는 금고의 파일에 닿을 수 없습니다",
		"doctor.permissions-unknown": "이 시스템에서는 파일의 접근 목록을 확인하지 않습니다",
		"doctor.clock-wrong":         "시계가 있을 수 없는 날짜를 가리킵니다: %s",
		"doctor.clock-behind":        "시계의 날짜는 %s, 가장 새로운 항목의 날짜는 %s",
		"doctor.clock-fine":          "시계의 날짜: %s",
		"doctor.space-short":         "금고가 있는 디스크에 남은 공간이 %d MB뿐입니다",
		"doctor.space-fine":          "금고가 있는 디스크에 %d MB가 남아 있습니다",
		"doctor.space-unknown":       "금고가 있는 디스크에 남은 공간을 알 수 없습니다",

		"hint.unfit":          "자세한 내용은 vault doctor로 볼 수 있습니다. --despite-folder나 --despite-online을 쓰면 이번 한 번 허용하며, 감사 기록에 남습니다",
		"flag.despite-folder": "네트워크에 있거나 밖으로 복사되는 폴더의 금고라도 사용합니다. 감사 기록에 남습니다",
		"flag.despite-online": "네트워크가 켜져 있으면 열지 않도록 설정한 금고를 엽니다. 감사 기록에 남습니다",
	}
}
