package crypto

import "strings"

// bech32 encodes data of any length as BIP 173 says, in lower case: age exports no
// encoder of its own for an identity from a seed.
func bech32(prefix string, data []byte) string {
	const digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	var values []byte // of five bits
	bits, n := 0, 0
	for _, b := range data {
		bits, n = bits<<8|int(b), n+8
		for n >= 5 {
			n -= 5
			values = append(values, byte(bits>>n&31))
		}
	}
	if n > 0 {
		values = append(values, byte(bits<<(5-n)&31))
	}
	sum := polymod(1, high(prefix))
	sum = polymod(sum, values)
	sum = polymod(sum, make([]byte, 6)) ^ 1
	for i := range 6 {
		values = append(values, byte(sum>>(5*(5-i))&31))
	}
	var out strings.Builder
	out.WriteString(prefix + "1")
	for _, v := range values {
		out.WriteByte(digits[v])
	}
	return out.String()
}

// high is the prefix as the checksum sees it.
func high(prefix string) []byte {
	var upper, lower []byte
	for _, c := range []byte(prefix) {
		upper, lower = append(upper, c>>5), append(lower, c&31)
	}
	return append(append(upper, 0), lower...)
}

func polymod(sum uint32, values []byte) uint32 {
	for _, v := range values {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	return sum
}
