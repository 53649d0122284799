#!/bin/sh
# The main job on a throw-away vault, with no question asked: make demo.
# Every command is printed before its output. Exits non-zero if anything is not
# as it should be. The people of the list are invented.
set -eu
cd "$(dirname "$0")/../.."
list=docs/demo/people.cp949.csv
umask 077
tmp=$(mktemp -d "${TMPDIR:-/tmp}/casevault-demo.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
exec </dev/null 2>&1

# Nothing of the user's own vault is touched.
unset CASEVAULT_IDENTITY
export CASEVAULT_DIR="$tmp/vault" CASEVAULT_STATE_DIR="$tmp/state"
export CASEVAULT_PASSPHRASE_FILE="$tmp/passphrase" LC_ALL=C.UTF-8
od -An -tx1 -N16 /dev/urandom | tr -d ' \n' >"$CASEVAULT_PASSPHRASE_FILE"
mkdir "$tmp/stick"

wrong() { echo "demo: $*" >&2; exit 1; }
title() { printf '\n# %s\n' "$*"; }
prompt() { printf '$ %s\n' "$*"; }
# vault runs the command and leaves its output in $tmp/out.
vault() {
	./bin/vault "$@" >"$tmp/out" || { code=$?; cat "$tmp/out"; wrong "vault $1: exit $code"; }
}
has() { grep -qF -- "$1" "$tmp/out" || wrong "the output above lacks: $1"; }
hasnt() { ! grep -qF -- "$1" "$tmp/out" || wrong "the output above should not hold: $1"; }

title 'Found a vault. (--work-factor 12 keeps the demo short; the default, 18, is safer.)'
prompt 'vault init --name kim --work-factor 12'
vault init --name kim --work-factor 12; cat "$tmp/out"

title 'Import a list as Korean Excel saves it: CP949, Korean headers.'
prompt "vault import $list"
vault import "$list"; cat "$tmp/out"
has '50 stored'

title 'All 50, masked.'
prompt 'vault list | head -n 6'
vault list; head -n 6 "$tmp/out"
[ "$(wc -l <"$tmp/out")" -eq 51 ] || wrong 'the list does not have 50 people'
hasnt '홍길동'

title 'Find by initial consonants.'
prompt 'vault find ㅎㄱㄷ'
vault find ㅎㄱㄷ; cat "$tmp/out"
id=$(awk '$2 == "CR-0000012" { print $1 }' "$tmp/out")
[ -n "$id" ] || wrong '홍길동 was not found'

title 'Show one of them: what names or locates the person stays masked.'
prompt "vault show $id"
vault show "$id"; cat "$tmp/out"
has '010-****-7404'; hasnt '홍길동'

title 'Reveal a field, for a reason that the log keeps.'
prompt "vault show $id --reveal phone --reason 'arrange a home visit' | grep phone"
vault show "$id" --reveal phone --reason 'arrange a home visit'; grep phone "$tmp/out"
has '010-0000-7404'; hasnt '홍길동'

title 'Append a note; it comes from standard input, not from the command line.'
prompt "echo 'Visit on Thursday at ten.' | vault note $id --from -"
echo 'Visit on Thursday at ten.' >"$tmp/note"
vault note "$id" --from - <"$tmp/note"; cat "$tmp/out"
rm "$tmp/note"

title 'The log: who did what, when, and why.'
prompt 'vault audit log --plain | tail -n 24'
vault audit log --plain; tail -n 24 "$tmp/out"
has 'arrange a home visit'

title 'Every entry, every signature, and that the store holds what the log says.'
prompt 'vault audit verify'
vault audit verify; cat "$tmp/out"
has 'signatures'

title 'Carry a checkpoint away; later it proves that the past was not rewritten.'
prompt 'vault audit checkpoint -o stick/checkpoint'
vault audit checkpoint -o "$tmp/stick/checkpoint"; cat "$tmp/out"
prompt 'vault audit verify --against stick/checkpoint'
vault audit verify --against "$tmp/stick/checkpoint"; cat "$tmp/out"
has 'against'

title 'Search every file that this left (vault, state, stick) for the people of the list.'
prompt "go run docs/demo/leaks.go $list $tmp"
rm "$tmp/out" # what the screen showed
go run docs/demo/leaks.go "$list" "$tmp"

printf '\nAll as it should be. The throw-away vault is gone.\n'
