"""Whether a sentence is one of those that are read in other words: most are not, and little of them tells.

A rule that restates a sentence is asked only where the sentence holds what the rule cannot do without.
"""

from __future__ import annotations

from functools import cache

from reasonscore.decompose.layout.letter import THANKS, parts_of_letter
from reasonscore.decompose.layout.note import TO_DO, is_circumstance, is_finite, openings, spell_out
from reasonscore.decompose.layout.numbered import parts_by_number
from reasonscore.decompose.layout.plain_text import PlainText
from reasonscore.decompose.restated.as_for import TOPIC, said_of_topic
from reasonscore.decompose.restated.but_if import parts_but_if
from reasonscore.decompose.restated.ellipsis import CONDITIONAL, fill
from reasonscore.decompose.restated.paired import NOT_ONLY, ONLY_THEN, THINK_SO, parts_of
from reasonscore.decompose.restated.partial_count import COUNTING, parts_of_count
from reasonscore.decompose.restated.put_in import PUTTING, without_put_in
from reasonscore.decompose.restated.reduced import OPENING, without_gap
from reasonscore.decompose.restated.revision import RETHOUGHT, TURNING, pause, revise
from reasonscore.decompose.search.keys import Keys
from reasonscore.decompose.search.opening_word import OpeningWords
from reasonscore.decompose.search.word_bits import WORD_BITS
from reasonscore.decompose.search.word_index import word_index
from reasonscore.decompose.segments.label import has_label_mark

# A writer who takes something back may also say "I mean" or "or rather".
_TURNING = WORD_BITS.number(Keys(TURNING, frozenset({"mea", "rat"})))
_CONDITIONAL = WORD_BITS.number(Keys(CONDITIONAL))
_MODAL = WORD_BITS.number(Keys(frozenset("can may might could should will must cannot won".split())))
_DUTY = WORD_BITS.number(Keys(frozenset({"to"}))) | WORD_BITS.number(Keys(TO_DO))
_COUNTING = WORD_BITS.number(Keys(COUNTING))
_PUTTING = WORD_BITS.number(Keys(PUTTING))
_FIRST_WORDS = 4
"""Words within which "to" stands in "GP to review"."""

_NAMING = ("The following ", "Among ")


@cache
def _openings() -> OpeningWords:
    return OpeningWords([each.pattern for each in (TOPIC, OPENING, NOT_ONLY, ONLY_THEN, THINK_SO, RETHOUGHT, THANKS)])


def is_restated(plain: PlainText) -> bool:
    """False where a sentence is read as it stands; true where some rule says it in other words, or may do so.

    >>> is_restated(PlainText("The calcium is low.", 0)), is_restated(PlainText("Abdomen soft, no guarding.", 0))
    (False, True)
    """
    text = plain.text
    index = word_index(text)
    if index is None or ";" in text or has_label_mark(text) or text.startswith(_NAMING):
        return True
    if "2)" in text and parts_by_number(plain)[0] is not plain:
        return True
    held = index.bits()
    opens = _openings().may_open(text)
    if opens and (said_of_topic(plain) is not plain or without_gap(plain) is not plain):
        return True
    if "," in text and held & _PUTTING and without_put_in(plain)[0] is not plain:
        return True
    if (opens or held & _TURNING) and (pause(plain)[0] is not plain or revise(plain)[0] is not plain):
        return True
    if (opens or ("," in text and held & _MODAL)) and parts_of(plain)[0] is not plain:
        return True
    if ("," in text or ":" in text) and (
        (held & _COUNTING and parts_of_count(plain)[0] is not plain) or is_circumstance(text)
    ):
        return True
    if (opens or held & _CONDITIONAL) and parts_of_letter(plain)[0] is not plain:
        return True
    if "but n" in text and parts_but_if(plain)[0] is not plain:
        return True
    if held & _CONDITIONAL and fill(plain)[0] is not plain:
        return True
    duty = held & _DUTY == _DUTY and "to" in text.split(None, _FIRST_WORDS)[:_FIRST_WORDS]
    return (duty or openings().may_open(text) or not is_finite(text)) and spell_out(plain)[0] is not plain
