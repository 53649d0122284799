package store

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// release gives back the pages of the tables of a generation that this process
// has read. Badger maps its tables, and without this a scan of everything ends
// with the whole store counted as our memory. What is read again comes from the
// system's cache. A failure costs memory and nothing else.
func release(gen string) {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(maps)) {
		// START-END PERMISSIONS OFFSET DEVICE INODE PATH
		i := strings.IndexByte(line, '/')
		if i < 0 || filepath.Dir(line[i:]) != gen || !strings.HasSuffix(line, ".sst\n") {
			continue
		}
		bounds, _, _ := strings.Cut(line, " ")
		from, to, _ := strings.Cut(bounds, "-")
		start, err1 := strconv.ParseUint(from, 16, 64)
		end, err2 := strconv.ParseUint(to, 16, 64)
		if err1 == nil && err2 == nil {
			// Badger does not say where its maps are, so the address comes from
			// the system. The slice is not read or written, only named.
			addr := uintptr(start)
			table := unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&addr))), end-start)
			_ = unix.Madvise(table, unix.MADV_DONTNEED)
		}
	}
}
