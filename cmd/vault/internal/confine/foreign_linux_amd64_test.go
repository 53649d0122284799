package confine

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// foreignCall makes getpid through int 0x80, the 32-bit door of amd64. Where
// the kernel was built without it the control dies of SIGSEGV instead.
func foreignCall() {
	code := []byte{0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3} // mov $20,%eax; int $0x80; ret
	page, err := unix.Mmap(-1, 0, unix.Getpagesize(),
		unix.PROT_READ|unix.PROT_WRITE|unix.PROT_EXEC, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		panic(err)
	}
	copy(page, code)
	entry := unsafe.Pointer(&page[0])
	closure := unsafe.Pointer(&entry) // a Go func value points to a word that points to the code
	(*(*func())(unsafe.Pointer(&closure)))()
}
