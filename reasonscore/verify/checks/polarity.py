"""Polarity: is what the claim states denied by the evidence, or the other way round?"""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.decompose.negation import negation_cues
from reasonscore.span import Piece
from reasonscore.verify.checks.experiencer import relative
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.cue_table import find_cues
from reasonscore.verify.statement import REMEMBERED, Statement, concept_relation, held_words, names, word_key
from reasonscore.verify.verdict import Check

NAME = "polarity"
SAME_TOPIC = 0.65
"""Share of the claim's words that a sentence must hold before their polarities are compared."""
SURE_TOPIC = 0.7
"""The same before they conflict."""

_CLAUSE_END = re.compile(
    r"[;:.]|\b(?:but|however|although|though|except|which|who|because|since|(?<!not )yet|whereas|while|"
    r"unless|if|despite)\b",
    re.IGNORECASE,
)
_NEW_SUBJECT = re.compile(r",\s(?=(?:it|he|she|they|this|these|there|we|the|and)\b)", re.IGNORECASE)
NEGATIVE = frozenset(
    word_key(word)
    for word in "no not without never neither nor none absent absence denies denied deny negative cannot lack lacks "
    "fail fails failed excluded exclude ruled free unremarkable rule out avoid avoided avoiding against withheld "
    "withhold contraindicated unnecessary should must".split()
)
"""Keys of words that deny; they are no part of a claim's topic."""
_NAMING = frozenset(
    word_key(word)
    for word in "final main diagnosis diagnosed principal working given used taken done performed".split()
)
"""Keys of words that only say what the rest is called."""
_NO_TOPIC = NEGATIVE | _NAMING
_OPENED = re.compile(r"(?:^(?:while|although|though|whereas|if|when)\b|\b(?:which|who)\b)[^,]{0,80}$", re.IGNORECASE)
_ASIDE = re.compile(r", (?:but|and|though) $", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|been|be|being)(?: \w+ly)? $", re.IGNORECASE)
_UNSEEN = re.compile(
    r"not (?:clearly |well |definitely )?(?:seen|identified|visuali[sz]ed|found|included|demonstrated|present|detected|"
    r"palpable|felt|shown)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|been|be|has|have|had|could|can|does|did|do)\s$", re.IGNORECASE)
_NO_DENIAL = frozenset({"nor", "apart from", "other than"})
_NOT_DENYING = re.compile(
    r"\b(?:not (?:in doubt|only|just|merely|simply|least|infrequent\w*|uncommon\w*|unusual\w*)|no doubt|"
    r"no longer in doubt|"
    r"without (?:a |any )?doubt|beyond doubt|not the only)\b",
    re.IGNORECASE,
)
_CRITERIA = re.compile(
    r"\b(?:trial|study|studies|criteri\w+|eligib\w+|participants|enrol\w*|inclusion|exclusion)\b", re.IGNORECASE
)
_RULED_OUT = re.compile(
    r"\b(?:ruled out|rules out|excluded|excludes|(?:was|were|been|and|but|then|is) (?:rejected|discarded|dismissed|"
    r"discounted|refuted|disproved))\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:belief|claim|idea|suggestion|statement|assertion|notion|view|report) that (?P<said>[^.;]{3,200}?) "
    r"(?:is|was|has been|proved) (?:\w+ )?(?:false|mistaken|wrong|untrue|incorrect|refuted|disproved|"
    r"unfounded|an error)\b|"
    r"\bit (?:is|was|would be) (?:a mistake|wrong|false|incorrect|untrue|a myth|an error)"
    r"(?: to (?:say|think|believe|assume|claim))? that (?P<told>[^.;]{3,200})",
    re.IGNORECASE,
)
_IMPLICIT = re.compile(
    r"\b(?:avoid(?:s|ed|ing)?|advis\w+ against|recommend\w* against|withheld|withhold(?:ing)?|contraindicated|"
    r"refrain from|"
    r"unnecessary|unneeded|stay away from|inadvisable|keep off)\b",
    re.IGNORECASE,
)
"""Words that say "not" of what is done or given."""
_INSTEAD = re.compile(
    r"\b(?:rather than|instead of|in place of|as opposed to) (?P<other>(?:(?!\b(?:for|because|"
    r"since|after|before|in|on|at)\b)"
    r"[^,.;:]){2,60})",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:but|and) (?:has|have|had|was|were|is|are) (?:not|never)(?: yet)? (?:been |yet been )?"
    r"(?:done|performed|given|taken|carried out|started|made|found|seen|obtained|inserted|operated)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|currently|at present|still|takes|is (?:now |still )?(?:on|taking))\b", re.IGNORECASE)
