from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.parse.parse import Parse


def tree(heads):
    words = [str(number) for number in range(len(heads))]
    return Parse(" ".join(words), words, words, [0] * len(heads), [0] * len(heads), words, words[:], list(heads), words)


def test_a_token_that_is_hung_below_itself_leaves_a_tree():
    parse = tree([0, 0, 1, 2])
    parse.attach(1, 3, "punct")
    assert parse.heads == [0, 3, 1, 0]
    assert parse.subtree(0) == [0, 1, 2, 3]
    parse.attach(0, 3, "conj")
    assert parse.heads == [3, 3, 1, 3]
    assert parse.subtree(3) == [0, 1, 2, 3]


def test_other_tokens_are_simply_hung_elsewhere():
    parse = tree([0, 0, 0])
    parse.attach(2, 1, "conj")
    assert (parse.heads, parse.deps[2], parse.children) == ([0, 0, 1], "conj", [[1], [2], []])


@given(st.integers(1, 9).flatmap(lambda size: st.lists(st.integers(0, size - 1), min_size=size, max_size=size)))
def test_whatever_the_heads_were_changed_to_every_token_is_below_one_root(heads):
    parse = tree(heads)
    below = [token for root in parse.roots() for token in parse.subtree(root)]
    assert sorted(below) == list(range(len(heads)))
    assert sum(one != other for one, other in zip(heads, parse.heads, strict=True)) <= len(heads) // 2


def test_two_mendings_that_contradict_each_other_leave_a_tree():
    parse = tree([0, 0, 1, 2])
    parse.heads[1] = 3
    parse.link()
    assert parse.heads == [0, 0, 1, 2]
