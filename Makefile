# make run    sets everything up and opens the app
# make test   sets everything up and runs all tests
#
# Both work on a fresh Debian or Ubuntu with python3 (3.11 or newer) and make, and are quick the next time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable
BROWSER_CHECKS := tests/ui/camera_js
BROWSER_CHECKER := $(BROWSER_CHECKS)/node_modules/.package-lock.json
VALIDATION_VENV := .venv-validation
VALIDATION_BIN := $(VALIDATION_VENV)/bin
VALIDATION_INSTALLED := $(VALIDATION_VENV)/.installed

.PHONY: help setup run test test-again test-live test-kill kills bench bench-history bench-offline criteria feedback message-types screenshots zoo fuzz soak validation validation-setup validation-walking test-factory cuts margins lint lock clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make setup  what both share; the rest: see CONTRIBUTING.md and validation/README.md"

setup: $(INSTALLED)

run: $(INSTALLED)
	$(BIN)/formcheck app

# The type checker's first look takes a minute: it has the time in which tests wait for browsers. What it keeps is what
# its test asks.
test: $(TESTABLE)
	nice -n 19 $(BIN)/python -m mypy >/dev/null 2>&1 & \
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup --durations 20 --durations-min 2

# What failed last, alone; it fails when there was nothing to try again.
test-again: $(TESTABLE)
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

# How quick the live path is; ARGS="--soak 30", ARGS=--crowd, ARGS=--no-browser ask other questions.
bench: $(TESTABLE)
	$(BIN)/python -m benchmarks.live $(ARGS)

# How quick and how large a history of ten thousand sets is.
bench-history: $(TESTABLE)
	$(BIN)/python -m benchmarks.history $(ARGS)

# How quick recorded videos are analysed, against the bare model and the loop of tutorials: about 20 minutes.
bench-offline: $(TESTABLE)
	$(BIN)/python -m benchmarks.offline $(ARGS)

# Live workouts filmed in a real browser, in real time: on a machine that does nothing else.
test-live: $(TESTABLE)
	$(BIN)/python -m pytest -m quiet

# Killed at fifty random moments each, while it saves and while it migrates: what was kept is still there.
test-kill: $(TESTABLE)
	FORMCHECK_KILLS=50 $(BIN)/python -m pytest tests/adapters/store/test_killed.py

# The server killed at fifty random moments of a visit; what was kept is still there. About 20 minutes.
kills: $(TESTABLE)
	$(BIN)/python -m benchmarks.kills $(ARGS)

# Pictures of every page and stage; ARGS="result stage" takes some of them.
screenshots: $(TESTABLE)
	$(BIN)/python -m tests.ui.screenshots $(ARGS)

# Odd inputs through the command line; writes their table into docs/RELIABILITY.md. ARGS="--only names" takes a part.
zoo: $(TESTABLE)
	$(BIN)/python -m benchmarks.zoo --to docs/RELIABILITY.md $(ARGS)

# Spoilt clips through the reader and the analysis, and what else reads what it is sent, on new examples.
fuzz: $(TESTABLE)
	$(BIN)/python -m benchmarks.zoo.fuzz $(ARGS)
	$(BIN)/python -m pytest --hypothesis-profile=search tests/adapters/test_fuzz.py tests/adapters/test_video_clock.py

# Thousands of analyses in one process: nothing may grow. ARGS="--analyses 100" is shorter.
soak: $(TESTABLE)
	$(BIN)/python -m benchmarks.soak $(ARGS)

# The thresholds as a page to read; a test fails when it is out of date.
criteria: $(INSTALLED)
	$(BIN)/python -m formcheck.exercises.criteria_page > docs/CRITERIA.md

feedback: $(INSTALLED)
	$(BIN)/python -m formcheck.adapters.feedback_page > docs/FEEDBACK.md

# The messages of the live path as types for the browser side; a test fails when they are out of date.
message-types: $(INSTALLED)
	$(BIN)/python -m formcheck.adapters.live.message_types > src/formcheck/ui/camera/browser/messages.d.ts

# The truth factory has an environment of its own: it draws, which the app never does.
validation-setup: $(VALIDATION_INSTALLED)

# Renders people with known angles, judges the pipeline by them, and writes docs/VALIDATION.md.
# ARGS=--draw for a plan of new seeds first, ARGS=--quick for a third of the clips.
validation: $(VALIDATION_INSTALLED)
	$(VALIDATION_BIN)/python -m validation.benchmark $(ARGS)

# Real people's recordings cut at 50 random places each: no repetition away from the cut is lost or invented.
cuts: $(INSTALLED)
	$(BIN)/python -m validation.perturbed.cuts $(ARGS)

# Real people's recordings as other cameras, machines and people would have given them: docs/MARGINS.md. About
# 40 minutes. ARGS="--own" takes each as its own exercise alone, ARGS="march_16" one recording.
margins: $(INSTALLED)
	$(BIN)/python -m validation.perturbed.margins --page docs/MARGINS.md $(ARGS)

# Renders walkers of whom every step is known, judges the walking check by them, and writes docs/WALKING.md.
# ARGS="--draw" draws new ones first.
validation-walking: $(VALIDATION_INSTALLED)
	OMP_NUM_THREADS=1 LP_NUM_THREADS=1 $(VALIDATION_BIN)/python -m validation.walking $(ARGS)

test-factory: $(VALIDATION_INSTALLED)
	OMP_NUM_THREADS=1 LP_NUM_THREADS=1 $(VALIDATION_BIN)/python -m pytest validation/tests

# The browser side is checked where there is npm.
lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	if command -v npm >/dev/null; then $(MAKE) $(BROWSER_CHECKER) && npm run --prefix $(BROWSER_CHECKS) check; fi

# The lock files hold every package with its hash, for all platforms.
lock: $(INSTALLED)
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --group validation --constraints requirements-dev.lock \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-o requirements-validation.lock

clean:
	rm -rf $(VENV) $(VALIDATION_VENV) $(BROWSER_CHECKS)/node_modules dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(INSTALLED): requirements-dev.lock pyproject.toml
	PYTHON=$(PYTHON) scripts/system-packages
	scripts/locked-packages $(PYTHON) $(VENV) requirements-dev.lock
	touch $@

$(VALIDATION_INSTALLED): requirements-validation.lock pyproject.toml
	PYTHON=$(PYTHON) scripts/system-packages --validation
	scripts/locked-packages $(PYTHON) $(VALIDATION_VENV) requirements-validation.lock
	touch $@

# Where the system offers no Chromium (Ubuntu has it as a snap), Playwright brings its own.
$(TESTABLE): $(INSTALLED) scripts/system-packages $(BROWSER_CHECKS)/package-lock.json
	PYTHON=$(PYTHON) scripts/system-packages --test
	command -v chromium || command -v chromium-browser || command -v google-chrome || \
		$(BIN)/playwright install --with-deps chromium || $(BIN)/playwright install chromium
	! command -v npm >/dev/null || $(MAKE) $(BROWSER_CHECKER) || \
		echo "formcheck: npm could not fetch the type checker; the browser side stays unchecked" >&2
	touch $@

# TypeScript, which only reads: nothing of it is served or shipped.
$(BROWSER_CHECKER): $(BROWSER_CHECKS)/package-lock.json
	npm ci --prefix $(BROWSER_CHECKS) --no-audit --no-fund --silent
	touch $@
