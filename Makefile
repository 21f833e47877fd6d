# Every command of Intake. `make` alone lists them.
SHELL := /bin/bash
PORT ?= 8000
EVERY ?= 4
VENV ?= .venv
PY := $(VENV)/bin/python
FLASK := $(PY) -m flask --app wsgi
# A database of its own for the demonstration; the clinic's own is never touched.
demo dev: export DATABASE_URL := sqlite:///$(CURDIR)/instance/demo.db
run demo: export INTAKE_BIND ?= 127.0.0.1:$(PORT)
export VENV PYTHON

.DEFAULT_GOAL := help
.PHONY: help install install-quick install-tests run demo dev test test-python quick endurance fix lint bench accuracy mutants

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

install: ## make .venv with the packages that Intake runs on (PYTHON=python3.13 for another Python than the machine's)
	@tools/environment.sh

install-quick: ## the same, and the packages that the quick tests need
	@tools/environment.sh quick

install-tests: ## the same, and what all tests need (as root on Debian: browsers, PostgreSQL and proxies too)
	@tools/environment.sh tests

run: install ## serve Intake on http://127.0.0.1:8000 (PORT=8001 for another port)
	@umask 077; $(FLASK) db upgrade
	@umask 077; exec $(FLASK) serve

demo: install ## the same with some forty invented clients, on a database of its own
	@umask 077; $(FLASK) db upgrade
	@umask 077; $(FLASK) demo --unless-filled
	@umask 077; exec $(FLASK) serve

dev: install ## as demo, for who changes the code: started anew when a file is saved, with a debugger
	@umask 077; $(FLASK) db upgrade
	@umask 077; $(FLASK) demo --unless-filled
	@umask 077; exec $(FLASK) run --debug --host 127.0.0.1 --port $(PORT)

test: install-tests ## every test: rules, services on SQLite and PostgreSQL, pages in browsers, behind proxies
	@$(PY) -m pytest -n 2 --dist loadfile

quick: install-quick ## clinical rules, services and records on SQLite, the house: under two minutes of processor time
	@$(PY) -m pytest --quick

test-python: install-quick ## every test that needs nothing but Python: quick, commands, documents, upgrades; no page
	@$(PY) -m pytest --python-only -n 2 --dist loadfile

endurance: install-tests ## what takes long: connections held for minutes, large databases upgraded
	@$(PY) -m pytest -m endurance

fix: install-quick ## put right what ruff can by itself: the order of imports, and what else lint would complain of
	@$(VENV)/bin/ruff check --fix --output-format concise .

lint: install-tests ## style, types and the shape of the code
	@$(VENV)/bin/ruff check --output-format concise .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/hadolint Dockerfile

bench: install ## how fast, as ratios to yardsticks measured in the same run (BENCH=name for one of them)
	@$(PY) -m bench $(BENCH)

accuracy: install ## how well typed words are read, on the sets of DATA=folder and CASES=folder
	@$(PY) -m tools.accuracy $(DATA) $(if $(CASES),--cases $(CASES))

mutants: ## does a test notice a small fault? thousands of them, one by one (AREA=plan for one part, EVERY=1 for all)
	@tools/environment.sh mutants
	@PYTHONHASHSEED=0 $(PY) -m tools.mutants --every $(EVERY) $(AREA)
