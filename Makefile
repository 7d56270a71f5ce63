# What this project can do. Python 3.11 or newer is all that it needs beforehand.

PORT ?= 8000
ARGS ?=
PYTHON := .venv/bin/python
DEV := @command -v python3 >/dev/null || { \
	echo "Sociable needs Python 3.11 or newer, and there is no python3 here." >&2; exit 1; }; \
	exec python3 -m dev

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench screens lock setup

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set everything up and serve it, on PORT=8000 unless you say another
	$(DEV) run --port $(PORT)

test: ## Set everything up and test it; ARGS="tests/people -k name" for a part
	$(DEV) test $(ARGS)

lint: setup ## Check style, layers, templates and migrations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports
	$(PYTHON) -m djhtml --tabwidth 2 --check templates
	$(PYTHON) manage.py makemigrations --check --dry-run

format: setup ## Put the code and the templates into shape
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(PYTHON) -m djhtml --tabwidth 2 templates

bench: setup ## Measure pages in a city of 50,000, on PostgreSQL and Redis
	$(PYTHON) -m bench $(ARGS)

screens: setup ## Make a picture of every screen, and those of the docs
	$(PYTHON) -m screens

lock: setup ## Write the requirements*.txt from the requirements*.in
	for name in requirements requirements-dev requirements-build; do \
		$(PYTHON) -m uv pip compile --quiet --python-version 3.11 --universal \
			$$name.in --output-file $$name.txt || exit 1; \
	done

setup: ## Set up what tests and checks need, and build the front end
	$(DEV) setup
