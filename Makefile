# Two commands do for most: "make run" and "make test". "make help" lists all of them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
EDITORIAL := $(VENV)/.editorial
DEVELOPMENT := $(VENV)/.development

.DEFAULT_GOAL := help
.PHONY: help install run preview test lint format check bench screenshots lock

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

install: $(EDITORIAL) ## make the environment in .venv, with what "main.py check" needs

run: $(RUNTIME) ## run the bot; without a .env, its preview
	@$(BIN)/python main.py

preview: $(RUNTIME) ## try the whole bot in the browser, without a token in .env
	@$(BIN)/python main.py preview

test: $(DEVELOPMENT) ## run every test
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(DEVELOPMENT) ## format, lint, types, import rules, content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python main.py check

check: lint test ## everything that CI runs

format: $(DEVELOPMENT) ## mend format and imports
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEVELOPMENT) ## measure; prints a table
	@$(BIN)/python -m bench

screenshots: $(DEVELOPMENT) ## take the README's pictures of the preview anew (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots docs

lock: $(DEVELOPMENT) ## write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-header --no-annotate --group dev --extra editorial pyproject.toml \
	  -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -c requirements-dev.lock pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -c requirements-dev.lock --extra editorial pyproject.toml \
	  -o requirements-editorial.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }

$(RUNTIME): requirements.lock | $(BIN)/python
	@echo "Making the environment in $(VENV) (once, about half a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(EDITORIAL): requirements-editorial.lock requirements.lock | $(BIN)/python
	@echo "Adding the editors' tools to $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-editorial.lock
	@touch $(RUNTIME) $@

$(DEVELOPMENT): requirements-dev.lock requirements.lock | $(BIN)/python
	@echo "Adding the tools for development to $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $(RUNTIME) $(EDITORIAL) $@
