package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
)

// run parses the command line, does what it says, and returns the exit code.
func (e *env) run(args []string) int {
	cobra.MousetrapHelpText = "" // a double click on Windows is no mistake
	e.stops = watchInterrupts(func() {
		e.tellFailure(failure{Code: exitInterrupted, Message: e.say("interrupted")})
	})
	root := e.root()
	root.SetArgs(args)
	return e.report(root.Execute())
}

func (e *env) root() *cobra.Command {
	root := e.command("vault", "vault", "vault init --name kim\nvault import people.csv\nvault find ㅎㄱㄷ\nvault show K7QX", nil, nil)
	root.Version, _ = builtFrom()
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetIn(e.In)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	// Without this cobra answers an unknown command itself, and repeats the
	// word: it may be a name typed in the wrong place.
	root.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			return e.usage("no-such-command-but", strings.Join(near, ", "))
		}
		return hinted{e.usage("no-such-command"), e.say("hint.no-such-command")}
	}
	root.RunE = func(c *cobra.Command, _ []string) error { return e.alone(c) }
	root.SetUsageFunc(e.printUsage)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { e.printHelp(c) })
	e.globalFlags(root)
	root.AddGroup(&cobra.Group{ID: "work", Title: e.say("group.work")},
		&cobra.Group{ID: "audit", Title: e.say("group.audit")},
		&cobra.Group{ID: "admin", Title: e.say("group.admin")})
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add("work", e.addCommand(), e.showCommand(), e.editCommand(), e.noteCommand(), e.listCommand(),
		e.findCommand(), e.historyCommand(), e.importCommand(), e.releaseCommand(), e.shellCommand())
	add("audit", e.auditCommand())
	add("admin", e.initCommand(), e.identityCommand(), e.memberCommand(), e.keyCommand(), e.checkCommand(), e.compactCommand(), e.schemaCommand(),
		e.backupCommand(), e.restoreCommand(), e.eraseCommand(), e.holdCommand(), e.profileCommand(), e.retentionCommand(), e.salvageCommand(), e.settingCommand(), e.statusCommand(), e.versionCommand())
	root.AddCommand(&cobra.Command{Use: "plaintext", Short: e.say("plaintext.short"), Long: e.say("plaintext.long"), Example: "  vault help plaintext", DisableFlagsInUseLine: true})
	add("admin", e.doctorCommand(), e.panicCommand(), e.breachCommand(), e.discloseCommand())
	root.AddCommand(e.completionCommand())
	root.SetHelpCommand(e.helpCommand())
	return root
}

func (e *env) globalFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&e.vault, "vault", "", e.say("flag.vault"))
	f.StringVar(&e.identity, "identity", "", e.say("flag.identity"))
	f.Var(e.reads(&e.passFile), "passphrase-file", e.say("flag.passphrase-file"))
	f.IntVar(&e.passFD, "passphrase-fd", -1, e.say("flag.passphrase-fd"))
	f.BoolVar(&e.json, "json", e.json, e.say("flag.json"))
	f.Lookup("json").DefValue = "false"
	f.Lookup("passphrase-fd").DefValue = "0" // -1 is none: nobody needs to read of it
	f.BoolVar(&e.plain, "plain", false, e.say("flag.plain"))
	f.StringVar(&e.reason, "reason", "", e.say("flag.reason"))
	f.Var(e.reads(&e.reasonFile), "reason-file", e.say("flag.reason-file"))
	f.StringVar(&e.lang, "lang", "", e.say("flag.lang"))
	f.BoolVar(&e.despiteFolder, "despite-folder", false, e.say("flag.despite-folder"))
	f.BoolVar(&e.despiteOnline, "despite-online", false, e.say("flag.despite-online"))
	f.BoolVar(&e.yes, "yes", false, e.say("flag.yes"))
	f.BoolP("help", "h", false, e.say("flag.help")) // cobra takes this instead of its own
	root.Flags().BoolP("version", "v", false, e.say("flag.version"))
	root.MarkFlagsMutuallyExclusive("reason", "reason-file")
	root.MarkFlagsMutuallyExclusive("passphrase-file", "passphrase-fd")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		if err := e.fitsShell(c); err != nil {
			return err
		}
		e.reason = strings.TrimSpace(e.reason) // blanks are no reason
		if e.lang != "" && e.lang != "en" && e.lang != "ko" {
			return e.usage("no-such-language")
		}
		return nil
	}
}

// command builds a command whose words stand in the catalogue under its key.
func (e *env) command(key, use, example string, args cobra.PositionalArgs, run func(args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: e.say(key + ".short"), Long: e.say(key + ".long"),
		Example: "  " + strings.ReplaceAll(example, "\n", "\n  "), Args: args,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			e.running = true
			e.confine()
			return run(args)
		},
	}
}

// takes checks the number of arguments, without repeating them: they may be
// names of people.
func (e *env) takes(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return e.usage("argument-count", c.UseLine())
		}
		return nil
	}
}

// takesRecord takes a record's name alone, and refuses a person's before anybody
// types a passphrase or a note for it.
func (e *env) takesRecord() cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := e.takes(1, 1)(c, args); err != nil {
			return err
		}
		return vault.CheckRef(args[0])
	}
}

// group is a command that only holds others.
func (e *env) group(key, use string, commands ...*cobra.Command) *cobra.Command {
	var names []string
	for _, c := range commands {
		names = append(names, c.Name())
	}
	example := fmt.Sprintf("vault %s %s", strings.ReplaceAll(key, ".", " "), names[0])
	c := e.command(key, use, example, nil, func([]string) error {
		return e.usage("name-one-of", strings.Join(names, ", "))
	})
	c.AddCommand(commands...)
	return c
}
