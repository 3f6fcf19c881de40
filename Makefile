# make run · make test · make app: each sets everything up by itself.
PYTHON ?= python3
BIN := .venv/bin
CLI := $(BIN)/measurealign
# Else every program that a test starts would compile the whole package anew.
unexport PYTHONDONTWRITEBYTECODE

run: .venv/ready
	@mkdir -p out
	$(CLI) prepare
	$(CLI) align cpc-plus-2018 hedis-2018 or-cco-incentive-2018 --out out/recommendation.yaml
	$(CLI) export xlsx cpc-plus-2018 hedis-2018 or-cco-incentive-2018 --out out/crosswalk.xlsx

app: .venv/ready
	$(CLI) app

test: .venv/ready browser postgresql
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

lint: .venv/ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m benchmarks

# Are the rules held by tests? ARGS="--sample 100 --seed 1", ARGS=--named, ARGS="--only scoring".
mutants: .venv/ready
	$(BIN)/python tests/mutants.py $(ARGS)

# Hostile files for every reader: only sentences may come out. EACH=3000 SEED=1 ONLY=SSSOM.
EACH ?= 300
SEED ?= 0
fuzz: .venv/ready
	PYTHONPATH=tests $(BIN)/python -m fuzz --each $(EACH) --seed $(SEED) --only "$(ONLY)" --keep out/fuzz

pictures: .venv/ready browser
	$(BIN)/python tests/journeys/pictures.py

# What is written, held against other people's validators (installed apart, once; that takes minutes).
validate: .venv/ready .venv/validators/ready
	$(BIN)/python tests/validate.py

.venv/validators/ready:
	$(PYTHON) -m venv .venv/validators
	.venv/validators/bin/python -m pip install -q --disable-pip-version-check \
	  "check-jsonschema==0.39.0" "sssom==0.4.21"
	touch $@

# Many people at the screens while the worst lists are uploaded. ARGS="--people 25 --minutes 10".
soak: .venv/ready
	$(BIN)/python tests/soak.py $(ARGS)

# What the product is made of: SBOM (CycloneDX) and licences into out/, known weaknesses told. Exit 3:
# whoever knows of weaknesses could not be asked.
AUDIT ?= .venv/audit
audit: .venv/ready
	@test -e $(AUDIT)/ready || { $(PYTHON) -m venv $(AUDIT) && $(AUDIT)/bin/python -m pip install -q \
	  --disable-pip-version-check "cyclonedx-bom==7.5.0" "pip-audit==2.10.1" && touch $(AUDIT)/ready; }
	$(AUDIT)/bin/python tests/audit.py $(BIN)/python out

# The oldest versions that pyproject.toml allows, in an environment of their own: a quick part of the tests.
LOWEST ?= .venv/lowest
QUICK := tests/catalog tests/matching tests/cli tests/export tests/store tests/pages
lowest: $(LOWEST)/ready
	$(LOWEST)/bin/python -m pytest -p no:cacheprovider $(QUICK)

$(LOWEST)/ready: pyproject.toml
	$(PYTHON) -m venv --clear $(LOWEST)
	$(LOWEST)/bin/python -m pip install -q --disable-pip-version-check "uv==0.13.9"
	$(LOWEST)/bin/uv pip install -q --python $(LOWEST)/bin/python --resolution lowest-direct \
	  -e ".[app,cluster,fhir,serve]"
	$(LOWEST)/bin/uv pip install -q --python $(LOWEST)/bin/python -c constraints.txt \
	  pytest pytest-rerunfailures hypothesis openpyxl playwright websockets
	touch $@

# The wheel into out/, with catalog, inventory and links worked out.
wheel: .venv/ready
	$(CLI) prepare
	$(BIN)/python -m hatchling build -t wheel -d out

# The wheel in an empty environment, on every Python from 3.11 on that is here.
fresh: .venv/ready
	$(BIN)/python tests/fresh.py

# The notebook with today's answers, and the API reference from the docstrings.
docs: .venv/ready
	$(BIN)/python tests/tour.py
	$(BIN)/python tests/reference.py out/api

# Chromium for the browser journeys: installed where that is possible (Debian, as root).
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  echo "no chromium here: the browser journeys will be skipped (they fail under CI=true)" >&2

# PostgreSQL for the tests of the store: likewise.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  apt-get install -y -qq postgresql >/dev/null; } || \
	  echo "no PostgreSQL here: half of tests/store will be skipped (a failure under CI=true)" >&2

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e ".[dev]"
	$(CLI) prepare
	touch $@

.PHONY: run app test lint bench mutants fuzz soak audit lowest wheel fresh validate docs pictures browser postgresql
