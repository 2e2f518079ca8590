"""Special tokens at the end of a completion."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from reasonscore.reward import sample
from reasonscore.reward.sample import clean

# What is cut off, as one expression: right, but on hostile text it takes the square of the tokens.
END = re.compile(r"(?:\s{0,4}(?:<[|｜][^\s<>|｜]{1,40}[|｜]>|</s>|<eos>|<pad>|<end_of_turn>|\[/?INST\]))+\s{0,40}$")
PARTS = ["<|im_end|>", "</s>", "<eos>", "<pad>", "[/INST]", "[INST]", "<｜end｜>", " ", "     ", "\n", " " * 39]
PARTS += ["x", "<|", "|>", "<| a|>", "<|" + "a" * 41 + "|>", "]", ">", "<", "[", "\t", "\x1c", "gout."]


@example(parts=["gout.", "</s>", " " * 40, "\n"])
@example(parts=["gout.", "</s>", " " * 40, " "])
@example(parts=["gout.", "     ", "</s>", "     ", "<eos>"])
@given(parts=st.lists(st.sampled_from(PARTS), max_size=12))
def test_same_as_the_expression(parts):
    text = "".join(parts)
    match = END.search(text)
    assert clean(text) == (text[: match.start()] if match else text)


def test_only_the_last_characters_are_looked_at():
    text = "gout." + "</s>" * 2_000
    match = END.search(text, len(text) - 4_000)
    assert clean(text) == text[: match.start()]
    assert clean("a" + " " * 3_990 + "</s>" * 3) == "a" + " " * 3_986


def test_each_token_is_tried_once(monkeypatch):
    class Counted:
        tried = 0

        def fullmatch(self, text, start, end):
            Counted.tried += 1
            return pattern.fullmatch(text, start, end)

    pattern = sample._SPECIAL
    monkeypatch.setattr(sample, "_SPECIAL", Counted())
    clean("<|a|>" * 800 + "x")
    assert Counted.tried <= 1
    clean("x" + "<|a|>" * 700)
    assert Counted.tried <= 702
