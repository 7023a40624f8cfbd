# Two commands set everything up: `make demo` and `make test`. CONTRIBUTING.md tells of the others.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
CORPORA ?= $(or $(QUOTH_CORPORA),../shared/corpora)

.PHONY: demo demo-spark desk test check format train evaluate evaluate-check bench bench-archive bench-desk bench-spark \
	fuzz soak docs screenshots clean

demo: .venv/run
	@$(BIN)/quoth read examples/harbour.html --html build/demo.html
	@echo "Open it in a browser: $(CURDIR)/build/demo.html"

# A made-up crawl through Spark; Spark comes from PyPI, and Java too where there is none.
demo-spark: .venv/spark
	$(BIN)/python -m benchmarks.made_up_crawl build/crawl --articles 200
	$(BIN)/quoth spark --input build/crawl --output build/tables --master "local[2]"

# The desk on an archive of the examples: http://127.0.0.1:8321/
desk: .venv/desk build/desk.db
	$(BIN)/quoth serve build/desk.db

build/desk.db: .venv/desk $(wildcard examples/*.html examples/*/*.html)
	$(BIN)/quoth add $@ examples/

# docs/person.png and docs/article.png, which the README shows. Needs chromium.
screenshots: .venv/dev build/desk.db
	$(BIN)/python -m benchmarks.screenshots build/desk.db docs

test: .venv/dev
	$(BIN)/python -m pytest

# Lint, types and the one-way flow of imports.
check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config pyproject.toml

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# About five hours on two cores; stop it when you like, the next call goes on. Needs the corpora and a CPU build of torch.
train: .venv/train
	QUOTH_CORPORA=$(CORPORA) $(BIN)/python -m training

# Scores the shipped model on the dev articles and writes docs/evaluation.md; fails if a figure is below its floor.
# OPTIONS="--pin" raises the floors, OPTIONS="--lower polnear/cue" lowers that one. Needs the corpora.
evaluate: .venv/run
	QUOTH_CORPORA=$(CORPORA) $(BIN)/python -m quoth.evaluation --out docs/evaluation.md $(OPTIONS)

# Whether `quoth check` is right on quotations changed by a script; puts its table into docs/evaluation.md. Needs the corpora.
evaluate-check: .venv/run
	QUOTH_CORPORA=$(CORPORA) $(BIN)/python -m quoth.evaluation.quotation_checks --into docs/evaluation.md $(OPTIONS)

# Speed beside spaCy, textacy and trafilatura, stage by stage, start and memory, in one run. Needs the corpora.
bench: .venv/bench
	QUOTH_CORPORA=$(CORPORA) $(BIN)/python -m benchmarks.speed --out docs/performance.md

# Archives of up to a million statements, made up from a seed: about ten minutes and a gigabyte of disk.
bench-archive: .venv/run
	$(BIN)/python -m benchmarks.archive --out docs/archive-performance.md $(OPTIONS)

# A made-up crawl through Spark on one core and two, with workers lost: hours for the 20,000 articles it has by default.
# Every step is kept in build/scale; what was stopped goes on there.
bench-spark: .venv/spark
	$(BIN)/python -m benchmarks.crawl --folder build/scale --out docs/scale.md $(OPTIONS)

# The desk before 200 readers at once, on the archive of a million statements: half an hour to build it, once.
bench-desk: .venv/dev
	$(BIN)/python -m benchmarks.desk --out docs/desk-performance.md $(OPTIONS)

# Half an hour of damaged documents through every reader and the quotation marks; `make test` has a short form.
# OPTIONS="--minutes 5 --seed 2".
fuzz: .venv/dev
	$(BIN)/python -m robustness.fuzz $(OPTIONS)

# 20,000 made-up articles through `add`: is memory flat? About an hour. OPTIONS="--articles 4000 --cache 1" says it sooner.
soak: .venv/run
	$(BIN)/python -m robustness.soak $(OPTIONS)

# The pages that are generated: the archive's schema. A test fails if they are not up to date.
docs: .venv/run
	$(BIN)/python -m quoth.archive.describe docs/archive.md

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	@mkdir -p build && touch $@

.venv/desk: .venv/run
	$(PIP) --editable '.[desk]'
	@touch $@

.venv/dev: .venv/run
	$(PIP) --editable '.[dev]'
	@touch $@

.venv/train: .venv/dev
	$(PIP) --editable '.[train]'
	@touch $@

.venv/spark: .venv/run
	$(PIP) --editable '.[spark]'
	@touch $@

.venv/bench: .venv/run
	$(PIP) --editable '.[bench]'
	@touch $@

clean:
	rm -rf .venv build
