# Everything a newcomer needs: `make demo` tags a resolution, `make test` runs every test. Both set up .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Folders of texts that labels are joined to: the machine-translated corpus and UNxml, those that are here.
CORPUS ?= $(wildcard ../shared/corpus)
OFFICIAL ?= $(wildcard ../shared/unxml)
BUNDLES ?= $(wildcard models/default models/light out/encoder)
SEED := data/seed/A_RES_67_172.txt

.PHONY: demo test lint types wheel light model evaluate evaluate-structure bench bench-batch bench-api bench-few bench-read clean

demo: $(VENV)/installed
	$(BIN)/clausetag tag $(SEED)
	@mkdir -p out
	$(BIN)/clausetag tag $(SEED) --format html --out out/A_RES_67_172.html
	@echo "The report is in out/A_RES_67_172.html: open it in a browser."

test: $(VENV)/installed-all
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -rs

lint: $(VENV)/installed-all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-all
	$(BIN)/mypy -p clausetag
	$(BIN)/pyright

wheel: $(VENV)/installed-all
	rm -rf dist build
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

# The models that ship, from official texts (without any: `OFFICIAL=`): `light` in ten minutes or more, the default in hours;
# its n-grams alone in half an hour: `clausetag train cascade --no-track --encoder models/default --out models/default`.
light: $(VENV)/installed-all
	$(BIN)/clausetag train ngrams --no-track --out models/light $(addprefix --corpus ,$(OFFICIAL))

model: light
	base=$$($(BIN)/clausetag train multilingual-base out/multilingual) && \
	$(BIN)/clausetag train encoder --no-track --set base=$$base --out out/encoder $(addprefix --corpus ,$(OFFICIAL))
	$(BIN)/clausetag train cascade --no-track --encoder out/encoder --out models/default $(addprefix --corpus ,$(OFFICIAL))

evaluate: $(VENV)/installed-all
	$(BIN)/clausetag evaluate $(addprefix --corpus ,$(CORPUS) $(OFFICIAL))

# How well documents are read: official ones written as text, HTML, Word and (with LibreOffice) PDF, beside their mark-up.
evaluate-structure: $(VENV)/installed-all
	$(BIN)/clausetag evaluate-structure --sample $(or $(SAMPLE),200) --corpus $(or $(firstword $(OFFICIAL)),$(error name UNxml: make evaluate-structure OFFICIAL=FOLDER))

# Our models beside scikit-learn, SentenceTransformer, spaCy and SetFit, in one table (out/bench.json keeps it). All learn
# from every corpus, in one language (LANGUAGE=fr); quality is that on the gold clauses of the first.
bench: $(VENV)/installed-bench
	$(BIN)/python -m clausetag.training.bench --corpus $(or $(OFFICIAL),$(CORPUS),hub) --language $(or $(LANGUAGE),en) $(if $(BUNDLES),--bundles $(BUNDLES))

# Batch tagging on this machine and on Spark, at 1x, 4x and 16x the corpus; needs Java 17.
bench-batch: $(VENV)/installed-all
	$(BIN)/python -m clausetag.serve.batch.bench $(or $(firstword $(CORPUS)),$(error name the corpus: make bench-batch CORPUS=FOLDER))

# The API under load, beside `mlflow models serve` of the same model; needs wrk. SOAK=600 adds a soak of ten minutes.
bench-api: $(VENV)/installed-all
	$(BIN)/python -m clausetag.serve.api.bench --seconds $(or $(SECONDS_EACH),10) --soak $(or $(SOAK),0) --out out/bench-api.json

# A new theme from 30 to 3,000 labels, ours beside what else one would write: results, table and figure (out/bench-few.*).
# Stopped, it goes on from the results; delete them to begin anew.
bench-few: $(VENV)/installed-bench
	$(BIN)/python -m clausetag.training.bench.few --seeds $(or $(SEEDS),5) --corpus $(or $(firstword $(OFFICIAL)),$(error name UNxml: make bench-few OFFICIAL=FOLDER))

# How fast documents are read, by format: a sample of UNxml written as each of them, and official PDFs, those that are here.
bench-read: $(VENV)/installed-all
	$(BIN)/python -m clausetag.training.bench.reading $(or $(firstword $(OFFICIAL)),$(error name UNxml: make bench-read OFFICIAL=FOLDER)) --pdf $(wildcard ../shared/documents/*.pdf)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-all: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt torch==2.13.0
	$(PIP) install --constraint constraints.txt --editable ".[dev]"
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: $(VENV)/installed-all
	$(PIP) install --constraint constraints.txt torch==2.13.0 --editable ".[bench]"
	@touch $@

clean:
	rm -rf build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache
