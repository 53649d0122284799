package machine

import "golang.org/x/sys/windows"

// Language returns the language that the person has chosen for Windows, such as
// "ko-KR"; empty if the system does not tell.
func (System) Language() string {
	languages, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(languages) == 0 {
		return ""
	}
	return languages[0]
}
