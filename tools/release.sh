#!/bin/sh
# Builds the commit that is checked out, twice, in other folders and without each
# other's cache, compares the two, and puts what a machine without a network
# needs into dist/casevault-VERSION. Called by make release.
#
#	tools/release.sh VERSION PLATFORM...
set -eu
version=$1; shift
cd "$(dirname "$0")/.."
test -z "$(git status --porcelain)" || { echo 'release: commit first: what is built is what is committed'; exit 1; }
name=casevault-$version
out=$PWD/dist/$name
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export LC_ALL=C TZ=UTC CGO_ENABLED=0 GOWORK=off GOTOOLCHAIN=local
when=$(git log -1 --format=%ct)

# source DIR: the commit with all that it is built from.
source() {
	mkdir -p "$1"
	git archive HEAD | tar -x -C "$1"
	(cd "$1" && go mod vendor)
}

# build DIR: all platforms, in DIR/out.
build() {
	dir=$1; shift
	for p; do
		(cd "$dir" && GOOS=${p%/*} GOARCH=${p#*/} go build -mod=vendor -trimpath -buildvcs=false \
			-ldflags "-X main.version=$version" -o "out/${p%/*}-${p#*/}/" ./cmd/...)
	done
}

source "$work/one/$name"
source "$work/another/place/$name"
tar --sort=name --mtime="@$when" --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w -C "$work/one" -cf - "$name" | gzip -9n >"$work/one.tgz"
tar --sort=name --mtime="@$when" --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w -C "$work/another/place" -cf - "$name" | gzip -9n >"$work/another.tgz"
cmp "$work/one.tgz" "$work/another.tgz"

GOCACHE=$work/cache1 build "$work/one/$name" "$@"
GOCACHE=$work/cache2 build "$work/another/place/$name" "$@"
diff -r "$work/one/$name/out" "$work/another/place/$name/out"

rm -rf "$out"
mkdir -p "$out"
cp -R "$work/one/$name/out/." "$out/"
cp "$work/one.tgz" "$out/$name-source.tar.gz"
(cd "$work/one/$name" && GOCACHE=$work/cache1 go test -mod=vendor -ldflags "-X casevault/cmd/vault.version=$version" \
	./cmd/vault -run '^TestManual$' -man "$out/man")
mkdir "$out/docs" # as in the sources, so that links between them hold
cp LICENSE README.md CHANGELOG.md SECURITY.md "$out/"
cp docs/*.md docs/*.py "$out/docs/"
cp -R docs/ko "$out/docs/ko"
{ echo "commit $(git rev-parse HEAD)"; go version; } >"$out/BUILT-FROM"
(cd "$out" && find . -type f ! -name SHA256SUMS | sort | sed 's,^\./,,' | tr '\n' '\0' | xargs -0 sha256sum >SHA256SUMS)
echo "two builds agree: dist/$name"
