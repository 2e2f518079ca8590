"""Corpus readers: each format's documents, and how bad ones are reported."""

import gzip
import json

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.retrieve.chunk import Chunking, chunk_document, sentences
from reasonscore.retrieve.corpus import CorpusFile, read_corpus
from reasonscore.retrieve.document import BadDocument, Document
from reasonscore.retrieve.markdown import read_markdown
from reasonscore.retrieve.text import read_text

ROW = {"id": "a", "title": "T", "text": "Fever.", "source": "S", "date": "2020", "licence": "CC0"}


def documents(path, **options):
    return list(read_corpus(path, **options))


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "JSONL.zst", "ndjson"])
def test_jsonl_plain_and_packed(tmp_path, suffix):
    content = (json.dumps(ROW) + "\n\n").encode()
    if suffix.endswith("gz"):
        content = gzip.compress(content)
    if suffix.endswith("zst"):
        content = zstandard.compress(content)
    (tmp_path / f"c.{suffix}").write_bytes(content)
    if suffix == "JSONL.zst":
        (tmp_path / f"c.{suffix}").rename(tmp_path / "c.jsonl.zst")
        suffix = "jsonl.zst"
    assert documents(tmp_path / f"c.{suffix}") == [Document("a", "Fever.", "T", "S", "2020", "CC0")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"id": "m_0", "title": "M", "content": "Gout.", "contents": "M. Gout."}, Document("m_0", "Gout.", "M")),
        ({"_id": "b1", "title": "", "text": "Gout."}, Document("b1", "Gout.")),
        ({"PMID": 31415, "abstract": "Gout.", "year": 1999}, Document("31415", "Gout.", date="1999")),
        ({"text": "Gout.", "license": "MIT", "url": "x"}, Document("c:1", "Gout.", source="x", licence="MIT")),
    ],
)
def test_field_names_of_known_corpora(tmp_path, row, expected):
    (tmp_path / "c.jsonl").write_text(json.dumps(row))
    assert documents(tmp_path / "c.jsonl") == [expected]


def test_field_names_of_the_user_come_first(tmp_path):
    (tmp_path / "c.jsonl").write_text(json.dumps(ROW | {"long": "Sepsis."}))
    assert documents(tmp_path / "c.jsonl", fields={"text": "long"})[0].text == "Sepsis."


def test_bad_documents_are_reported_with_line_and_field(tmp_path):
    lines = [
        b'{"text": "fine"}', b"{", b"[1]", b'{"text": 5}', b'{"text": "  "}', b'{"id": "x"}', b'{"text": "\\ud800"}',
        b'{"text": "\xff"}', b'{"id": [], "text": "y"}', b"null", b'{"text": "fine too"}',
    ]  # fmt: skip
    (tmp_path / "c.jsonl").write_bytes(b"\n".join(lines))
    found = documents(tmp_path / "c.jsonl")
    assert [item.text for item in found if isinstance(item, Document)] == ["fine", "fine too"]
    bad = {item.line: item for item in found if isinstance(item, BadDocument)}
    assert sorted(bad) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert str(bad[4]) == "c.jsonl, line 4, field 'text': found a number, expected a string"
    assert (bad[6].field, bad[9].field) == ("text", "id")
    assert "surrogate" in bad[7].reason


def test_truncated_archive_gives_what_it_has(tmp_path):
    content = gzip.compress("".join(json.dumps({"text": f"{n} " * 50}) + "\n" for n in range(2000)).encode())
    (tmp_path / "c.jsonl.gz").write_bytes(content[: len(content) // 2])
    found = documents(tmp_path / "c.jsonl.gz")
    assert len(found) > 10
    assert "breaks off after line" in found[-1].reason


@pytest.mark.parametrize("name", ["c.jsonl.gz", "c.txt.gz", "c.md.gz", "c.xml.gz"])
@pytest.mark.parametrize("damage", ["no gzip", "inside"])
def test_a_damaged_archive_costs_no_other_file(tmp_path, name, damage):
    content = bytearray(gzip.compress(b"".join(b'{"text": "passage %d"}\n' % n**3 for n in range(2000))))
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(byte ^ 0x5A for byte in content[middle : middle + 40])
    (tmp_path / name).write_bytes(content if damage == "inside" else b"not packed")
    (tmp_path / "z.txt").write_text("The last file.")
    found = documents(tmp_path)
    assert isinstance(found[-2], BadDocument)
    assert found[-2].path == name
    assert found[-1].text == "The last file."


def test_folder_in_order_of_names_and_collection_folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/one.jsonl").write_text('{"text": "second"}')
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "picture.png").write_bytes(b"\x00")
    assert [(item.id, item.text) for item in documents(tmp_path)] == [("a", "first"), ("b/one:1", "second")]
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/notes.txt").write_text("hidden")
    assert [item.id for item in documents(tmp_path, form="text")] == ["a"]
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "text": "the corpus"}')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "never indexed"}')
    assert [item.id for item in documents(tmp_path)] == ["d1"]


