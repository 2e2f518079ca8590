"""Recognition on the project's own lists, and the rules around it."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.errors import InputError
from reasonscore.lexicon.concept import KINDS
from reasonscore.lexicon.lexicon import Lexicon, load_lexicon

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def ids(lexicon: Lexicon, text: str) -> set[str]:
    return {concept.id for mention in lexicon.find(text) for concept in mention.candidates}


def named(lexicon: Lexicon, text: str) -> list[str]:
    return [mention.concept.name for mention in lexicon.find(text)]


@pytest.mark.parametrize("table", ["triples", "more_triples"])
def test_surface_forms_of_one_concept_meet(lexicon: Lexicon, table: str) -> None:
    pairs = [(a, b) for _, *forms in rows(table) for a, b in combinations(forms, 2)]
    apart = [(a, b) for a, b in pairs if not ids(lexicon, a) & ids(lexicon, b)]
    assert len(pairs) >= 180
    assert len(apart) <= len(pairs) * 0.1, apart


@pytest.mark.parametrize("table", ["near_misses", "more_near_misses"])
def test_near_misses_do_not_meet(lexicon: Lexicon, table: str) -> None:
    pairs = rows(table)
    met = [(a, b) for a, b in pairs if ids(lexicon, a) & ids(lexicon, b)]
    assert len(pairs) >= 120
    assert len(met) <= len(pairs) * 0.01, met


def test_most_near_misses_are_found_at_all(lexicon: Lexicon) -> None:
    terms = [term for pair in rows("near_misses") for term in pair]
    unknown = [term for term in terms if not ids(lexicon, term)]
    assert len(unknown) <= len(terms) * 0.05, unknown


def test_common_terms_of_each_kind_are_covered(lexicon: Lexicon) -> None:
    missed: dict[str, list[str]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for kind, term in rows("coverage"):
        total[kind] += 1
        if not lexicon.concepts(term):
            missed[kind].append(term)
    assert all(count == 25 for count in total.values())
    assert {kind: terms for kind, terms in missed.items() if len(terms) > 2} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low sodium after a heart attack.", ["hyponatremia", "myocardial infarction"]),
        ("carcinoma of the breast", ["breast cancer"]),
        ("Pain in the chest, then syncope", ["chest pain", "syncope"]),
        ("ANAEMIA and Oedema", ["anemia", "edema"]),
        ("beta-blockers or β blocker", ["beta blockers", "beta blockers"]),
        ("the serum potassium level was markedly elevated", ["hyperkalemia"]),
        ("sodium low, calcium high", ["hyponatremia", "hypercalcemia"]),
        ("a low-sodium diet", ["low-sodium diet"]),
        ("On the other hand, all men can.", []),
        ("ALL PATIENTS CAN", []),
        ("", []),
        ("   \n", []),
    ],
)
def test_worked_examples(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert named(lexicon, text) == expected


def test_a_term_does_not_cross_punctuation(lexicon: Lexicon) -> None:
    assert "chest pain" not in named(lexicon, "The chest. Pain elsewhere")


def test_abbreviations_count_only_as_written(lexicon: Lexicon) -> None:
    assert named(lexicon, "He has RA of the hands") != []
    assert named(lexicon, "an ms. or a pe class") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PE on CT; anticoagulation with heparin started", "pulmonary embolism"),
        ("MS with optic neuritis and oligoclonal bands", "multiple sclerosis"),
        ("a diastolic murmur of MS at the mitral valve", "mitral stenosis"),
        ("AF with rapid ventricular rate on apixaban", "atrial fibrillation"),
        ("RA treated with methotrexate", "rheumatoid arthritis"),
        ("RA pressure and RV pressure were high", "right atrium"),
    ],
)
def test_context_decides_an_ambiguous_abbreviation(lexicon: Lexicon, text: str, name: str) -> None:
    mention = next(m for m in lexicon.find(text) if m.surface in {"PE", "MS", "AF", "RA"})
    assert mention.concept.name == name
    assert not mention.ambiguous


def test_without_context_an_abbreviation_stays_ambiguous(lexicon: Lexicon) -> None:
    (mention,) = lexicon.find("She has MS.")
    assert mention.ambiguous
    assert {"multiple sclerosis", "mitral stenosis"} <= {concept.name for concept in mention.candidates}


def test_a_sense_outside_the_lexicon_names_nothing(lexicon: Lexicon) -> None:
    assert "heart rate" not in named(lexicon, "The hazard ratio was lower (HR 0.8, CI 0.7 to 0.9)")
    assert "heart rate" in named(lexicon, "BP 120/80, HR 90")


def test_kinds_ids_and_spans(lexicon: Lexicon) -> None:
    text = "Aspirin for STEMI; CXR clear, HR 80, E. coli in the bladder."
    mentions = lexicon.find(text)
    assert {mention.concept.kind for mention in mentions} >= {
        "drug",
        "disease",
        "imaging",
        "vital",
        "organism",
        "anatomy",
    }
    for mention in mentions:
        assert text[slice(*mention.span)] == mention.surface
        assert mention.concept.id.split(":")[0] == mention.concept.kind
        assert lexicon.by_id(mention.concept.id) == mention.concept
    assert {concept.kind for concept in map(lexicon.by_id, _all_ids(lexicon)) if concept} == set(KINDS)


def _all_ids(lexicon: Lexicon) -> list[str]:
    return [concept.id for _, term in rows("coverage") for concept in lexicon.concepts(term)] + ["no:such"]


def test_whole_string_look_up(lexicon: Lexicon) -> None:
    assert [concept.name for concept in lexicon.concepts("heart attack.")] == ["myocardial infarction"]
    assert lexicon.concepts("heart attack yesterday") == ()
    assert lexicon.concepts("") == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_ordered_exact_spans(text: str) -> None:
    position = 0
    for mention in load_lexicon().find(text):
        start, end = mention.span
        assert position <= start < end <= len(text)
        assert text[start:end] == mention.surface
        position = end


@settings(deadline=None)
@given(st.sampled_from([form for row in rows("triples") for form in row[1:]]), st.sampled_from(["", "(", "the "]))
def test_a_form_is_found_wherever_it_stands(form: str, before: str) -> None:
    lexicon = load_lexicon()
    alone = {mention.span: mention.concept for mention in lexicon.find(form)}
    assert alone
    if len(form.split()) > 1:
        placed = {
            (start - len(before), end - len(before))
            for (start, end), *_ in [m[1:] for m in lexicon.find(before + form)]
        }
        assert placed == set(alone)


def test_user_table_adds_concepts_and_forms(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(
        "kind\tname\tforms\tbroader\n"
        "drug\tzilebesiran\tALN-AGT01|zile\tantihypertensives\n"
        "\n# a comment\n"
        "disease\tmyocardial infarction\tthe big one\t\n",
        encoding="utf-8",
    )
    lexicon = load_lexicon(table)
    assert lexicon is load_lexicon(table)
    assert named(lexicon, "zile after the big one") == ["zilebesiran", "myocardial infarction"]
    assert named(load_lexicon(), "zile after the big one") == []


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("kind\tname\tforms\ndrgu\tx\ty\n", 2, 1, "drgu"),
        ("kind\tname\tforms\ndrug\t \ty\n", 2, 2, "name is empty"),
        ("kind\tname\tforms\n\ndrug\tx\ty\tz\n", 3, 4, "surplus tab"),
        ("kind\tnames\tforms\n", 1, 2, "names"),
        ("kind\tname\tforms\tname\n", 1, 4, "twice"),
        ("kind,name,forms\n", 1, 1, "separated by tabs"),
    ],
)
def test_a_bad_table_says_where(tmp_path: Path, content: str, line: int, column: int, words: str) -> None:
    table = tmp_path / "bad.tsv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_lexicon(table)
    assert caught.value.line == line
    assert f"column {column}" in str(caught.value)
    assert words in str(caught.value)


def test_a_missing_or_empty_table_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "empty.tsv").write_text("", encoding="utf-8")
    (tmp_path / "binary.tsv").write_bytes(b"\xff\xfe\x00")
    for name in ("none.tsv", "empty.tsv", "binary.tsv"):
        with pytest.raises(InputError):
            load_lexicon(tmp_path / name)
    (tmp_path / "short.tsv").write_text("kind\tname\n", encoding="utf-8")
    with pytest.raises(InputError, match="forms"):
        load_lexicon(tmp_path / "short.tsv")
