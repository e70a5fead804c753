# Everything a person needs. The work itself is in tools/, in Python.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python on the PATH that is new enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
VENV := .venv/bin

.PHONY: help run test check bench fuzz crash lock clean ready ready-dev python

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: ready ## set up and serve the demo on 127.0.0.1:8000 (the data is made once and kept)
	@$(VENV)/himpun demo

test: ready-dev ## set up and run every test, on SQLite and on PostgreSQL (T='...' goes to pytest)
	@$(VENV)/python -m tools.suite $(T)

check: ready-dev ## ruff, mypy, import-linter, house rules, migrations, check --deploy
	@$(VENV)/python -m tools.checks

fuzz: ready-dev ## fuzz each reader of documents (S=600 seconds each; coverage-guided where atheris is installed)
	@$(VENV)/python -m tests.fuzz --seconds $(or $(S),600)

bench: ready-dev ## print the benchmark table and write build/bench.json
	@$(VENV)/python -m benchmarks

crash: ready-dev ## kill the server a hundred times at random and look what was lost
	@$(VENV)/python -m tests.crash.random_kills --rounds 100

lock: ready ## renew requirements/*.txt (L=--upgrade takes the newest versions; needs uv)
	@$(VENV)/python -m tools.lock $(L)

clean: ## remove the environment and what was built; the data folder stays
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

ready: python
	@$(PYTHON) -m tools.environment run

ready-dev: python
	@$(PYTHON) -m tools.environment dev

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: sudo apt-get install python3 (or python3.12)"; exit 1; }
