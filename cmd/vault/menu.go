package main

import "strconv"

// A choice is a line of the shell's menu: typed as its number, it is a command,
// for which a record may have to be named first.
type choice struct {
	text    string
	command []string
	record  bool
}

func (sh *shell) choices() []choice {
	return []choice{
		{sh.say("menu.leave"), []string{"exit"}, false},
		{sh.say("menu.find"), []string{"find"}, false},
		{sh.say("menu.show"), []string{"show"}, true},
		{sh.say("menu.add"), []string{"add"}, false},
		{sh.say("menu.edit"), []string{"edit"}, true},
		{sh.say("menu.note"), []string{"note"}, true},
		{sh.say("menu.due"), []string{"list", "--due", "7d"}, false},
		{sh.say("menu.today"), []string{"status", "--today"}, false},
		{sh.say("menu.lock"), []string{"lock"}, false},
	}
}

// menu tells what can be chosen, and when the shell locks.
func (sh *shell) menu() {
	all := sh.choices()
	for n := range all {
		n = (n + 1) % len(all) // 0 stands last
		sh.tellText(strconv.Itoa(n) + ". " + all[n].text)
	}
	minutes, _ := sh.idle()
	sh.tell("menu.more", minutes)
}

// chosen replaces a number by its command; nil: the person thought better of it.
func (sh *shell) chosen(args []string) ([]string, error) {
	all := sh.choices()
	n, err := strconv.Atoi(args[0])
	if len(args) > 2 || err != nil || n < 0 || n >= len(all) {
		return args, nil
	}
	c := all[n]
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