def test_unknown_paths_suffixes_and_formats(tmp_path):
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputError, match="no such file"):
        documents(tmp_path / "none")
    with pytest.raises(InputError, match=r"found suffix '.pdf'"):
        documents(tmp_path / "c.pdf")
    with pytest.raises(InputError, match="found no"):
        documents(tmp_path)
    with pytest.raises(UnknownNameError, match="did you mean jsonl"):
        documents(tmp_path / "c.pdf", form="json")


def test_medquad(tmp_path):
    (tmp_path / "0000001.xml").write_text(
        """<?xml version="1.0" encoding="UTF-8"?>
        <Document id="0000001" source="NIH" url="https://example.org/gout"><Focus>Gout</Focus><QAPairs>
        <QAPair pid="1"><Question qid="0000001-1" qtype="treatment">What helps gout ?</Question>
        <Answer>Colchicine helps.   It is old.</Answer></QAPair>
        <QAPair pid="2"><Question qid="0000001-2">And else?</Question><Answer/></QAPair></QAPairs></Document>"""
    )
    found, bad = documents(tmp_path / "0000001.xml")
    assert found == Document(
        "0000001/0000001-1", "Colchicine helps. It is old.", "What helps gout ?", "NIH https://example.org/gout", None,
        "CC BY 4.0", divisible=True,
    )  # fmt: skip
    assert (bad.field, bad.reason) == ("QAPair[2].Answer", "empty, expected an answer")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<Document><QAPair>", "not well-formed"),
        ("<other/>", "found <other> with 0 <QAPair>"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Document>&a;</Document>', "document type definition"),
    ],
)
def test_bad_xml(tmp_path, content, reason):
    (tmp_path / "x.xml").write_text(content)
    [bad] = documents(tmp_path / "x.xml")
    assert reason in bad.reason


def test_markdown(tmp_path):
    (tmp_path / "guide.md").write_text(
        "---\ntitle: Gout guide\nsource: Own clinic\ndate: 2025-03\nlicense: CC BY 4.0\n---\nPreface.\n"
        "# Treatment\n\n- **Colchicine** is [first-line](https://example.org/a).\n<!-- not this -->\n## Dose\n"
        "| a | b |\n|---|---|\n| low | 0.5 mg |\n```\n# not a heading\n```\n# Empty\n"
    )
    found = documents(tmp_path / "guide.md")
    assert [(item.id, item.title, item.text) for item in found] == [
        ("guide/0", "Gout guide", "Preface."),
        ("guide/1", "Gout guide > Treatment", "Colchicine is first-line."),
        ("guide/2", "Gout guide > Treatment > Dose", "a   b\n\nlow   0.5 mg\n# not a heading"),
    ]
    assert {(item.source, item.date, item.licence) for item in found} == {("Own clinic", "2025-03", "CC BY 4.0")}


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_markdown_and_text(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for read in (read_markdown, read_text):
        found = list(read(CorpusFile(path, "any"), {}))
        assert found
        assert all(item.text.strip() for item in found if isinstance(item, Document))


def test_long_text_comes_in_sections(tmp_path):
    (tmp_path / "long.txt").write_text(("word " * 100 + "\n\n") * 2500)
    found = documents(tmp_path / "long.txt")
    assert [item.id for item in found] == ["long/0", "long/1", "long/2"]
    assert sum(len(item.text.split()) for item in found) == 250_000


def test_sentences_and_chunks():
    text = "Give 0.5 mg b.d. of it. Dr. Lee, e.g. today, agrees!  Is pH 7.2 low? Yes.\n\nNew paragraph"
    assert list(sentences(text)) == [
        "Give 0.5 mg b.d. of it.", "Dr. Lee, e.g. today, agrees!", "Is pH 7.2 low?", "Yes.", "New paragraph",
    ]  # fmt: skip
    assert chunk_document(Document("d", "short one"), Chunking(words=2))[0].id == "d"
    with pytest.raises(InputError, match="at least 1 word"):
        Chunking(words=0)


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=20),
    st.integers(1, 25),
    st.integers(0, 3),
)
def test_chunks_keep_every_word_and_the_limit(lengths, words, overlap):
    numbers = iter(range(10_000))
    text = " ".join(" ".join(f"W{next(numbers)}" for _ in range(length)) + "." for length in lengths)
    parts = chunk_document(Document("d", text), Chunking(words, overlap))
    assert all(len(part.text.split()) <= words for part in parts)
    seen = list(dict.fromkeys(word for part in parts for word in part.text.split()))
    assert seen == text.split()
    assert len({part.id for part in parts}) == len(parts)
