package main

import (
	"strings"
	"testing"

	"casevault/cmd/vault/internal/term"
	"casevault/cmd/vault/internal/words"
)

// TestHelpFitsScreen: a Korean letter is two cells wide, of which cobra knows
// nothing; what it lets run over the edge breaks in the middle of words.
func TestHelpFitsScreen(t *testing.T) {
	for _, language := range []string{"ko", "en"} {
		for _, room := range []int{39, 79} {
			e := testEnv()
			e.words, e.room = words.In(language), room
			for _, c := range commandsOf(e.root()) {
				text := e.flagUsages(c.LocalFlags().FlagUsages() + c.InheritedFlags().FlagUsages())
				for line := range strings.Lines(text) {
					line = strings.TrimSuffix(line, "\n")
					if words := strings.Fields(line); term.Width(line) > room && len(words) > 1 && !strings.HasPrefix(words[0], "-") {
						t.Errorf("%s, %s, %d cells: %q", c.CommandPath(), language, room, line)
					}
				}
				if !strings.Contains(text, "--vault DIR") || language == "ko" && strings.Contains(text, "default") {
					t.Errorf("%s, %s: %s", c.CommandPath(), language, text)
				}
			}
		}
	}
}