_SWITCHED = re.compile(
    r"\b(?:switched|changed|moved|converted|transitioned) from (?P<old>[^,.;]{2,40}?) (?:on)?to\b", re.IGNORECASE
)
"""What somebody was changed from is what they do not take now."""
_STILL_OPEN = re.compile(r"\b(?:not|n't|cannot)\b[^.;]{0,24}$", re.IGNORECASE)


def polarity_check(comparison: Comparison) -> Check:
    """Whether a sentence of the evidence states or denies what the claim states or denies."""
    claim = comparison.claim
    topic, denied = _stated(claim)
    if denied is None or 0.3 < denied < 0.7:
        return Check(NAME, "silent")
    for sentence in comparison.aligned(SAME_TOPIC, _NO_TOPIC):
        if relative(sentence.statement.text) != relative(claim.text):
            continue
        share = _denied_there(claim, topic & held_words(claim, sentence.statement), sentence.statement)
        if share is None:
            continue
        if 0.3 < share < 0.7:
            return Check(NAME, "silent")
        outcome = (denied >= 0.5) == (share >= 0.5)
        if not outcome and (sentence.share < SURE_TOPIC or _is_open(sentence.statement, claim)):
            return Check(NAME, "silent")
        where = ((0, len(claim.text)),), (sentence.piece,)
        return Check(NAME, "agree" if outcome else "conflict", *where)
    return Check(NAME, "silent")


@lru_cache(maxsize=REMEMBERED)
def _stated(claim: Statement) -> tuple[frozenset[int], float | None]:
    """Indices of the words that a claim is about, and the share of them that it denies."""
    words = [i for i, word in enumerate(claim.words) if word.key not in NEGATIVE]
    topic = frozenset(i for i in words if claim.words[i].key not in _NAMING) or frozenset(words)
    return topic, denied_share(claim, frozenset(claim.words[i].key for i in topic))


def has_polarity(claim: Statement) -> bool:
    """Whether a claim as a whole is stated or denied; of others the check says nothing."""
    denied = _stated(claim)[1]
    return denied is not None and not 0.3 < denied < 0.7


def _denied_there(claim: Statement, held: frozenset[int], known: Statement) -> float | None:
    """Share of the claim's words, or of the names that stand for them in a sentence, that a negation reaches there."""
    reach = denied_reaches(known.text)
    if _NOW.search(claim.text):
        reach += tuple(match.span("old") for match in _SWITCHED.finditer(known.text))
    keys = frozenset(claim.words[index].key for index in held)
    pieces = [word.piece for word in known.words if word.key in keys]
    for mention in claim.mentions:
        start, end = mention.span
        words = [i for i in held if start <= claim.words[i].piece[0] < end and claim.words[i].key not in known.keys]
        if words and names(known, mention):
            # Another name counts as often as it stands for words.
            named = [m.span for m in known.mentions if concept_relation(m, mention) in ("same", "narrower")]
            pieces += named[:1] * len(words)
    if not pieces:
        return None
    return sum(sum(start <= piece[0] < end for start, end in reach) % 2 for piece in pieces) / len(pieces)


def _is_open(known: Statement, claim: Statement) -> bool:
    """Whether a sentence leaves open what the claim states or denies."""
    left = {cue.meaning for cue in find_cues("hedges", known.text)} & {"open", "unknown"}
    return bool(left) and not any(cue.meaning in left for cue in find_cues("hedges", claim.text))


