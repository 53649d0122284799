# make demo and make test need Go and nothing else.
GO        = go
STATIC    = CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false
PLATFORMS = linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64
FUZZTIME  = 10s

.PHONY: build demo test race fuzz lint bench torture wine cross man release

build:
	$(STATIC) -o bin/ ./cmd/...

demo: build
	sh docs/demo/run.sh

test:
	$(GO) test ./...

race: # where goroutines start; needs a C compiler. A race build sleeps a second at exit, and the scripts start hundreds
	CGO_ENABLED=1 GORACE=atexit_sleep_ms=0 $(GO) test -race ./vault ./vault/internal/... ./cmd/vault/...

fuzz:
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9]*' audit cmd crypto vault | \
	sed 's,/[^/]*:func , ,' | while read -r dir target; do \
		echo "$$dir $$target"; \
		$(GO) test -run='^$$' -fuzz="^$$target\$$" -fuzztime=$(FUZZTIME) -fuzzminimizetime=1x "./$$dir" </dev/null || exit 1; \
	done

lint:
	test -z "$$(gofmt -l audit cmd crypto docs tools vault | tee /dev/stderr)"
	for os in linux windows darwin; do GOOS=$$os $(GO) vet ./... || exit 1; done
	$(GO) build -C tools -o ../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	for os in linux windows darwin; do GOOS=$$os bin/staticcheck ./... || exit 1; done

bench: # how much the narrative scan finds, and the program beside age files
	$(GO) test -count=1 -v -run '^TestScanSet$$' -bench '^BenchmarkScan$$' ./vault/release
	cd tools && $(GO) run ./bench

torture: # some twenty minutes; Linux, strace, and root for the disks
	CASEVAULT_ROUNDS=60 $(GO) test -count=1 -timeout 30m -run Killed ./vault
	cd tools && $(GO) run ./torture

wine: # the tests as Windows programs, some half an hour; Wine, and mingw-w64 for an old one
	tools/wine.sh

cross:
	for p in $(PLATFORMS); do \
		GOOS=$${p%/*} GOARCH=$${p#*/} $(STATIC) -o dist/$${p%/*}-$${p#*/}/ ./cmd/... || exit 1; \
	done

man: # man -l dist/man/man1/vault.1
	$(GO) test ./cmd/vault -run '^TestManual$$' -man $(CURDIR)/dist/man

release: # make release VERSION=1.0.0
	tools/release.sh $(or $(VERSION),dev) $(PLATFORMS)
