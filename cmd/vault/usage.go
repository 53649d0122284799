package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
)

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
		fmt.Fprintf(&b, "\n%s\n%s", e.say("usage.flags"), c.LocalFlags().FlagUsages())
	}
	if c.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\n%s\n%s", e.say("usage.global"), c.InheritedFlags().FlagUsages())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", e.say("usage.more", c.CommandPath()))
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
