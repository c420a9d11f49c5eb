# Two commands matter: make warehouse, make test. Both set up what they need, once.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python3.14,$(shell $(name) -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,14))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# The oldest DuckDB client that the released file is tested with.
OLD_CLIENT := .venv/older-duckdb

.PHONY: warehouse test lint pythons bench evaluate clean lock

warehouse: .venv/.installed
	$(BIN)/munibench build
	@echo
	$(BIN)/munibench build --example

test: .venv/.installed-for-tests
	$(BIN)/python -m pytest

lint: .venv/.installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar sql docs/queries
	DAGSTER_HOME= $(BIN)/dg check defs

# What ships, built on every Python that pyproject.toml claims and that is installed here: the rows must be the same.
pythons: .venv/.installed-for-tests
	$(BIN)/python -m tests.pythons

bench: .venv/.installed-for-tests .venv/bench/.installed
	$(BIN)/python -m tests.bench.page

# The contenders of the benchmark, apart from what the project runs on.
.venv/bench/.installed: requirements-bench.txt | .venv/bin/python
	$(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes -r requirements-bench.txt
	@touch $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed and none was found. Install one, or say make PYTHON=/path/to/python."; exit 1; }
	$(PYTHON) -m venv .venv

# The lock files are complete: nothing is left for pip to resolve, and it must not (extras spelled twice stop it).
.venv/.installed: requirements.txt pyproject.toml | .venv/bin/python
	$(PIP) --no-deps --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-for-tests: requirements-dev.txt requirements-older-client.txt .venv/.installed
	$(PIP) --no-deps --require-hashes -r requirements-dev.txt
	$(PIP) --require-hashes --no-deps --upgrade --target $(OLD_CLIENT) -r requirements-older-client.txt
	@touch $@

# What was received is never thrown away in passing: an inbox with files stops the cleaning.
clean:
	@if [ -d var/inbox ] && [ -n "$$(find var/inbox -type f -print -quit)" ] && [ -z "$(FORCE)" ]; then \
		echo "var/inbox holds received files. Move them away, or say make clean FORCE=1 to delete them."; exit 1; fi
	rm -rf .venv var build *.egg-info .pytest_cache .hypothesis .ruff_cache .mypy_cache .dagster
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Needs uv on the PATH; writes versions and hashes only.
lock:
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes \
		--no-strip-extras --no-annotate pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes \
		--no-strip-extras --no-annotate pyproject.toml --group build --group dev -c requirements.txt \
		-o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --generate-hashes \
		--no-strip-extras --no-annotate --group bench -o requirements-bench.txt

# The reader held against labelled texts that lie beside the checkout; writes docs/reading.md.
evaluate: .venv/.installed-for-tests
	$(BIN)/python -m tests.evaluation.page $(SHARED)
