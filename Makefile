# Everything a newcomer needs, installed into .venv from the hash-pinned locks. `make help` lists the targets.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export PYTHAINLP_READ_ONLY := 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# A Debian python may lack ensurepip: then the system's pip installs into the environment from outside.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --clear --without-pip $(VENV)

PIP = $$(if [ -x $(BIN)/pip ]; then echo $(BIN)/python -m pip; else echo $(PYTHON) -m pip --python $(BIN)/python; fi)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) install -q --require-hashes --no-deps -r requirements.lock
	@site=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') && pwd > $$site/tamngan.pth
	@printf '#!%s\nfrom bot.cli import main\nmain()\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/tamngan && chmod +x $(BIN)/tamngan
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@$(PIP) install -q --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

.PHONY: install
install: $(VENV)/.runtime ## install what the bot needs to run into .venv

.PHONY: install-dev
install-dev: $(VENV)/.dev ## install what tests, lint and benchmarks need too

.PHONY: demo
demo: install ## start the bot with a stand-in LINE platform and the demo office
	$(BIN)/tamngan rehearse

.PHONY: test
test: install-dev ## run all the tests (SQLite and PostgreSQL)
	$(BIN)/python -m tests $(ARGS)

.PHONY: lint
lint: install-dev ## style, types, layers, secrets left in files, holes known in what we depend on
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	git ls-files -z -- ':!*.lock' | xargs -0 $(BIN)/detect-secrets-hook
	$(BIN)/pip-audit --disable-pip --require-hashes --progress-spinner off -r requirements.lock

.PHONY: bench
bench: install-dev ## measure, each figure beside its peer
	$(BIN)/python -m benchmarks.understanding
	$(BIN)/python -m benchmarks.webhook
	$(BIN)/python -m benchmarks.relay
	$(BIN)/python -m benchmarks.backlog
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.load --one-floods --seconds 10
	$(BIN)/python -m benchmarks.year
	$(BIN)/python -m benchmarks.scale

.PHONY: bench-scale
bench-scale: install-dev ## a morning of 830 and of 8,300 offices in PostgreSQL (half an hour)
	$(BIN)/python -m benchmarks.scale 830 8300

.PHONY: soak
soak: install-dev ## ten minutes of a busy office, with the memory shown
	$(BIN)/python -m benchmarks.load --rate 15 --seconds 600

.PHONY: torture
torture: install-dev fuzz ## kill the real processes a thousand times (ARGS="--kills 1000 --seed 2570 --minutes 60")
	$(BIN)/python -m benchmarks.torture $(ARGS)

.PHONY: fuzz
fuzz: install-dev ## a hundred thousand made-up webhooks, buttons, lines and files
	$(BIN)/python -m benchmarks.torture.fuzz

.PHONY: screenshots
screenshots: install-dev ## make the README's pictures of a visit (needs Chromium)
	$(BIN)/python -m benchmarks.screenshots

.PHONY: samples
samples: install ## write one of each report of the demo office to var/samples (PDF with LibreOffice)
	$(BIN)/python -m benchmarks.samples

.PHONY: templates
templates: install ## make the Word templates of the reports anew
	$(BIN)/python -m documents.reports.making

.PHONY: model
model: install-dev ## train the understanding's second opinion from tests/corpus/lines
	$(BIN)/python -m benchmarks.train_model

.PHONY: lock
lock: install-dev ## resolve the locks anew from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock $(ARGS)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock $(ARGS)

.PHONY: clean
clean: ## remove the environment and the demo's data
	rm -rf $(VENV) var
