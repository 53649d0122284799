#!/bin/sh
# Runs the tests as Windows programs, under Wine. Called by make wine; some half
# an hour. It installs nothing: on Debian, apt-get install wine mingw-w64.
#
#	tools/wine.sh [PACKAGE...]
#
# What Wine 8 lacks and Windows has is put in its place for the tests alone:
# bcryptprimitives.dll, from which Go takes its random bytes since 1.22; and in
# Go's os.RemoveAll, the answer STATUS_NOT_IMPLEMENTED to
# FileDispositionInformationEx is taken as STATUS_NOT_SUPPORTED, after which Go
# removes files the older way. The released program has neither.
set -eu
cd "$(dirname "$0")/.."
for tool in go wine wineserver wineboot; do
	command -v "$tool" >/dev/null || { echo "wine: no $tool here"; exit 1; }
done
work=$(mktemp -d)
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=;bcryptprimitives=n,b'
trap 'wineserver -k || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
wineboot -i >/dev/null 2>&1
wine --version

dlls=$WINEPREFIX/drive_c/windows/system32
if ! [ -e "$dlls/bcryptprimitives.dll" ]; then
	command -v x86_64-w64-mingw32-gcc >/dev/null ||
		{ echo 'wine: this Wine lacks bcryptprimitives.dll, and there is no x86_64-w64-mingw32-gcc to make it with'; exit 1; }
	cat >"$work/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return SystemFunction036(p, (ULONG)n); }
C
	x86_64-w64-mingw32-gcc -shared -o "$dlls/bcryptprimitives.dll" "$work/prng.c" -ladvapi32
fi
at=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/case STATUS_INVALID_INFO_CLASS,/case NTStatus(0xC0000002), STATUS_INVALID_INFO_CLASS,/' "$at" >"$work/at_windows.go"
echo "{\"Replace\":{\"$at\":\"$work/at_windows.go\"}}" >"$work/overlay.json"

export GOOS=windows GOARCH=amd64 CGO_ENABLED=0
go build -overlay "$work/overlay.json" -o "$work/programs/" filippo.io/age/cmd/age filippo.io/age/cmd/age-plugin-batchpass ./cmd/age-plugin-casevault
export CASEVAULT_PROGRAMS="Z:$work/programs" # there is no Go in there to build them with

failed=0
[ $# -gt 0 ] || set -- $(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.Dir}}{{end}}' ./audit ./crypto ./vault/... ./cmd/... | sed "s,^$PWD/,,")
for package; do
	log=$work/log
	go test -overlay "$work/overlay.json" -c -o "$work/test.exe" "./$package"
	# What is left out asks the go command about the sources.
	code=0
	(cd "$package" && exec wine "$work/test.exe" -test.v -test.timeout 60m \
		-test.skip '^(TestWhoMayImportWhom|TestNoCallAroundTheImports|TestLinkedPackages)$') >"$log" 2>&1 </dev/null || code=$?
	printf '%s: exit %d, %d passed, %d failed\n' "$package" "$code" \
		"$(grep -c '^ *--- PASS' "$log")" "$(grep -c '^ *--- FAIL' "$log")"
	if [ "$code" -ne 0 ]; then
		failed=1
		grep -vE '^ *(=== |--- PASS)' "$log" | tail -n 200
	fi
done
exit $failed
