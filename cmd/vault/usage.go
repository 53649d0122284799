package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
)

// printHelp writes what --help shows: what the command does, and its usage.
func (e *env) printHelp(c *cobra.Command) {
	if c.Long != "" {
		fmt.Fprintln(c.OutOrStdout(), term.Wrap(c.Long, e.helpRoom())+"\n")
	}
	_ = e.printUsage(c) // what could not be written, flushing the output will say
}

// helpRoom is how many cells a line of help has.
func (e *env) helpRoom() int {
	if e.room > 0 {
		return e.room
	}
	return 1 << 20 // a file or another program breaks lines itself
}

// flagUsages is what cobra says of flags, with lines that fit the screen: it does
// not know that a Korean letter is two cells wide. The text stands beside the
// flags if half the screen is left for it, else below.
func (e *env) flagUsages(usages string) string {
	const names = 6 // cells before the long name: "  -h, "
	var b strings.Builder
	for line := range strings.Lines(usages) {
		line = strings.Replace(strings.TrimRight(line, "\n"), "(default ", "("+e.say("usage.default")+" ", 1)
		head, text, ok := strings.Cut(line[names:], "   ")
		if head = line[:names] + head; !ok || term.Width(line) <= e.helpRoom() {
			fmt.Fprintln(&b, line)
			continue
		}
		text = strings.TrimLeft(text, " ")
		at := strings.Index(line[names:], text) + names
		if between := strings.Repeat(" ", at-len(head)); e.helpRoom()-at >= e.helpRoom()/2 {
			head += between
		} else {
			at = names + 4
			head += "\n" + strings.Repeat(" ", at)
		}
		indent := "\n" + strings.Repeat(" ", at)
		fmt.Fprintln(&b, head+strings.ReplaceAll(term.Wrap(text, e.helpRoom()-at), "\n", indent))
	}
	return b.String()
}

// printUsage writes the page that --help shows below a command's description,
// as cobra would, but in the person's language.
func (e *env) printUsage(c *cobra.Command) error {
	if c.IsAdditionalHelpTopicCommand() {
		return nil // its text is all there is
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", e.say("usage.usage"))
	if c.Runnable() {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s [command]\n", c.CommandPath())
	}
	if c.HasExample() {
		fmt.Fprintf(&b, "\n%s\n%s\n", e.say("usage.examples"), c.Example)
	}
	for _, g := range c.Groups() {
		writeCommands(&b, g.Title, c, g.ID)
	}
	if len(c.Groups()) == 0 {
		writeCommands(&b, e.say("usage.commands"), c, "")
	} else {
		writeCommands(&b, e.say("usage.others"), c, "")
	}
	if c.HasAvailableLocalFlags() {
		fmt.Fprintf(&b, "\n%s\n%s", e.say("usage.flags"), e.flagUsages(c.LocalFlags().FlagUsages()))
	}
	if c.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\n%s\n%s", e.say("usage.global"), e.flagUsages(c.InheritedFlags().FlagUsages()))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", term.Wrap(e.say("usage.more", c.CommandPath()), e.helpRoom()))
	}
	if _, err := fmt.Fprint(c.OutOrStdout(), b.String()); err != nil {
		return fmt.Errorf("write the help: %w", err)
	}
	return nil
}

// writeCommands lists the commands of one group below its title.
func writeCommands(b *strings.Builder, title string, c *cobra.Command, group string) {
	for _, sub := range c.Commands() {
		if sub.GroupID != group || !sub.IsAvailableCommand() && sub.Name() != "help" {
			continue
		}
		if title != "" {
			fmt.Fprintf(b, "\n%s\n", title)
			title = ""
		}
		fmt.Fprintf(b, "  %s %s\n", term.Pad(sub.Name(), sub.NamePadding()), sub.Short)
	}
}
