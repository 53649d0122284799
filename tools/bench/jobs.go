package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// keys measures the key derivation: founding a vault and little else.
func (b *bench) keys() error {
	for _, factor := range []string{"10", "18"} {
		if err := b.job(0, "init, factor "+factor, "", b.runs, func() (usage, error) { return b.found(factor) }); err != nil {
			return err
		}
	}
	return nil
}

// found makes a new vault in place of the last one.
func (b *bench) found(factor string) (usage, error) {
	if err := b.clear("v", "state"); err != nil {
		return usage{}, err
	}
	return b.vault(nil, "init", "--name", "bench", "--work-factor", factor, "--new-passphrase-file", b.path("pass"))
}

func (b *bench) clear(names ...string) error {
	for _, name := range names {
		if err := os.RemoveAll(b.path(name)); err != nil {
			return err
		}
	}
	return nil
}

// size measures one list from its import on.
func (b *bench) size(n int) error {
	list := b.path("list.jsonl")
	if err := b.generate(n, list); err != nil {
		return err
	}
	err := b.job(n, "import", "4.4 s, 200 MiB", b.imports, func() (usage, error) {
		if _, err := b.found("10"); err != nil {
			return usage{}, err
		}
		return b.vault(nil, "import", list)
	})
	if err != nil {
		return err
	}
	if err := b.disk(n, "vault", "v", list); err != nil {
		return err
	}
	if err := b.commands(n); err != nil {
		return err
	}
	return b.files(n, list)
}

// commands measures what is done with a vault of n people.
func (b *bench) commands(n int) error {
	var ids bytes.Buffer
	if _, err := b.vault(&ids, "list", "--ids"); err != nil {
		return err
	}
	all := strings.Fields(ids.String())
	if len(all) != n {
		return fmt.Errorf("the vault lists %d people of %d", len(all), n)
	}
	id := all[n/2]
	for name, text := range map[string]string{
		"person": `{"legal_name":"홍길동","birth_date":"1985-03-07","health_notes":"기록"}`,
		"patch":  `{"phone":"010-0000-1234"}`,
		"note":   "방문 상담.",
	} {
		if err := os.WriteFile(b.path(name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	for _, j := range []struct {
		name, target string
		args         []string
	}{
		{"show", "0.04 s, 60 MiB", []string{"show", id}},
		{"show case:NUMBER", "", []string{"show", fmt.Sprintf("case:CR-%07d", n/2+1)}},
		{"add", "0.05 s", []string{"add", "--from", b.path("person")}},
		{"edit", "", []string{"edit", id, "--from", b.path("patch")}},
		{"note", "", []string{"note", id, "--from", b.path("note")}},
		{"find ㅎㄱㄷ", "0.1 s", []string{"find", "ㅎㄱㄷ"}},
		{"find 김명", "0.1 s", []string{"find", "김명"}},
		{"list --json", "0.1 s", []string{"list", "--json"}},
		{"status", "", []string{"status"}},
		{"check", "", []string{"check"}},
		{"audit verify --keyless", "2 s", []string{"audit", "verify", "--keyless"}},
		{"compact", "", []string{"compact"}},
		{"show, compacted", "0.04 s, 60 MiB", []string{"show", id}},
		{"list --json, compacted", "0.1 s", []string{"list", "--json"}},
	} {
		if err := b.job(n, j.name, j.target, b.runs, func() (usage, error) { return b.vault(nil, j.args...) }); err != nil {
			return err
		}
	}
	return b.job(n, "release --all, media", "", b.runs, func() (usage, error) {
		if err := b.clear("out.csv"); err != nil {
			return usage{}, err
		}
		return b.vault(nil, "release", "--all", "--profile", "media", "--without-consent", "--plaintext", "--yes", "--reason", "bench", "-o", b.path("out.csv"))
	})
}

// files measures one age file a record.
func (b *bench) files(n int, list string) error {
	err := b.job(n, "age files: import", "", b.imports, func() (usage, error) {
		if err := b.clear("files"); err != nil {
			return usage{}, err
		}
		return b.measure(nil, "agefiles", "import", list, b.path("files"))
	})
	if err != nil {
		return err
	}
	if err := b.job(n, "age files: show", "", b.runs, func() (usage, error) {
		return b.measure(nil, "agefiles", "show", b.path("files"), strconv.Itoa(n/2+1))
	}); err != nil {
		return err
	}
	if err := b.job(n, "age files: find", "", 1, func() (usage, error) {
		return b.measure(nil, "agefiles", "find", b.path("files"), "김명")
	}); err != nil {
		return err
	}
	return b.disk(n, "age files", "files", list)
}
