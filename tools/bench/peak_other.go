//go:build !unix

package main

import "os"

// peakOf returns 0: Windows does not keep it for a process that ended.
func peakOf(*os.ProcessState) int64 { return 0 }
