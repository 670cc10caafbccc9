# Two commands to know: `make demo` and `make test`. Both install what requirements.lock names into .venv first.
.PHONY: demo test long year check lock clean soak program

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

demo: $(READY)
	@$(PY) -m service demo --dir demo

test: $(READY)
	@$(PY) -m pytest --numprocesses 2 --dist worksteal

# What `make test` leaves out for its length: kills, servers that go away, a year, a program of people of every temper.
long: $(READY)
	@$(PY) -m pytest --numprocesses 2 -m long

# A year of forty partnerships, as a test.
year: $(READY)
	@$(PY) -m pytest -m year

# `make PYTHON=…` means that interpreter, also where .venv was made with another one.
ifdef PYTHON
VERSION_OF := -c 'import sys; print(*sys.version_info[:3])' 2>/dev/null
ifneq ($(shell $(PY) $(VERSION_OF)),$(shell "$(PYTHON)" $(VERSION_OF)))
.PHONY: $(READY)
endif
endif

# The first interpreter of a version we support; each is asked, because a name on PATH may be an empty shim.
$(READY): requirements.lock pyproject.toml
	@set -e; found=; for python in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3); do \
	  if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "mentormail needs Python 3.11, 3.12 or 3.13 on PATH (or: make PYTHON=/path/to/python3)"; exit 1; fi; \
	"$$found" -m venv --clear $(VENV) || { echo "$$found cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "installing into $(VENV) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

check: $(READY)
	@$(PY) -m ruff check service tests bench
	@$(PY) -m ruff format --check service tests bench
	@$(PY) -m mypy
	@$(PY) -m pytest tests/test_architecture.py

# The same played longer, told person by person; what broke a rule is named, and fails.
program: $(READY)
	@$(PY) -m service simulate --partnerships 40 --months 12 --dir simulation

# Twenty minutes of mail arriving while everything is killed (docs/soak.md), and a round killed at each of its steps.
# PostgreSQL and Redis are its own, on free ports. SOAK_MINUTES: for each database.
SOAK_MINUTES := 10
SOAK := PYTHONPATH=tests/support:. $(PY) tests/soak/soak.py

soak: $(READY)
	@$(SOAK) storms sqlite $(SOAK_MINUTES)
	@$(SOAK) storms postgres $(SOAK_MINUTES)
	@$(SOAK) steps sqlite
	@$(SOAK) steps postgres

# Needs uv; only for those who change the dependencies.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra test --extra build -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) demo simulation .hypothesis .mypy_cache .ruff_cache
