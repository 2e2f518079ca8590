"""The scispacy extra: its detector of abbreviations, and pipelines of the en_core_sci family by name.

Run by ci/scispacy.sh in an environment of its own: `pytest -m scispacy tests/decompose/test_scispacy.py`.
"""

import importlib
import shutil
import sys

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.loader import load_decomposer
from reasonscore.decompose.parse.pipeline import DEFAULT_PIPELINE
from reasonscore.decompose.references.abbreviation import SchwartzHearst, ScispacyFinder, expansions, load_finder
from reasonscore.trace.trace import Trace

pytestmark = [pytest.mark.scispacy, pytest.mark.filterwarnings("ignore")]
TEXTS = [
    "Spinal and bulbar muscular atrophy (SBMA) is inherited. SBMA is rare.",
    "He has heart failure with preserved ejection fraction (HFpEF).",
    "MRSA (methicillin-resistant Staphylococcus aureus) was grown.",
    "He has atrial fibrillation (AF) and had a transient ischaemic attack (TIA). AF persists.",
    "The nodule (4 mm) grew.",
    "A lone surrogate \ud800 before zonal quiet disease (ZQD).",
    "",
]


@pytest.fixture(scope="module", autouse=True)
def detector():
    pytest.importorskip("scispacy", reason="needs the scispacy extra: pip install 'reasonscore[scispacy]'")


@pytest.fixture(scope="module")
def sci_pipeline(tmp_path_factory):
    """A package named en_core_sci_test: the general parser with the detector of abbreviations behind it."""
    import spacy
    from scispacy.abbreviation import AbbreviationDetector  # noqa: F401

    folder = tmp_path_factory.mktemp("site") / "en_core_sci_test"
    language = spacy.load(DEFAULT_PIPELINE)
    language.add_pipe("abbreviation_detector")
    language.meta["name"], language.meta["version"] = "core_sci_test", "0.0.1"
    folder.mkdir()
    data = folder / "data"
    language.to_disk(data)
    (folder / "__init__.py").write_text(
        "from pathlib import Path\n"
        "from spacy.util import load_model_from_path\n"
        "def load(**overrides):\n"
        "    return load_model_from_path(Path(__file__).parent / 'data', **overrides)\n"
    )
    info = folder.parent / "en_core_sci_test-0.0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: en_core_sci_test\nVersion: 0.0.1\n")
    sys.path.insert(0, str(folder.parent))
    importlib.invalidate_caches()
    yield "en_core_sci_test"
    sys.path.remove(str(folder.parent))
    shutil.rmtree(folder)


def test_the_detector_takes_over():
    assert isinstance(load_finder(), ScispacyFinder)
    assert load_decomposer("shallow").signature()["abbreviations"].startswith("scispacy-")


@pytest.mark.parametrize("text", TEXTS)
def test_the_own_finder_finds_what_the_detector_finds(text):
    theirs, ours = load_finder().find(text), SchwartzHearst().find(text)
    assert expansions(theirs).items() <= expansions(ours).items()
    for item in (*theirs, *ours):
        assert text[slice(*item.short_span)] == item.short
        assert text[slice(*item.long_span)] == item.long


def test_a_sci_pipeline_by_name(sci_pipeline):
    decomposer = load_decomposer(pipeline=sci_pipeline)
    assert decomposer.signature()["pipeline"] == "en_core_sci_test-0.0.1"
    [result] = decomposer.decompose_many([Source(Trace(text="She denies fever, chills or a rash. ZQD is mild."))])
    assert [claim.text for claim in result.claims][1:] == ["She denies chills.", "She denies a rash.", "ZQD is mild."]
