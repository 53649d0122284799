package term

import (
	"fmt"
	"io"
)

// readLine reads up to the next line feed and returns what stands before it,
// without a carriage return at its end. It takes one byte at a time, so that
// what follows the line is left to the next reader of the same pipe. If the
// input ends first the error is [io.EOF], and what came is returned with it.
func readLine(in io.Reader, limit int) ([]byte, error) {
	var line []byte
	one := make([]byte, 1)
	for {
		n, err := in.Read(one)
		if n == 1 && one[0] == '\n' {
			return trimCR(line), nil
		}
		if n == 1 {
			line = append(line, one[0])
		}
		if len(line) > limit+1 { // one more for a carriage return
			return nil, fmt.Errorf("the line is longer than %d bytes", limit)
		}
		if err == io.EOF {
			return trimCR(line), io.EOF
		}
		if err != nil {
			return nil, fmt.Errorf("read a line: %w", err)
		}
	}
}

func trimCR(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}
