# The commands of a working day. Needs git, make and Python 3.11 or newer; the rest goes into .venv.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON = $(shell for p in $(CANDIDATES); do "$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$p" && break; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
CODE := bot cogs models simulation migrations demo benchmarks tests
NEXT_MIGRATION = $(shell printf "%04d" $$(( $$(ls migrations/versions/[0-9]*.py 2>/dev/null | wc -l) + 1 )))
COMPILE = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-strip-extras --custom-compile-command "make lock" $(if $(upgrade),--upgrade) pyproject.toml

.PHONY: help setup run demo fmt lint types arch test soak bench audit weigh snap pictures migration migrate static check lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

setup: .venv/.dev ## Install everything a developer needs, into .venv

run: .venv/.run ## Start the bot (config.toml and MARAUDE_* variables are its settings)
	@$(BIN)/maraude run

demo: .venv/.demo ## Open the playground in a browser: no token, no account, nothing to set up
	@$(BIN)/python -m demo

fmt: .venv/.dev ## Put the code in shape
	@$(BIN)/ruff check -q --fix-only $(CODE)
	@$(BIN)/ruff format -q $(CODE)

lint: .venv/.dev ## Look for mistakes in the code and its spelling
	@echo "lint"
	@$(BIN)/ruff check -q $(CODE)
	@$(BIN)/ruff format -q --check $(CODE)
	@$(BIN)/codespell

types: .venv/.dev ## Check the types
	@echo "types"
	@$(BIN)/pyright --warnings

arch: .venv/.dev ## Check who may import whom
	@echo "arch"
	@$(BIN)/lint-imports --no-logo

test: .venv/.dev ## Run the tests (tests="tests/relay -k closed" to choose)
	@test -n "$$MARAUDE_TEST_POSTGRES_URL" || echo "MARAUDE_TEST_POSTGRES_URL is not set: the tests on PostgreSQL are skipped."
	@$(BIN)/python -m pytest -n 3 --dist loadgroup $(tests)

snap: .venv/.dev ## Rewrite the snapshots; then read the diff
	@$(BIN)/python -m pytest -p no:xdist --inline-snapshot=create,fix $(tests) || true
	@git --no-pager diff --stat -- tests

pictures: .venv/.dev ## Take the README's pictures anew, in Chromium
	@MARAUDE_PICTURES=docs/pictures $(BIN)/python -m pytest -q -p no:xdist tests/demo/test_browser.py

migration: .venv/.dev ## Write a migration from the models: make migration name=what_changes
	@test -n "$(name)" || { echo "Give it a name: make migration name=what_changes"; exit 1; }
	@empty=$$(mktemp -d) && trap 'rm -rf "$$empty"' EXIT \
		&& export MARAUDE_DATABASE__URL="sqlite+aiosqlite:///$$empty/maraude.db" \
		&& $(BIN)/alembic upgrade head \
		&& $(BIN)/alembic revision --autogenerate --rev-id "$(NEXT_MIGRATION)" -m "$(name)"

migrate: .venv/.run ## Bring the database to this version, without starting
	@$(BIN)/maraude migrate

soak: .venv/.dev ## Kill the bot at any moment and count: kills= messages= seed= minutes= database= fleet=yes
	@$(BIN)/python -m tests.standin.soak $(if $(fleet),--fleet) \
		$(foreach dial,kills messages seed minutes database,$(if $($(dial)),--$(dial) $($(dial))))

bench: .venv/.dev ## Measure the bot beside the smallest one: only= scale= seed= checkins= json=
	@$(BIN)/python -m benchmarks $(foreach dial,only scale seed checkins json,\
		$(if $($(dial)),--$(dial) $($(dial))))

weigh: .venv/.dev ## Weigh the words of danger anew, after sentences were added
	@$(BIN)/python -m tests.safeguarding.weigh

audit: .venv/.dev ## Look up known weaknesses of the libraries (needs the internet)
	@$(BIN)/uv tool run pip-audit --disable-pip --require-hashes -r requirements/run.txt

static: lint types arch ## lint, types and arch

check: static test ## Everything that is checked before a change lands

lock: .venv/.dev ## Write requirements/*.txt from pyproject.toml (upgrade=yes: to the newest versions)
	@$(COMPILE) --group dev -o requirements/dev.txt >/dev/null
	@$(COMPILE) --group demo -c requirements/dev.txt -o requirements/demo.txt >/dev/null
	@$(COMPILE) --group run -c requirements/dev.txt -o requirements/run.txt >/dev/null

clean: ## Remove what was installed and made; settings, keys and databases stay
	@rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# One stamp for each lock file: what is installed is not installed again.
.venv/.%: requirements/%.txt pyproject.toml | .venv/bin/python
	@echo "Installing requirements/$*.txt into .venv …"
	@$(PIP) --require-hashes -r $<
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Maraude needs Python 3.11 or newer, with its venv module (on Debian: python3-venv); none was found." >&2; exit 1; }
	@$(PYTHON) -m venv .venv
