"""Condition: what holds only under a condition does not hold without it."""

from __future__ import annotations

import re
from typing import Literal

from reasonscore.verify.checks.polarity import NEGATIVE, denied_share
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.conditions import ConditionPart, find_conditions
from reasonscore.verify.cue_table import find_cues
from reasonscore.verify.interval import implies, in_unit
from reasonscore.verify.measure import Measure, measures
from reasonscore.verify.same_measure import same_thing
from reasonscore.verify.statement import Statement, held_words, light_keys, read_statement, word_key
from reasonscore.verify.verdict import Check, Weight

NAME = "condition"
SAME_TOPIC = 0.6
"""Share of the claim's words outside its conditions that a sentence must hold."""
NEARLY = 0.4
"""The same below which they are certainly different; between the two the check is silent."""
SAME_CONDITION = 0.6
"""Share of the evidence's condition that the claim's words must hold for the two to be the same condition."""

_ALWAYS = re.compile(
    r"\b(?:every|all|always|any(?:one|body)?|everyone|everybody|whatever|whenever|whether or not|regardless|"
    r"irrespective|"
    r"unconditional\w*|in no case|never|routine(?:ly)?|without exception)\b",
    re.IGNORECASE,
)
"""Claims that say themselves that there is no condition."""
_ANYWAY = re.compile(
    r"\b(?:whether or not|regardless of(?: whether)?|irrespective of(?: whether)?|whatever|"
    r"no matter (?:whether|if|what|how)|"
    r"even (?:if|when)|independent(?:ly)? of(?: whether)?)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:an? (?:[\w-]+ ){0,3}(?:patient|man|woman|boy|girl|child|person|adult|infant|baby|smoker)s? (?:with|"
    r"whose|who|of|on|in|taking|aged)|"
    r"someone|somebody|those who|people who|with an?|after an?|without|once|despite)\b",
    re.IGNORECASE,
)
_SPECIAL = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("pregnant", r"pregnan\w*|expectant|trimester"),
        ("breastfeeding", r"breast-?feeding|lactat\w+|nursing mothers"),
        ("adolescent", r"adolescen\w*|teenage\w*"),
        ("newborn", r"newborns?|neonat\w*|preterm"),
        ("old", r"elderly|frail|older (?:adults|people|patients)|over (?:65|70|75|80)"),
        ("obese", r"obes\w*|overweight"),
        ("smoker", r"smok\w+"),
        ("kidney", r"chronic kidney disease|ckd|dialysis|renal impairment"),
        ("diabetic", r"diabet\w+"),
    )
)
"""Populations of which one says nothing of another."""
_GROUP_WORDS = frozenset(
    word_key(word)
    for word in "patient patients adult adults people person individual men women man woman child children those subjects "
    "cases aged years old year age who".split()
)


def condition_check(comparison: Comparison) -> Check:
    """Whether the claim keeps the evidence's condition.

    A claim without the condition, under another one, or about another population is not supported; the evidence does
    not contradict it either, unless the same condition is turned round (if, unless).
    """
    claim = comparison.claim
    mine = find_conditions(claim.text)
    outside = frozenset(
        word.key for word in claim.words for part in mine if part.piece[0] <= word.piece[0] < part.piece[1]
    )
    for sentence in comparison.aligned(SAME_TOPIC, outside):
        theirs = find_conditions(sentence.statement.text)
        anyway = _ANYWAY.search(sentence.statement.text)
        if anyway and mine and mine[0].only and _free_of(anyway, mine[0], sentence.statement):
            # "Whether or not it spreads" leaves no place for "only if it spreads".
            return Check(NAME, "conflict", (mine[0].piece,), (sentence.place(anyway.span()),))
        if not theirs:
            # Said without a condition: it covers a claim that is narrower.
            return Check(NAME, "silent")
        held = frozenset(i for i in held_words(claim, sentence.statement) if claim.words[i].key not in outside)
        inside = [part for part in theirs if _holds_claim(part, claim, sentence.statement, held)]
        if inside and not mine and inside[0].kind in ("if", "unless"):
            # What is only assumed is not stated.
            where = (sentence.place(inside[0].piece),)
            return Check(NAME, "conflict", ((0, len(claim.text)),), where, weight="withholds")
        said: Check | None = None
        for part in (part for part in theirs if part not in inside):
            span = mine[0].piece if mine else (0, len(claim.text))
            where = (sentence.place(part.piece),)
            answer = _judge(part, theirs, mine, claim, sentence.statement, held)
            if answer in ("contradicts", "withholds"):
                weight: Weight = "contradicts" if answer == "contradicts" else "withholds"
                return Check(NAME, "conflict", (span,), where, weight=weight)
            if answer == "agree" and said is None:
                said = Check(NAME, "agree", (span,), where)
        return said or Check(NAME, "silent")
    return Check(NAME, "silent")


