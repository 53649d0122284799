package main

import (
	"github.com/spf13/cobra"
)

func (e *env) releaseCommand() *cobra.Command {
	var o statsOptions
	c := e.command("release", "release --stats --by THING[,THING] [-o FILE]",
		"vault release --stats --by sex,birth_decade\nvault release --stats --by arrival_year -o arrivals.html",
		e.takes(0, 0), func([]string) error {
			if !o.stats {
				return e.usage("release.stats")
			}
			return e.releaseStats(o)
		})
	e.statsFlags(c, &o)
	return c
}
