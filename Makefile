# make run: set up and start the app. make test: set up and pass the tests.
# With uv installed, "uv run kneetui" and "uv run pytest" do the same; without it, a copy of its own is
# put into .python-tools by PYTHON, which may be any Python 3.8 or newer with venv.

PYTHON ?= python3
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .python-tools/bin/uv)
# Interpreters are not downloaded, unless asked for: make run UV_PYTHON_DOWNLOADS=automatic
export UV_PYTHON_DOWNLOADS ?= never

.PHONY: run install uninstall onefile test hunt bench check wheels-check onefile-check walk fuzz uv

run: uv
	@$(UV) run kneetui
	@echo "The command kneetui, by that name: make install. Until then, in this folder: $(UV) run kneetui"

# A tool of its own, with the sport packs and all plugins; byte-compiled, or each start would take four times as long.
# make install WITH=../kneetui-hello: a plugin besides, as editable.
PARTS := $(sort $(patsubst %/pyproject.toml,%,$(wildcard packs/*/pyproject.toml plugins/*/pyproject.toml)))

install: uv
	@$(UV) tool install --quiet --force --compile-bytecode . $(PARTS:%=--with ./%) $(WITH:%=--with-editable %)
	@echo "kneetui is installed: $$($(UV) tool dir --bin)/kneetui. make uninstall removes it."

uninstall: uv
	@$(UV) tool uninstall --quiet kneetui

# All of it in one file, for a computer without a network: it needs a Python of the same version and kind of computer,
# unpacks itself into ~/.shiv (or SHIV_ROOT) at the first start, and compiles what it unpacked. Without
# --no-sources the plugins would bring the app as a link to this folder. Reports as PDF are left out: what sets their
# pages is four times as large as all the rest. So are the lists of what wheels were built
# from and of their files, which nothing reads, and pydantic's copy of its first version, which no model here is of.
NOT_IN_ONEFILE := plugins/report-pdf
ONEFILE ?= dist/kneetui.pyz

onefile: uv
	@rm -rf build/onefile && mkdir -p $(dir $(ONEFILE))
	@$(UV) pip install --no-sources --quiet --python '>=3.11' --target build/onefile . $(filter-out $(NOT_IN_ONEFILE),$(PARTS))
	@rm -rf build/onefile/*.dist-info/sboms build/onefile/*.dist-info/RECORD build/onefile/pydantic/v1
	@$(UV) run --quiet --isolated --only-group release shiv --reproducible --compile-pyc \
	    --python '/usr/bin/env python3' --preamble .ci/onefile_preamble.py --console-script kneetui \
	    --site-packages build/onefile --output-file $(ONEFILE)
	@rm -rf build/onefile
	@echo "$(ONEFILE) is kneetui in one file."

SEED := $(if $(KNEETUI_TEST_SEED),--randomly-seed=$(KNEETUI_TEST_SEED))

test: uv
	@$(UV) run pytest -n auto --dist worksteal $(SEED) $(ARGS)

# What takes long: many more examples of every property, what is marked “hunt”, and every benchmark once.
hunt: uv
	@$(UV) run pytest -n auto --dist worksteal --hypothesis-profile=hunt $(SEED)

# Times and memory, as shares of what the design allows and as ratios. Nothing fails for being slow.
bench: uv
	@$(UV) run pytest -n 0 -p no:randomly --benchmark-enable tests/benchmarks

# What has to hold besides the tests.
check: uv
	@$(UV) run ruff check .
	@$(UV) run ruff format --check .
	@$(UV) run mypy
	@$(UV) run lint-imports

# The wheels of every part, in an environment of their own.
wheels-check: uv
	@$(UV) run python .ci/wheels.py

# The app in one file, without a network.
onefile-check: uv
	@MAKEFLAGS= $(UV) run python .ci/onefile.py

# The real app, from the first run to the diary, by key presses.
walk: uv
	@$(UV) run python .ci/walk.py

# Any bytes as packs and archives, for FUZZ_SECONDS each; with Hypothesis alone where atheris has no wheel.
FUZZ_SECONDS ?= 30
fuzz: uv
	@$(UV) sync --quiet --inexact --group fuzz || echo "atheris cannot be installed here." >&2
	@$(UV) run --no-sync python .ci/fuzz.py $(FUZZ_SECONDS)

# uv, and a Python that is new enough.
uv:
	@$(UV) --version >/dev/null 2>&1 || $(PYTHON) -m venv .python-tools || { \
	    echo "$(PYTHON) cannot make an environment. Install venv (Debian, Ubuntu: python3-venv) or uv." >&2; exit 1; }
	@$(UV) --version >/dev/null 2>&1 || \
	    .python-tools/bin/python -m pip install --quiet --disable-pip-version-check uv || { \
	    echo "uv could not be installed: is there a line to the package index?" >&2; exit 1; }
	@[ "$(UV_PYTHON_DOWNLOADS)" != never ] || $(UV) python find '>=3.11' >/dev/null 2>&1 || { \
	    echo "kneetui needs Python 3.11 or newer, and there is none here. Install one, or let uv fetch one:" >&2; \
	    echo "make run UV_PYTHON_DOWNLOADS=automatic" >&2; exit 1; }