def _judge(
    part: ConditionPart,
    theirs: tuple[ConditionPart, ...],
    mine: tuple[ConditionPart, ...],
    claim: Statement,
    evidence: Statement,
    held: frozenset[int],
) -> Literal["agree", "contradicts", "withholds", "silent"]:
    """What one condition of the evidence says of the claim."""
    mate = max(mine, key=lambda own: (_kept(part, read_statement(own.text)), -own.piece[0])) if mine else None
    numbers = _numbers(part, mate, claim)
    if numbers == "inverted":
        return "contradicts"
    if numbers == "outside" or _other_case(part.text, mate.text if mate else claim.text):
        return "withholds"
    kept = _kept(part, read_statement(mate.text) if mate else claim)
    if mate is None and kept < SAME_CONDITION:
        kept = max(kept, _kept(part, claim))
    if kept < SAME_CONDITION and not (numbers == "inside" and kept >= SAME_CONDITION / 2):
        if mate is not None and kept >= NEARLY:
            return "silent"
        if mate is None:
            return _dropped(part, claim, evidence, held)
        main = frozenset(claim.words[i].key for i in held)
        if _share_denied(evidence, main) != _share_denied(claim, main) and not part.negated:
            return "silent"
        return "withholds"
    if numbers == "open":
        # The condition names a number that the claim leaves out.
        return "withholds" if mate is not None else _dropped(part, claim, evidence, held)
    if mate is None:
        topic = frozenset(read_statement(part.text).keys - NEGATIVE - _GROUP_WORDS)
        same = _share_denied(claim, topic) == _inner_denied(part.text) ^ part.negated
        # What holds only under a condition need not hold whenever it is met.
        return "withholds" if not same else "silent" if part.only and not part.negated else "agree"
    # "Not unless" is "only if": the denial of the main clause turns a condition round, and so does one inside it.
    turned = part.negated ^ _inner_denied(part.text) ^ mate.negated ^ _inner_denied(mate.text)
    if turned ^ _denied(evidence, theirs) ^ _denied(claim, mine):
        exact = part.only or mate.only or part.kind == mate.kind == "if" and part.negated != mate.negated
        return "contradicts" if exact else "withholds"
    if mate.only and not part.only and part.kind in ("if", "when"):
        # "If" does not say "only if".
        return "withholds"
    return "agree"


def _dropped(
    part: ConditionPart, claim: Statement, evidence: Statement, held: frozenset[int]
) -> Literal["contradicts", "withholds", "silent"]:
    """What a condition that the claim leaves out does to it."""
    if _stated_anyway(part, claim) or _is_case(claim):
        return "silent"
    main = frozenset(claim.words[i].key for i in held)
    if _share_denied(evidence, main) != _share_denied(claim, main) and not part.negated:
        return "silent"
    return "contradicts" if _ALWAYS.search(claim.text) and part.kind in ("if", "unless") else "withholds"


def _numbers(
    part: ConditionPart, mate: ConditionPart | None, claim: Statement
) -> Literal["none", "inside", "outside", "inverted", "open"]:
    """Whether the claim's numbers meet those of a condition."""
    wanted = measures(part.text)
    if not wanted:
        return "none"
    outcome: Literal["inside", "open"] = "open"
    for measure in wanted:
        for own in measures(claim.text):
            in_mate = mate is not None and mate.piece[0] <= own.piece[0] < mate.piece[1]
            if not _comparable(measure, own, bare=in_mate):
                continue
            fits = implies(own.quantity, measure.quantity, measure.quantity.name)
            if fits:
                outcome = "inside"
                continue
            bounds = (measure.quantity.comparator[0], own.quantity.comparator[0])
            same = measure.quantity.value == own.quantity.value
            return "inverted" if same and in_mate and bounds in (("<", ">"), (">", "<")) else "outside"
    return outcome


