# The whole developer interface. `make help` lists it.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

HOST ?= 127.0.0.1
PORT ?= 8000
# Standards to serve; empty means the bundled ones.
STANDARDS ?=
# Where `make screenshots` puts its pictures.
SHOTS ?= var/screenshots

# Test workers: one for each core, and three at least, as browser tests often wait.
WORKERS ?= $(shell n=$$(nproc); echo $$((n > 3 ? n : 3)))

# What slipcover counts besides lines: nothing, or branches (COVERAGE=--branch).
COVERAGE ?=

# Checks and tests start many processes, and what one has compiled the next need not.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
# Each stamp says: everything up to here is installed as the files it depends on ask.
RUNTIME := $(VENV)/.runtime-stamp
DEVELOPMENT := $(VENV)/.development-stamp
JUDGES := node_modules/.stamp

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help
help: ## Say what there is
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(RUNTIME) ## Make .venv with all the site needs (Python only)

.PHONY: setup-test
setup-test: $(DEVELOPMENT) $(JUDGES) ## Add what tests and checks need (Chromium, Java, npm packages)

.PHONY: serve
serve: setup ## Serve the standards at http://127.0.0.1:8000 (PORT=8123, STANDARDS=folder)
	$(BIN)/kb serve --host $(HOST) --port $(PORT) $(if $(STANDARDS),--standards "$(STANDARDS)")

# Named to the workers alone: the process that hands tests out need not read all of it once more.
test: export SLIPCOVER_SOURCE := kb,indexer
.PHONY: test
test: setup-test ## Run all tests, browser included, with coverage
	TMPDIR="$$(scripts/test-folder.sh)" $(BIN)/python -m slipcover $(COVERAGE) -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: check
check: setup-test ## Lint, format, types, and the standards themselves
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/kb check --standards standards
	$(BIN)/kb templates --check --standards standards

.PHONY: templates
templates: setup-test ## Build the document templates (DOCX) from their Markdown sources
	$(BIN)/kb templates --standards standards

.PHONY: bench
bench: setup-test ## Measure indexing, search and pages, beside other engines (about 20 minutes)
	$(BIN)/python -m tests.benchmarks.search --documents 100 1000
	$(BIN)/python -m tests.benchmarks.search --documents 10000 --without "plain Whoosh"
	$(BIN)/python -m tests.benchmarks.site_search
	$(BIN)/python -m tests.benchmarks.pages
	$(BIN)/python -m tests.benchmarks.publishing

.PHONY: audit
audit: setup-test ## Audit the main pages with Lighthouse; fails under 100 (performance 95)
	$(BIN)/python -m scripts.audit

.PHONY: screenshots
screenshots: setup-test ## Picture the main pages, wide and narrow, light and dark (SHOTS=folder)
	$(BIN)/python -m scripts.screenshots --into "$(SHOTS)"

.PHONY: handbook
handbook: setup-test ## Take the pictures of the editors' handbook (docs/redaktor.md) anew
	$(BIN)/python -m scripts.handbook_pictures

.PHONY: clean
clean: ## Remove everything that was made here, .venv and the index included
	rm -rf $(VENV) node_modules var dist build
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find kb indexer tests scripts -type d -name __pycache__ -prune -exec rm -rf {} +

$(RUNTIME): pyproject.toml scripts/find-python.sh scripts/install-system-packages.sh
	scripts/install-system-packages.sh serve
	$(BIN)/python -c '' 2>/dev/null || "$$(scripts/find-python.sh)" -m venv --clear $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable .
	@touch $@

$(DEVELOPMENT): $(RUNTIME)
	scripts/install-system-packages.sh test
	$(PIP) install --group dev
	@touch $@

$(JUDGES): package.json package-lock.json .npmrc $(DEVELOPMENT)
	npm ci --silent
	@touch $@
