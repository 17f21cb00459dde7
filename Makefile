# make run    sets everything up and opens the app
# make test   sets everything up and runs all tests
#
# Both work on a fresh Debian or Ubuntu with python3 (3.11 or newer) and make, and are quick the next time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable
VALIDATION_VENV := .venv-validation
VALIDATION_BIN := $(VALIDATION_VENV)/bin
VALIDATION_INSTALLED := $(VALIDATION_VENV)/.installed

.PHONY: help setup run test test-live bench criteria validation validation-setup test-factory lint lock clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make setup  what both share; the rest: see CONTRIBUTING.md and validation/README.md"

setup: $(INSTALLED)

run: $(INSTALLED)
	$(BIN)/formcheck app

test: $(TESTABLE)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

# How quick the live path is; ARGS="--soak 30", ARGS=--crowd, ARGS=--no-browser ask other questions.
bench: $(TESTABLE)
	$(BIN)/python -m benchmarks.live $(ARGS)

# Live workouts filmed in a real browser, in real time: on a machine that does nothing else.
test-live: $(TESTABLE)
	$(BIN)/python -m pytest -m quiet

# The thresholds as a page to read; a test fails when it is out of date.
criteria: $(INSTALLED)
	$(BIN)/python -m formcheck.exercises.criteria_page > docs/CRITERIA.md

# The truth factory has an environment of its own: it draws, which the app never does.
validation-setup: $(VALIDATION_INSTALLED)

# Renders people with known angles, judges the pipeline by them, and writes docs/VALIDATION.md.
validation: $(VALIDATION_INSTALLED)
	$(VALIDATION_BIN)/python -m validation.benchmark

test-factory: $(VALIDATION_INSTALLED)
	OMP_NUM_THREADS=1 LP_NUM_THREADS=1 $(VALIDATION_BIN)/python -m pytest validation/tests

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The lock files hold every package with its hash, for all platforms.
lock: $(INSTALLED)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --group validation --constraints requirements-dev.lock \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-o requirements-validation.lock

clean:
	rm -rf $(VENV) $(VALIDATION_VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The package is installed editable and on its own, so that the lock file alone decides on versions.
$(INSTALLED): requirements-dev.lock pyproject.toml
	PYTHON=$(PYTHON) scripts/system-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VALIDATION_INSTALLED): requirements-validation.lock pyproject.toml
	PYTHON=$(PYTHON) scripts/system-packages --validation
	$(PYTHON) -m venv $(VALIDATION_VENV)
	$(VALIDATION_BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-validation.lock
	$(VALIDATION_BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# Where the system offers no Chromium (Ubuntu has it as a snap), Playwright brings its own.
$(TESTABLE): $(INSTALLED) scripts/system-packages
	PYTHON=$(PYTHON) scripts/system-packages --test
	command -v chromium || command -v chromium-browser || command -v google-chrome || \
		$(BIN)/playwright install --with-deps chromium || $(BIN)/playwright install chromium
	touch $@
