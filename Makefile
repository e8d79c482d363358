# Dateline's commands; `make` lists them.

# ./... leaves out testdata, where the demo archive is a package.
PACKAGES := ./... $(sort $(dir $(wildcard ./testdata/*.go ./testdata/*/*.go)))
ADDR     ?= 127.0.0.1:8080
DATA     ?= ./data
BENCH    ?= .
PKG      ?= $(call holding,^func Benchmark)
FUZZTIME ?= 20s
SHOTS    ?= ./screenshots

VERSION := $(shell git describe --tags --dirty 2>/dev/null)
COMMIT  := $(shell git rev-parse --short HEAD 2>/dev/null)
# Debugging information is left out when compiling already, and the compiler's
# heap (GOGC) may grow: both shorten the first build.
LDFLAGS := -s -w $(if $(VERSION),-X main.version=$(VERSION)) $(if $(COMMIT),-X main.commit=$(COMMIT))

# The packages whose tests have a line that matches $(1).
holding = $(sort $(dir $(shell grep -rl --include='*_test.go' '$(1)' ./cmd ./config ./index ./search ./web)))

# Large public collections to measure with, kept beside the checkout, not in it.
DATELINE_TESTDATA ?= $(abspath $(wildcard ../shared/data))
export DATELINE_TESTDATA

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' Makefile

.PHONY: demo
demo: build ## build and serve the demo archive on http://localhost:8080
	bin/dateline serve --demo --addr $(ADDR)

.PHONY: build
build: ## build bin/dateline, one static binary
	@$(if $(wildcard bin/dateline),,echo "Building; the first time takes about a minute.")
	@GOGC=400 CGO_ENABLED=0 go build -trimpath -buildvcs=false -gcflags=all=-dwarf=false -ldflags '$(LDFLAGS)' -o bin/dateline ./cmd/dateline

.PHONY: run
run: build ## build and serve ./data (DATA=DIR, ADDR=HOST:PORT)
	bin/dateline serve --data $(DATA) --addr $(ADDR)

# What is translated from C holds no goroutines of Go, and is the most expensive
# code to watch; its callers are watched. What it may hold a lock on is seen there.
UNRACED := $(foreach p,modernc.org/sqlite/lib modernc.org/libc,-gcflags='$(p)=-race=false -d=checkptr=0')
# Every program under the race detector sleeps when it ends, a second by default.
RACE    := atexit_sleep_ms=50
# Some tests wait more than they compute: one more package than cores fills those.
AT_ONCE := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)))

.PHONY: test
test: test-deps ## vet and test everything under the race detector (GOTESTFLAGS=-v)
	go vet $(PACKAGES)
	GORACE=$(RACE) go test -race $(UNRACED) -p $(AT_ONCE) -timeout 20m $(GOTESTFLAGS) $(PACKAGES)

.PHONY: test-deps
test-deps: ## get what the tests need: a C compiler (told), Chromium (installed)
	@.ci/test-deps

.PHONY: lint
lint: bin/golangci-lint ## check layout and code
	bin/golangci-lint fmt --diff
	bin/golangci-lint run $(PACKAGES)
	@go run ./.ci/notice | diff -u NOTICE - || { echo "NOTICE differs from what is linked in: make notice"; exit 1; }

.PHONY: fmt
fmt: bin/golangci-lint ## lay out the code
	bin/golangci-lint fmt

.PHONY: notice
notice: ## list in NOTICE what is linked in, with its licences
	go run ./.ci/notice > NOTICE.new && mv NOTICE.new NOTICE

.PHONY: bench
bench: ## run the benchmarks (BENCH=REGEXP, PKG=PACKAGES)
	go test -run '^$$' -bench '$(BENCH)' -benchmem $(PKG)

.PHONY: eval
eval: ## measure what is found against what people marked (PKG=PACKAGES)
	go test -count=1 -run '^TestEval' -v $(if $(filter command,$(origin PKG)),$(PKG),$(call holding,^func TestEval)) | grep -v '^=== '
	@if [ -z '$(filter command,$(origin PKG))' ] && [ -d "$$DATELINE_TESTDATA/html-scrapinghub" ]; then \
		echo "pages, beside libraries as they come:"; \
		cd .ci/peers && go run . "$$(realpath "$$DATELINE_TESTDATA/html-scrapinghub")"; \
	fi

.PHONY: relevance
relevance: ## rank collections of judged queries, and the demo archive
	go test -count=1 -run 'Relevance|Ranking' -v ./search/relevance ./search/blevesearch | grep -v '^=== '

.PHONY: screenshots
screenshots: ## take pictures of the pages' states (SHOTS=DIR)
	DATELINE_TEST_SCREENSHOTS=$(abspath $(SHOTS)) go test -count=1 -run '^TestScreenshots$$' ./cmd/dateline

.PHONY: fuzz
fuzz: ## run every fuzz test for FUZZTIME=20s
	@.ci/fuzz $(FUZZTIME) $(PACKAGES)

.PHONY: clean
clean: ## remove what was built; ./data stays
	rm -rf bin coverage* *.prof *.test

# golangci-lint, gofumpt and benchstat, at the versions .ci/tools pins.
bin/golangci-lint: .ci/tools/go.mod .ci/tools/go.sum
	cd .ci/tools && GOBIN=$(CURDIR)/bin go install tool
	@touch $@