def _comparable(theirs: Measure, own: Measure, *, bare: bool) -> bool:
    """Whether two numbers can be of one thing; without unit and name only where both stand in conditions."""
    one, two = theirs.quantity, own.quantity
    if same_thing(theirs, own):
        return in_unit(two, one.unit, one.name) is not None
    if one.name is not None and two.name is not None:
        return False
    if one.unit is None or two.unit is None:
        return bare and one.unit == two.unit and one.name == two.name
    return in_unit(two, one.unit) is not None


def _other_case(theirs: str, own: str) -> bool:
    """Whether two texts name different values of one axis, such as mild and severe, or different populations."""
    special, wanted = _special(theirs), _special(own)
    if special and wanted and not special & wanted:
        return True
    values: dict[str, set[str]] = {}
    for cue in find_cues("contrasts", theirs):
        axis, _, value = cue.meaning.partition("=")
        values.setdefault(axis, set()).add(value)
    found: dict[str, set[str]] = {}
    for cue in find_cues("contrasts", own):
        axis, _, value = cue.meaning.partition("=")
        found.setdefault(axis, set()).add(value)
    return any(axis in values and not values[axis] & names for axis, names in found.items())


def _kept(part: ConditionPart, own: Statement) -> float:
    """Share of a condition's words that a text holds; a population without further words counts as held."""
    theirs = read_statement(part.text)
    light = light_keys() | _GROUP_WORDS | NEGATIVE
    asked = [i for i, word in enumerate(theirs.words) if not word.key[0].isdigit() and word.key not in light]
    spans = [measure.piece for measure in measures(part.text)]
    asked = [i for i in asked if not any(a <= theirs.words[i].piece[0] < b for a, b in spans)]
    if not asked:
        groups = {word.key for word in theirs.words} & _GROUP_WORDS
        return 1.0 if measures(part.text) or groups & own.keys else 0.0
    kept = held_words(theirs, own)
    return sum(index in kept for index in asked) / len(asked)


def _inner_denied(text: str) -> bool:
    """Whether what a condition assumes is denied in it, "if the pain does not settle"."""
    statement = read_statement(text)
    return _share_denied(statement, statement.keys - NEGATIVE)


def _holds_claim(part: ConditionPart, claim: Statement, evidence: Statement, held: frozenset[int]) -> bool:
    """Whether the claim is about the condition itself: most of what it shares stands inside the condition."""
    numbers = [measure.piece for measure in measures(claim.text)]
    words = [claim.words[index] for index in held]
    words = [word for word in words if not any(start <= word.piece[0] < end for start, end in numbers)]
    keys = {word.key for word in words} - light_keys()
    inside = {word.key for word in evidence.words if part.piece[0] <= word.piece[0] < part.piece[1]}
    outside = {word.key for word in evidence.words} - inside
    return len(keys & inside) > len(keys & outside)


def _denied(statement: Statement, conditions: tuple[ConditionPart, ...]) -> bool:
    """Whether the statement outside its conditions is denied."""
    rest, start = "", 0
    for part in conditions:
        rest += statement.text[start : part.piece[0]] + " "
        start = part.piece[1]
    main = read_statement((rest + statement.text[start:]).strip(" ,"))
    return (denied_share(main, main.keys - NEGATIVE) or 0.0) > 0.5


def _free_of(anyway: re.Match[str], own: ConditionPart, evidence: Statement) -> bool:
    """Whether what does not matter in the evidence is the claim's condition."""
    asked = read_statement(own.text)
    after = read_statement(evidence.text[anyway.end() :])
    return bool(asked.words) and len(held_words(asked, after)) >= SAME_CONDITION * len(asked.words)


def _share_denied(statement: Statement, keys: frozenset[str]) -> bool:
    return (denied_share(statement, keys) or 0.0) > 0.5


def _stated_anyway(part: ConditionPart, claim: Statement) -> bool:
    """Whether the claim speaks of what the condition names, though not as a condition."""
    theirs = read_statement(part.text)
    words = [i for i, word in enumerate(theirs.words) if word.key not in light_keys()]
    kept = held_words(theirs, claim)
    return any(index in kept for index in words) if words else not measures(part.text)


def _is_case(claim: Statement) -> bool:
    """Whether the claim is about a case with its own numbers or features, which may meet the condition."""
    return bool(_CASE.search(claim.text)) or any(word.key[0].isdigit() for word in claim.words)


def _special(text: str) -> set[str]:
    return {name for name, pattern in _SPECIAL if pattern.search(text)}
