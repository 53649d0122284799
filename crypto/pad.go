package crypto

// pad appends zero bytes up to a multiple of n, so that lengths of what is
// sealed tell a thief less.
func pad(b []byte, n int) []byte {
	if r := len(b) % n; r != 0 {
		b = append(b, make([]byte, n-r)...)
	}
	return b
}

// padded reports whether rest is what [pad] appends to a prefix of length
// size: zeros, fewer than n, up to a multiple of n.
func padded(rest []byte, size, n int) bool {
	for _, c := range rest {
		if c != 0 {
			return false
		}
	}
	return len(rest) < n && (size+len(rest))%n == 0
}
