// Command casegen writes a synthetic list of cases to standard output, for
// demonstrations, tests and measurements:
//
//	casegen -n 100000 -seed 1 -format jsonl >cases.jsonl
//
// Everything in it is invented: names are drawn from syllables, telephones lie
// in the unassigned range 010-0000, mail goes to example.com, and roads and
// estates are called what they are (예시로, 시험단지). Only provinces and
// cities are real.
//
// The same n, seed and format give the same bytes, and record i is the same
// whatever n is. No two people share both name and birth date among the first
// million, so that an import of the list finds no duplicates.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "casegen:", err)
		}
		os.Exit(2)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("casegen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	n := flags.Int("n", 1000, "how many `people`")
	seed := flags.Uint64("seed", 1, "which list; any `number`")
	format := flags.String("format", "jsonl", "csv (UTF-8, English header), cp949 (as Korean Excel saves) or jsonl")
	demo := flags.Bool("demo", false, "give a few people the fixed names that the demonstration looks for")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || *n < 0 {
		return fmt.Errorf("give -n 0 or more, and no arguments")
	}
	buffer := bufio.NewWriterSize(stdout, 1<<20)
	list, err := newList(buffer, *format)
	if err != nil {
		return err
	}
	g := newGenerator(*seed)
	if *demo {
		g.fixed = demoNames()
	}
	for i := range *n {
		if err := list.add(g.person(i)); err != nil {
			return fmt.Errorf("write person %d: %w", i+1, err)
		}
	}
	if err := list.end(); err != nil {
		return fmt.Errorf("write the list: %w", err)
	}
	return buffer.Flush()
}

// demoNames are placeholders like John Doe, by position. Three have the
// initial consonants ㅎㄱㄷ.
func demoNames() map[int]string {
	return map[int]string{11: "홍길동", 17: "한금단", 23: "임꺽정", 34: "황가돌", 41: "성춘향"}
}
