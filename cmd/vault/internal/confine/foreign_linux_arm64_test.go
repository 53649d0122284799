package confine

// foreignCall is not tried here: arm64 has no instruction that leads to the
// 32-bit calls from a 64-bit process.
func foreignCall() {}
