# Needs python3 (3.11 or newer), make and git; the first command installs the rest into .venv.
# All paths are relative, since the repository may lie in a folder with spaces in its name.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
DOJO := $(VENV_PYTHON) -m dojo
READY := .venv/ready
SUITE := tests -n 2 --dist loadfile --cov=dojo --cov-branch --cov-report=term:skip-covered --cov-fail-under=95
CACHES := .diagnosis .pytest_cache .hypothesis .mypy_cache .ruff_cache .coverage .coverage.*

# With it in the environment, .venv is no longer its own prefix.
unexport PYTHONHOME

.PHONY: help check watch next hint progress compare reset gate mutants test lint lock clean

help: #- this list
	@awk -F ': .*#- ' '/^[a-z]+:.*#-/ { printf "make %-9s %s\n", $$1, $$2 }' Makefile

check: $(READY) #- judge your work: all of it, TOPIC=structures or TOPIC=structures/lru_cache; IMPL=solutions judges ours
	@$(DOJO) check $(TOPIC) $(if $(IMPL),--impl "$(IMPL)") $(if $(JSON),--json "$(JSON)") $(if $(JUNIT),--junit "$(JUNIT)")

watch: $(READY) #- judge each kata whenever you save it; TOPIC=structures begins there
	@$(DOJO) watch $(TOPIC)

next: $(READY) #- the first kata that is not done, of all or of TOPIC=structures
	@$(DOJO) next $(TOPIC)

hint: $(READY) #- the next hint for KATA=structures/lru_cache; N=1 shows the first again
	@$(DOJO) hint $(KATA) $(N)

progress: $(READY) #- the checklist, ticked where you are done; TOPIC=structures shows that part
	@$(DOJO) progress $(TOPIC)

compare: $(READY) #- your KATA=structures/lru_cache beside the reference, once it is done; ANYWAY=1 before
	@$(DOJO) compare $(KATA) $(if $(ANYWAY),--anyway)

reset: $(READY) #- bring the stub of KATA=structures/lru_cache back; your attempt is kept
	@$(DOJO) reset $(KATA)

gate: $(READY) #- judge the tests by their witnesses, all or those of KATA=structures/lru_cache
	@$(DOJO) gate $(KATA)

mutants: $(READY) #- score the tests by mutants of the solution, all or those of KATA=structures/lru_cache
	@$(DOJO) mutants $(KATA)

test: lint #- the repository's own suite, after lint
	$(VENV_PYTHON) -m pytest $(SUITE)

lint: $(READY) #- ruff and mypy
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy

lock: #- refresh dojo/requirements.lock
	$(PYTHON) -m venv .venv/uv && .venv/uv/bin/python -m pip install --quiet uv
	.venv/uv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group house pyproject.toml -o dojo/requirements.lock

# The stamp goes first: half a .venv must not look ready.
clean: #- remove .venv and caches, for instance to change PYTHON
	rm -rf $(READY) .venv $(CACHES)
	find * \( -name __pycache__ -o -name '*.pyc' \) -prune -exec rm -rf {} +

# An interpreter that has gone, or is newer than the stamp, makes bootstrap look again.
$(READY): dojo/requirements.lock $(VENV_PYTHON)
	@$(PYTHON) -m dojo.bootstrap && touch $@

$(VENV_PYTHON): ;
