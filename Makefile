# Everything a person does with Pakki. `make help` lists it.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
export DJANGO_SETTINGS_MODULE ?= hub.settings.dev

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: run
run: $(VENV)/.installed ## Start Pakki at http://127.0.0.1:8000 (PORT=8123 make run for another port)
	@scripts/run "$(HOST)" "$(PORT)"

.PHONY: test
test: $(VENV)/.installed-dev ## Run every test on SQLite, browser tests included
	@scripts/test-tools
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python -m pytest -n auto -m 'not deploy' $(ARGS)

.PHONY: test-services
test-services: $(VENV)/.installed-dev ## Run every test but the browser's on PostgreSQL, Redis and S3
	@scripts/test-tools --services
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python -m scripts.services \
	    $(BIN)/python -m pytest -n auto -m 'not browser and not deploy' $(ARGS)

.PHONY: test-deploy
test-deploy: $(VENV)/.installed-dev ## Run deploy/ on loopback: nginx, two nodes, PostgreSQL, Redis; stop them one by one
	@scripts/test-tools --services
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/python -m pytest -m deploy $(ARGS) tests/deploy

.PHONY: lint
lint: $(VENV)/.installed-dev ## Check style, types, import contracts, templates and message catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates hub home toolkit events articles network --lint --quiet
	DJANGO_SETTINGS_MODULE=hub.settings.test $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_messages.py

.PHONY: format
format: $(VENV)/.installed-dev ## Put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV)/.installed-dev ## Measure speed and memory beside a bare view, stock Wagtail and nginx (needs wrk, nginx, chromium)
	$(BIN)/python -m benchmarks

.PHONY: hostile
hostile: $(VENV)/.installed-dev ## Throw odd requests at a throw-away site (N=20000 make hostile for that many)
	$(BIN)/python -m scripts.hostile $(or $(N),5000) $(if $(SEED),--seed $(SEED))

.PHONY: messages
messages: $(VENV)/.installed-dev ## Collect the strings to translate into hub/locale
	$(MANAGE) makemessages --locale fi --locale sv --no-location --no-obsolete --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'

.PHONY: shell
shell: $(VENV)/.installed ## Open a Python shell with the models
	$(MANAGE) shell

.PHONY: password
password: $(VENV)/.installed ## Set a new password for the user admin
	$(MANAGE) changepassword admin

.PHONY: reset
reset: ## Throw away the local database and files (asks first)
	@scripts/reset

.PHONY: lock
lock: ## Pin the newest allowed versions with hashes (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade -q requirements/base.in -o requirements/base.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade -q requirements/dev.in -o requirements/dev.txt

.PHONY: recordings
recordings: $(VENV)/.installed ## Make the starter content's recordings anew (needs ffmpeg, espeak-ng, chromium)
	$(BIN)/python -m scripts.recordings

.PHONY: pictures
pictures: $(VENV)/.installed ## Draw the icons and the pictures of shared links anew (needs chromium)
	$(BIN)/python -m scripts.pictures

$(VENV)/.installed: requirements/base.txt
	@scripts/install $(PYTHON) $(VENV) requirements/base.txt
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	@scripts/install $(PYTHON) $(VENV) requirements/dev.txt
	@touch $@
