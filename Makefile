# Everything runs in .venv, made from requirements.lock on the first call.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export UV_LINK_MODE ?= copy
export UV_SYSTEM_CERTS ?= 1
export PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK := True

.PHONY: pictures bench-workbench bench-invoices bench-peers train setup run test check fix bench bench-duplicates district examples score docs faults lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(STAMP)

run: setup
	$(BIN)/caishen up

test: setup
	@sh tests/browser_setup.sh
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

# With the slow ones: killed services, whole round trips, more pages through OCR.
test-all: setup
	@sh tests/browser_setup.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m tests.bench

# SCORE="--seed 1 --size full --json corpora/score/kept/DATE.json" and other options of `caishen score`.
score: setup
	$(BIN)/python -m corpora.score $(SCORE)

# The model that proposes what an expense line is: trained on the map in seconds, measured on wording kept back.
train: setup
	$(BIN)/python -m corpora train

lock: setup
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --extra test pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info

docs: setup
	$(BIN)/python -m corpora.readme_tables

# Killed workers, emptied queues, saboteurs: part of `make test`; FAULTS_SHORT=1 leaves out the slowest.
faults: setup
	$(BIN)/python -m pytest tests/faults

# A generated district with planted breaches through `caishen batch`; takes some minutes, so not part of `make test`.
district: setup
	$(BIN)/python -m tests.district

# What `caishen rules show` and the rules page give as examples, made from tests/cases.
examples: setup
	$(BIN)/python -m tests.examples

# Vouchers: throughput and memory, beside invoice2data (after make bench-peers) and PaddleOCR's bare OCR.
# BENCH="--digital 200 --scans 20" for a shorter run.
bench-invoices: setup
	$(BIN)/python -m tests.bench.invoices $(BENCH)

# Another product to compare with, in an environment of its own that nothing of ours uses.
bench-peers:
	$(PYTHON) -m venv build/peers
	build/peers/bin/pip install --quiet --disable-pip-version-check invoice2data==1.0.1 pypdfium2==5.15.2 || echo "invoice2data is not to be had here: the bench leaves it out"
	@command -v pdftotext >/dev/null || echo "pdftotext (poppler-utils) is missing: invoice2data reads with pdfium instead"

bench-duplicates: setup
	$(BIN)/python -m tests.bench.near_duplicates

# README's pictures of the main pages, from invented papers. PICTURES=folder for another place.
pictures: setup
	$(BIN)/python -m tests.browser.pictures $(or $(PICTURES),docs/pictures)

# 300 pages and 1,000 findings on the workbench, in milliseconds.
bench-workbench: setup
	$(BIN)/python -m tests.bench.workbench