@lru_cache(maxsize=16384)
def denied_share(statement: Statement, topic: frozenset[str]) -> float | None:
    """Share of the topic's words in a statement that a negation reaches; None where it has none of them."""
    reach = denied_reaches(statement.text)
    inside = total = 0
    for word in statement.words:
        if word.key in topic:
            total += 1
            # Two negations of one word cancel: "not without fever".
            inside += sum(start <= word.piece[0] < end for start, end in reach) % 2
    return inside / total if total else None


@lru_cache(maxsize=16384)
def denied_reaches(sentence: str) -> tuple[Piece, ...]:
    """What each negation of a sentence denies."""
    # "Did not differ", "was not assessed" and "without exception" are statements of their own, "neither ... nor" denies
    # once, "apart from" denies nothing.
    same = [cue.piece for cue in find_cues("directions", sentence) if cue.meaning == "same"]
    same += [cue.piece for cue in find_cues("hedges", sentence) if cue.meaning != "excluded"]
    same += [match.span() for match in _NOT_DENYING.finditer(sentence)]
    same += [cue.piece for cue in find_cues("quantifiers", sentence) if cue.meaning in ("all", "few")]
    cues = [
        cue
        for cue in negation_cues(sentence)
        if sentence[slice(*cue.piece)].lower() not in _NO_DENIAL
        and not any(start <= cue.piece[0] < end for start, end in same)
    ]
    reaches = [_reach(sentence, cue.kind, cue.piece) for cue in cues]
    reaches += [
        _passive(sentence, match)
        for match in _RULED_OUT.finditer(sentence)
        if not _STILL_OPEN.search(sentence, max(0, match.start() - 32), match.start())
        and not _CRITERIA.search(sentence)
    ]
    reaches += [_passive(sentence, match) for match in _IMPLICIT.finditer(sentence)]
    # "Was requested but has not been done": the verb's subject stands in the clause before.
    reaches += [(0, match.start()) for match in _NOT_DONE.finditer(sentence)]
    for match in _INSTEAD.finditer(sentence):
        reaches.append(match.span("other"))
    for match in _FALSE.finditer(sentence):
        reaches.append(match.span("said" if match["said"] else "told"))
    return tuple(reaches)


def _passive(sentence: str, match: re.Match[str]) -> Piece:
    """What "avoided" or "ruled out" denies; of "was avoided and ... given" only the subject."""
    start, end = _reach(sentence, "lexical", match.span())
    passive = match.group().lower().endswith(("ed", "out", "held", "ted")) and _BE.search(sentence, 0, match.start())
    return (start, min(end, match.end())) if passive else (start, end)


def _reach(sentence: str, kind: str, cue: Piece) -> Piece:
    """What a cue denies: the rest of its clause; for verbs and words like "absent" also what stands before."""
    following = _CLAUSE_END.search(sentence, cue[1])
    end = following.start() if following else len(sentence)
    aside = sentence.find(",", cue[1], min(end, cue[1] + 40))
    if aside > 0 and _ASIDE.search(sentence, 0, cue[0]):
        # "Tocilizumab, but not infliximab, is licensed": what is denied ends with the aside.
        end = aside
    # A clause that opens with "although", or a relative one, ends at its comma.
    comma = sentence.find(", ", cue[1], end)
    if comma > 0 and _OPENED.search(sentence, 0, cue[0]):
        end = comma
    if kind not in ("verb", "lexical") or sentence[: cue[0]].rstrip().endswith(","):
        return cue[1], end
    # "Fever: absent" denies what stands before the colon.
    stem = sentence[: cue[0]].rstrip()
    colon = len(stem) - 1 if stem.endswith(":") else -1
    start = 0
    if _UNSEEN.match(sentence, cue[0]) and not _AUXILIARY.search(sentence, 0, cue[0]):
        # "Probable abscess, tip not seen": without a verb of its own the comma parts two findings.
        start = sentence.rfind(", ", 0, cue[0]) + 1
    for pattern in (_CLAUSE_END, _NEW_SUBJECT):
        for before in pattern.finditer(sentence, 0, cue[0]):
            if before.start() != colon:
                start = max(start, before.end())
    return start, end
