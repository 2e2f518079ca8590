PYTHON ?= .venv-test/bin/python

.PHONY: check test slow doctest bench
check:
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy
test:
	$(PYTHON) -m pytest
slow:
	$(PYTHON) -m pytest -m "slow or packaging"
doctest:
	$(PYTHON) -m pytest --doctest-modules reasonscore cli/reasonscore_cli
bench:
	for script in benchmarks/*.py; do $(PYTHON) $$script; done
