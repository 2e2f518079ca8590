import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("package", ["aggregate", "judged", "report", "adapters"])
def test_public_names_are_sorted_documented_and_resolve(package):
    module = importlib.import_module(f"reasonscore.{package}")
    assert sorted(module.__all__) == list(module.__all__)
    for name in module.__all__:
        assert getattr(module, name).__doc__, name
    with pytest.raises(AttributeError):
        _ = module.nothing


def test_the_names_of_the_documentation_are_functions_whatever_was_imported_before():
    code = (
        "import reasonscore.aggregate.pairing, reasonscore.judged.reader\n"
        "from reasonscore import Aggregator, compare, read_judged\n"
        "from reasonscore.aggregate import compare as same\n"
        "assert compare is same and callable(compare) and callable(read_judged) and isinstance(Aggregator, type)\n"
        "import sys; from reasonscore import aggregate"
    )
    paths = [str(ROOT), str(ROOT / "cli"), str(ROOT / "resources")]
    subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {paths}\n{code}"], check=True, timeout=60)
