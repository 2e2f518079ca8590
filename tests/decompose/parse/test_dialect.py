"""Universal dependencies turned into the trees that the rules read."""

from reasonscore.decompose.parse.dialect import is_universal, to_clear
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.tree import read_tree


def parse(*rows):
    """A parse from (word, tag, label, head) rows."""
    words = [row[0] for row in rows]
    text, starts = "", []
    for word in words:
        text += "" if word in ".," or not text else " "
        starts.append(len(text))
        text += word
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    lower = [word.lower() for word in words]
    tags, deps, heads = ([row[i] for row in rows] for i in (1, 2, 3))
    lemmas = [{"is": "be", "shows": "show", "denies": "deny"}.get(word, word) for word in lower]
    return Parse(text, words, lower, starts, ends, list(tags), list(deps), list(heads), lemmas)


def texts(tree):
    to_clear(tree)
    return [" ".join(word.text for word in draft.words) for draft in read_tree(tree, "balanced")]


def test_the_copula_becomes_the_head():
    tree = parse(
        ("The", "DT", "det", 1),
        ("scan", "NN", "nsubj", 3),
        ("is", "VBZ", "cop", 3),
        ("normal", "JJ", "root", 3),
        ("and", "CC", "cc", 3),
        ("the", "DT", "det", 6),
        ("film", "NN", "nsubj", 8),
        ("is", "VBZ", "cop", 8),
        ("clear", "JJ", "conj", 3),
        (".", ".", "punct", 3),
    )
    to_clear(tree)
    assert tree.deps[2] == "ROOT"
    assert (tree.deps[3], tree.heads[3]) == ("acomp", 2)
    assert (tree.deps[1], tree.heads[1]) == ("nsubj", 2)
    assert (tree.deps[7], tree.heads[7]) == ("conj", 2)


def test_the_preposition_becomes_the_head():
    tree = parse(
        ("It", "PRP", "nsubj", 1),
        ("shows", "VBZ", "root", 1),
        ("fluid", "NN", "dobj", 1),
        ("in", "IN", "case", 5),
        ("the", "DT", "det", 5),
        ("lung", "NN", "nmod", 2),
    )
    to_clear(tree)
    assert (tree.deps[3], tree.heads[3]) == ("prep", 2)
    assert (tree.deps[5], tree.heads[5]) == ("pobj", 3)


def test_denied_lists_are_split():
    tree = parse(
        ("She", "PRP", "nsubj", 1),
        ("denies", "VBZ", "root", 1),
        ("fever", "NN", "dobj", 1),
        (",", ",", "punct", 2),
        ("cough", "NN", "conj", 2),
        ("or", "CC", "cc", 2),
        ("rash", "NN", "conj", 2),
    )
    assert texts(tree) == ["She denies fever", "She denies cough", "She denies rash"]


def test_which_labels_are_universal():
    assert not is_universal([])
