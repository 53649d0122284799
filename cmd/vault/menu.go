package main

import "strconv"

// A choice is a line of the shell's menu: typed as its number, it is a command,
// for which a record may have to be named first.
type choice struct {
	key     string // of its words
	command []string
	record  bool
}

func choices() []choice {
	return []choice{
		{"leave", []string{"exit"}, false},
		{"find", []string{"find"}, false},
		{"show", []string{"show"}, true},
		{"add", []string{"add"}, false},
		{"note", []string{"note"}, true},
		{"due", []string{"list", "--due", "7d"}, false},
		{"status", []string{"status"}, false},
		{"lock", []string{"lock"}, false},
	}
}

// menu tells what can be chosen, and when the shell locks.
func (sh *shell) menu() {
	all := choices()
	for n := range all {
		n = (n + 1) % len(all) // 0 stands last
		sh.tellText(strconv.Itoa(n) + "  " + sh.say("menu."+all[n].key))
	}
	minutes, _ := sh.idle()
	sh.tell("menu.more", minutes)
}

// chosen replaces a number by its command; nil: the person thought better of it.
func (sh *shell) chosen(args []string) ([]string, error) {
	n, err := strconv.Atoi(args[0])
	if len(args) > 2 || err != nil || n < 0 || n >= len(choices()) {
		return args, nil
	}
	c := choices()[n]
	if !c.record {
		return append(c.command, args[1:]...), nil
	}
	if len(args) == 2 {
		return append(c.command, args[1]), nil
	}
	ref, err := sh.ask(sh.say("menu.record"))
	if err != nil {
		sh.report(err)
		return nil, err
	}
	if ref == "" {
		return nil, nil
	}
	return append(c.command, ref), nil
}
