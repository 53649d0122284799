package main

import (
	"github.com/spf13/cobra"

	"casevault/vault/record"
)

// completionCommand prints the script with which a shell completes command
// lines. Cobra's own speaks English only. What is completed is commands, flags,
// names of files and codes that the program has itself, such as those of
// --action. Ids, names and other values never are: completing opens no vault,
// asks for no passphrase and shows nobody.
func (e *env) completionCommand() *cobra.Command {
	var c *cobra.Command
	c = e.command("completion", "completion bash|zsh|fish|powershell",
		"vault completion bash > ~/.local/share/bash-completion/completions/vault\n"+
			"vault completion zsh > \"${fpath[1]}/_vault\"\n"+
			"vault completion fish > ~/.config/fish/completions/vault.fish\n"+
			"vault completion powershell >> $PROFILE",
		e.takes(1, 1), func(args []string) error {
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(e.Out, true)
			case "zsh":
				return root.GenZshCompletion(e.Out)
			case "fish":
				return root.GenFishCompletion(e.Out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(e.Out)
			}
			return e.usage("argument-count", c.UseLine())
		})
	c.ValidArgs = []string{"bash", "zsh", "fish", "powershell"}
	return c
}

// completes lets a shell offer codes behind a flag.
func (e *env) completes(c *cobra.Command, flag string, codes func() []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return codes(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // there is no such flag
	}
}

// completesArgument does so for an argument, counted from 0.
func (e *env) completesArgument(c *cobra.Command, at int, codes func() []string) *cobra.Command {
	c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) != at {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return codes(), cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

// codes returns what is offered of a kind.
func (e *env) codes(kind string) func() []string {
	return func() (out []string) {
		for _, code := range e.words.Codes(kind) {
			out = append(out, offer(e.name(kind, code), code))
		}
		return out
	}
}

// offer is a code as shells take it, with the word to explain it.
func offer(word, code string) string {
	if word == code {
		return code
	}
	return code + "\t" + word
}

// templateFlag is completed from the schema that vaults begin with: which one a
// vault has now, only who opens it can tell.
func (e *env) templateFlag(c *cobra.Command, name *string) {
	c.Flags().StringVar(name, "template", "", e.say("flag.template"))
	e.completes(c, "template", func() (names []string) {
		if s, err := record.ParseSchema(record.DefaultJSON()); err == nil {
			for _, t := range s.Templates() {
				names = append(names, t.Name+"\t"+e.label(record.Field{Name: t.Name, Label: t.Label}))
			}
		}
		return names
	})
}

// helpCommand is cobra's, which speaks English and repeats a word that it does
// not know: it may be a name typed in the wrong place.
func (e *env) helpCommand() *cobra.Command {
	var c *cobra.Command
	c = e.command("help", "help [command]", "vault help audit log", e.takes(0, 3), func(args []string) error {
		about, rest, err := c.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return e.usage("no-such-command")
		}
		return about.Help()
	})
	return c
}
