package term

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
)

// maxPassphrase limits what is read of a passphrase, in bytes; what a passphrase
// may hold is package crypto's to say.
const maxPassphrase = 4096

// PassphraseFromFile reads the first line of a file. A byte order mark before
// it and the line's end are not part of it; UTF-16, which older PowerShell
// writes, is refused. warning is not empty if other users of the machine can
// read the file; Windows is not asked.
func PassphraseFromFile(path string) (passphrase, warning string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", "", fmt.Errorf("read the passphrase file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", "", fmt.Errorf("read the passphrase file: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().IsRegular() && info.Mode().Perm()&0o044 != 0 {
		warning = fmt.Sprintf("other users can read the passphrase file (mode %04o): chmod 600 it", info.Mode().Perm())
	}
	passphrase, err = firstLine(f)
	if err != nil {
		return "", "", fmt.Errorf("read the passphrase file %s: %w", path, err)
	}
	return passphrase, warning, nil
}

// PassphraseFromFD reads the first line of an inherited descriptor, by the
// rules of [PassphraseFromFile]. What follows the line stays unread, and the
// descriptor open: 0 may carry a passphrase and then a record.
func PassphraseFromFD(fd int) (string, error) {
	if fd < 0 {
		return "", fmt.Errorf("read the passphrase from descriptor %d: no such descriptor", fd)
	}
	f, err := borrow(fd)
	if err != nil {
		return "", fmt.Errorf("read the passphrase from descriptor %d: %w", fd, err)
	}
	defer f.Close()
	passphrase, err := firstLine(f)
	if err != nil {
		return "", fmt.Errorf("read the passphrase from descriptor %d: %w", fd, err)
	}
	return passphrase, nil
}

func firstLine(r io.Reader) (string, error) {
	const bom = "\xef\xbb\xbf"
	line, err := readLine(r, len(bom)+maxPassphrase)
	if err != nil && err != io.EOF {
		return "", err
	}
	if utf16 := bytes.HasPrefix(line, []byte("\xff\xfe")) || bytes.HasPrefix(line, []byte("\xfe\xff")) ||
		bytes.IndexByte(line, 0) >= 0; utf16 {
		return "", errors.New("this is UTF-16 or no text; save it as UTF-8")
	}
	return string(bytes.TrimPrefix(line, []byte(bom))), nil
}
