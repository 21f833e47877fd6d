# Every command of Intake. `make` alone lists them.
SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
FLASK := .venv/bin/flask --app wsgi
# A database of its own for the demonstration; the clinic's own is never touched.
demo: export DATABASE_URL := sqlite:///$(CURDIR)/instance/demo.db
run demo: export INTAKE_BIND ?= 127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help install install-tests run demo test lint bench accuracy

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

install: ## make .venv with Python 3.11 and the packages that Intake runs on
	@PYTHON="$(PYTHON)" tools/environment.sh

install-tests: ## the same, and what the tests need (as root on Debian: Chromium and PostgreSQL too)
	@PYTHON="$(PYTHON)" tools/environment.sh tests

run: install ## serve Intake on http://127.0.0.1:8000 (PORT=8001 for another port)
	@umask 077; $(FLASK) db upgrade
	@umask 077; exec .venv/bin/gunicorn wsgi:app

demo: install ## the same with some forty invented clients, on a database of its own
	@umask 077; $(FLASK) db upgrade
	@umask 077; $(FLASK) demo --unless-filled
	@umask 077; exec .venv/bin/gunicorn wsgi:app

test: install-tests ## every test: rules, services on SQLite and PostgreSQL, pages in a browser
	@$(PY) -m pytest -n 2 --dist loadfile

lint: install-tests ## style, types and the shape of the code
	@.venv/bin/ruff check --output-format concise .
	@.venv/bin/mypy

bench: install ## how fast, as ratios to yardsticks measured in the same run (BENCH=name for one of them)
	@$(PY) -m bench $(BENCH)

accuracy: install ## how well medicine lines are read, on the sets of DATA=folder
	@$(PY) -m tools.accuracy $(DATA)
