package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// cpu is the processor time that another process has had.
func cpu(tb testing.TB, pid int) time.Duration {
	tb.Helper()
	var t unix.Timespec
	const scheduled = 2 // clock_getcpuclockid(3): of the whole process
	if err := unix.ClockGettime(int32(^pid<<3|scheduled), &t); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(t.Nano())
}

// BenchmarkShell is the commands of a morning in one shell, at 10,000 records
// with notes. ns/op is the wall time from Enter to the next question.
func BenchmarkShell(b *testing.B) {
	const people = 10_000
	s := sit(b)
	var list strings.Builder
	for n := range people {
		line, err := json.Marshal(map[string]any{"case_id": fmt.Sprintf("CR-%07d", n), "legal_name": fmt.Sprintf("김명%d", n), "birth_date": "1985-03-07",
			"phone": fmt.Sprintf("010-1234-%04d", n%10000), "next_due": fmt.Sprintf("2027-%02d-%02d", 1+n%12, 1+n%28), "address": "서울 어느 거리 1",
			"case_notes": []map[string]string{{"date": "2026-01-02", "author": "kim", "text": strings.Repeat("상담을 하였다. ", 40)}}})
		if err != nil {
			b.Fatal(err)
		}
		list.Write(append(line, '\n'))
	}
	s.must("import", s.file("list.jsonl", list.String()))
	s.open("shell")
	pid := s.cmd.Process.Pid
	for _, do := range [][]string{
		{"show " + s.id}, {"show case:CR-0000777"}, {"show " + s.id + " --reveal legal_name --reason visit"}, {"find 김명777"}, {"find ㄱㅁ777"},
		{"list --due 2027-01-01"}, {"note " + s.id, "잘 지냄", "."}, {"edit " + s.id + " --from " + s.file("edit.json", `{"status":"waiting"}`)}, {"status"},
	} {
		b.Run(strings.ReplaceAll(strings.ReplaceAll(do[0], s.id, "ID"), s.dir+"/", ""), func(b *testing.B) {
			s.does(do[0]) // once, for what the first one reads from the disk
			for _, line := range do[1:] {
				s.does(line)
			}
			from := cpu(b, pid)
			for b.Loop() {
				for _, line := range do {
					s.does(line)
				}
			}
			b.ReportMetric(float64((cpu(b, pid)-from).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
	b.Run("nobody types", func(b *testing.B) {
		from := cpu(b, pid)
		for b.Loop() {
			time.Sleep(100 * time.Millisecond)
		}
		b.ReportMetric(float64((cpu(b, pid)-from).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	})
	s.write("0\r")
	s.ends(0)
}
