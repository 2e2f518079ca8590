"""Condition: what holds only under a condition does not hold without it."""

from __future__ import annotations

import re
from typing import Literal

from reasonscore.verify.facts.case import condition_numbers, leaves_out_population, other_case, states_limit
from reasonscore.verify.facts.comparison import Aligned, Comparison
from reasonscore.verify.facts.conditions import ConditionPart, find_conditions
from reasonscore.verify.facts.denial import NEGATIVE, denied_share
from reasonscore.verify.facts.measure import measures
from reasonscore.verify.facts.omission import ENOUGH, leaves_out_condition, wholly_inside
from reasonscore.verify.facts.statement import Statement, held_words, light_keys, read_statement, word_key
from reasonscore.verify.verdict import Check, Weight, silent

NAME = "condition"
SAME_TOPIC = 0.6
"""Share of the claim's words outside its conditions that a sentence must hold."""
NEARLY = 0.4
"""The same below which they are certainly different; between the two the check is silent."""
SAME_CONDITION = 0.6
"""Share of the evidence's condition that the claim's words must hold for the two to be the same condition."""

_APPLIES = re.compile(
    r"(?:this|that|it|both|these|the (?:advice|recommendation|benefit|effect|rule|offer)) "
    r"(?:\w+ ){0,2}?(?:appl(?:y|ies)|holds?|goes|go|is true|counts?|is valid|is so|only|was seen|were seen)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:every|all|always|any(?:one|body)?|everyone|everybody|whatever|whenever|whether or not|regardless|"
    r"irrespective|even (?:if|when)|"
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
_ANY_CASE = re.compile(
    r"\b(?:some|(?:at least|not) (?:some|all|every)|depend(?:s|ed|ent|ing)?|hing(?:es|ed)|exceptions?|"
    r"conditional|criteri\w+|conditions?|matters?|requires?|required|proof|only|choice)\b",
    re.IGNORECASE,
)
"""Claims that one case is enough for, and those about the condition itself."""
_PART = re.compile(r"[;:]|\b(?:whereas|while)\b", re.IGNORECASE)
_GROUP_WORDS = frozenset(
    word_key(word)
    for word in "patient patients adult adults people person individual men women man woman child children those "
    "subjects "
    "cases aged years old year age who".split()
)


def condition_check(comparison: Comparison) -> Check:
    """Whether the claim keeps the evidence's condition.

    A claim without the condition, under another one, or about another population is not supported; the evidence does
    not contradict it either, unless the same condition is turned round (if, unless).
    """
    claim = comparison.claim
    mine = find_conditions(claim.text)
    outside: frozenset[str] = frozenset()
    if mine:
        outside = frozenset(
            word.key for word in claim.words for part in mine if part.piece[0] <= word.piece[0] < part.piece[1]
        )
    for sentence in comparison.aligned(SAME_TOPIC, outside):
        theirs = find_conditions(sentence.statement.text) or _added(sentence, comparison)
        if theirs and not mine and _ANY_CASE.search(claim.text):
            return silent(NAME)
        theirs = tuple(part for part in theirs if _bears(part, sentence.statement, claim))
        anyway = _ANYWAY.search(sentence.statement.text)
        if anyway and mine and mine[0].only and _free_of(anyway, mine[0], sentence.statement):
            # "Whether or not it spreads" leaves no place for "only if it spreads".
            return Check(NAME, "conflict", (mine[0].piece,), (sentence.place(anyway.span()),))
        if not theirs:
            # Said without a condition: it covers a claim that is narrower.
            return silent(NAME)
        held = frozenset(i for i in held_words(claim, sentence.statement) if claim.words[i].key not in outside)
        about = not states_limit(claim.text)
        inside = [part for part in theirs if about and _holds_claim(part, claim, sentence.statement, held)]
        if inside and not mine and inside[0].kind in ("if", "unless") and wholly_inside(inside[0], claim):
            # What is only assumed is not stated.
            where = (sentence.place(inside[0].piece),)
            return Check(NAME, "conflict", ((0, len(claim.text)),), where, weight="withholds")
        said: Check | None = None
        for part in (one for one in theirs if one not in inside or leaves_out_population(one.text, claim.text)):
            span = mine[0].piece if mine else (0, len(claim.text))
            where = (sentence.place(part.piece),)
            answer = _judge(part, theirs, mine, claim, sentence.statement, held)
            if answer == "withholds" and not leaves_out_condition(part, mine, sentence, claim):
                continue
            if answer in ("contradicts", "withholds"):
                weight: Weight = "contradicts" if answer == "contradicts" else "withholds"
                return Check(NAME, "conflict", (span,), where, weight=weight)
            if answer == "agree" and said is None and _is_case_of(sentence, comparison):
                said = Check(NAME, "agree", (span,), where)
        return said or silent(NAME)
    return silent(NAME)


def _bears(part: ConditionPart, evidence: Statement, claim: Statement) -> bool:
    """Whether a condition stands in the part of its sentence that speaks of what the claim says."""
    start, end = 0, len(evidence.text)
    for match in _PART.finditer(evidence.text):
        if match.end() <= part.piece[0]:
            start = match.end()
        elif match.start() >= part.piece[1]:
            end = match.start()
            break
    keys = {claim.words[index].key for index in held_words(claim, evidence)} - light_keys()
    places = [word.piece[0] for word in evidence.words if word.key in keys]
    return not places or 2 * sum(start <= place < end for place in places) >= len(places)


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
    numbers = condition_numbers(part, mate, claim)
    if numbers == "inverted":
        return "contradicts"
    other = other_case(part.text, mate.text if mate else claim.text)
    if numbers == "outside" or other:
        # "Only for those at high risk" leaves no place for those at low risk.
        main = frozenset(claim.words[i].key for i in held)
        excluded = part.only and other and _share_denied(evidence, main) == _share_denied(claim, main)
        return "contradicts" if excluded and not part.negated else "withholds"
    if leaves_out_population(part.text, claim.text) and not _is_case(claim, held) and not part.negated:
        return "withholds" if mate is not None else _dropped(part, claim, evidence, held)
    kept = _kept(part, read_statement(mate.text) if mate else claim)
    if mate is None and kept < SAME_CONDITION:
        kept = max(kept, _kept(part, claim))
    if kept < SAME_CONDITION and not (numbers == "inside" and (kept >= SAME_CONDITION / 2 or _is_bare(part))):
        if kept >= NEARLY and (mate is not None or _CASE.search(claim.text)):
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
        main = frozenset(claim.words[i].key for i in held) - topic
        if main and _share_denied(claim, main) != _share_denied(evidence, main):
            # The case is met, and the claim says the opposite of what is to be done then.
            return "contradicts" if numbers == "inside" and not part.negated and part.kind != "population" else "silent"
        # A denial of the whole claim reaches the case as well, and says nothing of it.
        denied = _share_denied(claim, topic) and not _share_denied(claim, main)
        same = denied == _inner_denied(part.text) ^ part.negated
        # What holds only under a condition need not hold whenever it is met.
        if not same:
            # "Unless an abscess is found" leaves no place for "even if an abscess is found".
            return "contradicts" if part.negated and _ANYWAY.search(claim.text) else "withholds"
        return "silent" if part.only and not part.negated else "agree"
    # "Not unless" is "only if": the denial of the main clause turns a condition round, and so does one inside it.
    turned = part.negated ^ _inner_denied(part.text) ^ mate.negated ^ _inner_denied(mate.text)
    opposed = _denied(evidence, theirs) ^ _denied(claim, mine)
    if turned and not opposed:
        exact = part.only or mate.only or (part.kind == mate.kind == "if" and part.negated != mate.negated)
        return "contradicts" if exact else "withholds"
    if opposed and not turned:
        # The same case with another answer.
        return "contradicts" if part.kind in ("if", "unless", "when", "until") else "silent"
    if mate.only and not part.only and part.kind in ("if", "when"):
        # "If" does not say "only if".
        return "withholds"
    return "agree"


def _dropped(
    part: ConditionPart, claim: Statement, evidence: Statement, held: frozenset[int]
) -> Literal["contradicts", "withholds", "silent"]:
    """What a condition that the claim leaves out does to it."""
    asked = [i for i, word in enumerate(claim.words) if word.key not in light_keys()]
    other = sum(index not in held for index in asked) > 0.15 * len(asked)
    if other and (_stated_anyway(part, claim) or _is_case(claim, held)):
        return "silent"
    main = frozenset(claim.words[i].key for i in held)
    if _share_denied(evidence, main) != _share_denied(claim, main) and not part.negated:
        return "silent"
    return "contradicts" if _ALWAYS.search(claim.text) and part.kind in ("if", "unless") else "withholds"


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


def _is_bare(part: ConditionPart) -> bool:
    """Whether a condition is little more than its number, "the count is under 20"."""
    theirs = read_statement(part.text)
    spans = [measure.piece for measure in measures(part.text)]
    words = [w for w in theirs.words if not any(a <= w.piece[0] < b for a, b in spans) and w.key not in light_keys()]
    return len(words) <= 2


def _inner_denied(text: str) -> bool:
    """Whether what a condition assumes is denied in it, "if the pain does not settle"."""
    statement = read_statement(text)
    return _share_denied(statement, statement.keys - NEGATIVE)


def _added(sentence: Aligned, comparison: Comparison) -> tuple[ConditionPart, ...]:
    """The condition that the next sentence adds, "This applies only if the fracture has united"."""
    for offset, statement in comparison.evidence:
        if 0 <= offset - sentence.piece[1] <= 2 and _APPLIES.match(statement.text):
            shift = offset - sentence.offset
            return tuple(
                part._replace(piece=(part.piece[0] + shift, part.piece[1] + shift))
                for part in find_conditions(statement.text)
            )
    return ()


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
    return sum(index in kept for index in words) >= len(words) / 2 if words else not measures(part.text)


def _is_case(claim: Statement, held: frozenset[int]) -> bool:
    """Whether the claim is about a case with its own numbers or features, which may meet the condition."""
    return bool(_CASE.search(claim.text)) or any(
        word.key[0].isdigit() and index not in held for index, word in enumerate(claim.words)
    )


def _is_case_of(sentence: Aligned, comparison: Comparison) -> bool:
    """Whether the claim is one case of the sentence and no rule for all; of a long note more must be in the claim."""
    least = ENOUGH if len(comparison.evidence) > 2 else SAME_TOPIC
    return sentence.share >= least and not _ALWAYS.search(comparison.claim.text)
