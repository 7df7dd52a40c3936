# Two commands: `make run` and `make test`. The rest is for those who work on the code.
# `make run PORT=8123` takes another port; the README has the table of environment variables.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEXT := .venv-next
# One process more than cores, at most four: tests in the browser often wait by the clock. Each process has its own
# database, folders and site. Tests are handed out one by one, the long ones first, so that none is left for the end.
PROCESSES := $(shell $(PYTHON) -c "import os; print(min(4, os.cpu_count() + 1))")
SPREAD ?= --numprocesses $(PROCESSES) --dist load --maxschedchunk 1
SITE_URL ?= http://127.0.0.1:$(PORT)
VAR_DIR ?= var
export PORT HOST SITE_URL VAR_DIR

.PHONY: run test test-next bench lint format clean

run: $(VENV)/.runs
	@$(BIN)/python scripts/make_secret "$(VAR_DIR)"
	@$(BIN)/python manage.py set_up --demo
	@$(BIN)/python manage.py announce "http://$(HOST):$(PORT)"
	@exec $(BIN)/gunicorn

test: $(VENV)/.tests
	@scripts/ensure_chromium
	@$(BIN)/python -m pytest $(SPREAD) $(ARGS)

# The same suite on the newest Wagtail, so that the next long-term release is no surprise.
test-next: $(NEXT)/.tests
	@scripts/ensure_chromium
	@$(NEXT)/bin/python -m pytest $(SPREAD) $(ARGS)

# Ratios measured in one run: docs/performance.md says how to read them. `make bench ARGS="--rounds 3"` is quicker.
bench: $(VENV)/.tests
	@$(BIN)/python -m benchmarks $(ARGS)

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet feedback foundations news procedures rankings site_project site_search

format: $(VENV)/.tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.runs: requirements.txt constraints.txt scripts/make_environment
	@scripts/make_environment "$(PYTHON)" $(VENV) requirements.txt constraints.txt
	@touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-dev.txt
	@scripts/make_environment "$(PYTHON)" $(VENV) requirements-dev.txt constraints.txt
	@touch $@

$(NEXT)/.tests: requirements.txt requirements-dev.txt requirements-next.txt
	@scripts/make_environment "$(PYTHON)" $(NEXT) requirements-next.txt
	@touch $@

clean:
	rm -rf $(VENV) $(NEXT) .pytest_cache .ruff_cache .hypothesis
