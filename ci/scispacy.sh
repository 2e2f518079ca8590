#!/usr/bin/env bash
# Tests the scispacy extra in an environment of its own; says why where that can't be built here.
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf .venv-scispacy
log=$(mktemp)
if timeout "${SCISPACY_LIMIT:-480}" bash -euo pipefail -c '
  python3 -m venv .venv-scispacy
  .venv-scispacy/bin/pip install -q pytest hypothesis -e ".[scispacy]"
' > "$log" 2>&1; then
  .venv-scispacy/bin/python -m pytest -q -p no:cacheprovider -m scispacy tests/decompose/test_scispacy.py
else
  echo "skipped: the environment of the scispacy extra could not be built here: $(tail -n 1 "$log")"
fi
