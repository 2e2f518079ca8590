"""What the negations of a sentence deny: where each of them reaches, and how much of a topic lies within."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.decompose.fields.negation import negation_cues
from reasonscore.decompose.search.expression import Expression, Found
from reasonscore.span import Piece
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.statement import Statement, word_key

_CLAUSE_END = re.compile(
    r"[;:.]|\b(?:but|however|although|though|except|which|who|because|since|(?<!not )yet|whereas|while|"
    r"unless|if|despite)\b",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r",\s(?:and\s)?(?:it|he|she|they|this|these|there|we|you)\s", re.IGNORECASE)
_THAT = re.compile(
    r"\b(?:reasons?|drugs?|those|one|ones|tests?|things?|results?|patients?|people|lesions?) that\b", re.IGNORECASE
)
_OR = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_NEW_SUBJECT = re.compile(r",\s(?=(?:it|he|she|they|this|these|there|we|the|and)\b)", re.IGNORECASE)
NEGATIVE = frozenset(
    word_key(word)
    for word in "no not without never neither nor none absent absence denies denied deny negative cannot lack lacks "
    "fail fails failed excluded exclude ruled free unremarkable rule out avoid avoided avoiding against withheld "
    "withhold contraindicated unnecessary should must".split()
)
"""Keys of words that deny; they are no part of a claim's topic."""
_OPENED = re.compile(r"(?:^(?:while|although|though|whereas|if|when)\b|\b(?:which|who)\b)[^,]{0,80}$", re.IGNORECASE)
_ASIDE = re.compile(r"(?:, (?:and|though)|,? but) $", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|been|be|being)(?: \w+ly)? $", re.IGNORECASE)
_UNSEEN = re.compile(
    r"not (?:clearly |well |definitely )?(?:seen|identified|visuali[sz]ed|found|included|demonstrated|present|detected|"
    r"palpable|felt|shown)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|been|be|has|have|had|could|can|does|did|do)\s$", re.IGNORECASE)
_NO_DENIAL = frozenset({"nor", "apart from", "other than"})
_NOT_DENYING = Expression(
    r"\b(?:not (?:in doubt|only|just|merely|simply|least|infrequent\w*|uncommon\w*|unusual\w*|the reverse|"
    r"vice versa|the other way|a reason (?:to|for|against) (?:not )?\w+)|no doubt|"
    r"no longer in doubt|"
    r"without (?:a |any )?doubt|beyond doubt|not the only)\b"
)
_CRITERIA = Expression(r"\b(?:trial|study|studies|criteri\w+|eligib\w+|participants|enrol\w*|inclusion|exclusion)\b")
_RULED_OUT = Expression(
    r"\b(?:ruled out|rules out|excluded|excludes|(?:was|were|been|and|but|then|is) (?:rejected|discarded|dismissed|"
    r"discounted|refuted|disproved))\b"
)
_FALSE = Expression(
    r"\b(?:belief|claim|idea|suggestion|statement|assertion|notion|view|report) that (?P<said>[^.;]{3,200}?) "
    r"(?:is|was|has been|proved) (?:\w+ )?(?:false|mistaken|wrong|untrue|incorrect|refuted|disproved|"
    r"unfounded|an error)\b|"
    r"\bit (?:is|was|would be) (?:a mistake|wrong|false|incorrect|untrue|a myth|an error)"
    r"(?: to (?:say|think|believe|assume|claim))? that (?P<told>[^.;]{3,200})"
)
_IMPLICIT = Expression(
    r"\b(?:avoid(?:s|ed|ing)?|advis\w+ against|recommend\w* against|withheld|withhold(?:ing)?|contraindicated|"
    r"refrain from|"
    r"unnecessary|unneeded|unsuitable|(?<!no )(?<!not a )contraindications?|"
    r"stay (?:away from|off)|steer clear of|inadvisable|keep off)\b"
)
"""Words that say "not" of what is done or given."""
_INSTEAD = Expression(
    r"\b(?:rather than|instead of|in place of|as opposed to) (?P<other>(?:(?!\b(?:for|because|"
    r"since|after|before|in|on|at)\b)"
    r"[^,.;:]){2,60})"
)
_NOT_DONE = Expression(
    r"\b(?:but|and) (?:has|have|had|was|were|is|are) (?:not|never)(?: yet)? (?:been |yet been )?"
    r"(?:done|performed|given|taken|carried out|started|made|found|seen|obtained|inserted|operated)\b"
)
_JOINED = re.compile(r"\b(?:and|but) $")
_BARE = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|could|would|should|must|need)nt\b", re.IGNORECASE
)
"""Contractions without their apostrophe, as in hasty messages."""
_FREE_OF = re.compile(r"\b[\w/]+(?=-free\b)", re.IGNORECASE)
_PREFIXED = re.compile(
    r"\b(?:afebrile|apyrexial|anicteric|acyanotic|non-?(?:smoker|drinker|diabetic))\b", re.IGNORECASE
)
"""Words that deny by their prefix what they are compared as."""
_STILL_OPEN = re.compile(r"\b(?:not|n't|cannot)\b[^.;]{0,24}$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def denied_share(statement: Statement, topic: frozenset[str]) -> float | None:
    """Share of the topic's words in a statement that a negation reaches; None where it has none of them."""
    reach = denied_reaches(statement.text)
    if not reach:
        return None if topic.isdisjoint(statement.keys) else 0.0
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
    reaches += [_reach(sentence, "verb", match.span()) for match in _BARE.finditer(sentence)]
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
    reaches += [match.span() for match in (*_FREE_OF.finditer(sentence), *_PREFIXED.finditer(sentence))]
    for match in _FALSE.finditer(sentence):
        reaches.append(match.span("said" if match["said"] else "told"))
    return tuple(reaches)


def _passive(sentence: str, match: Found) -> Piece:
    """What "avoided" or "ruled out" denies; of "was avoided and ... given" only the subject."""
    start, end = _reach(sentence, "lexical", match.span())
    passive = match.group().lower().endswith(("ed", "out", "held", "ted")) and _BE.search(sentence, 0, match.start())
    return (start, min(end, match.end())) if passive else (start, end)


def _list_end(sentence: str, start: int, end: int) -> int:
    """Where the list of a "no" ends: "no fever, cough or rash" is one, "no words, sits and babbles" is none."""
    comma = sentence.find(", ", start, end)
    if comma < 0 or _OR.search(sentence, comma, end):
        return end
    items = sentence[comma + 2 : end].split(", ")
    return end if all(len(item.split()) <= 2 for item in items) else comma


def _reach(sentence: str, kind: str, cue: Piece) -> Piece:
    """What a cue denies: the rest of its clause; for verbs and words like "absent" also what stands before."""
    following = _CLAUSE_END.search(sentence, cue[1])
    end = following.start() if following else len(sentence)
    other = _OTHER_SUBJECT.search(sentence, cue[1], end)
    end = other.start() if other else end
    if kind == "object":
        end = _list_end(sentence, cue[1], end)
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
    if sentence[slice(*cue)].endswith("for") and _JOINED.search(sentence, 0, cue[0]):
        # "Positive for one virus and negative for another": nothing is denied of the one.
        return cue[1], end
    # "Fever: absent" denies what stands before the colon.
    stem = sentence[: cue[0]].rstrip()
    colon = len(stem) - 1 if stem.endswith(":") else -1
    start = 0
    if _UNSEEN.match(sentence, cue[0]) and not _AUXILIARY.search(sentence, 0, cue[0]):
        # "Probable abscess, tip not seen": without a verb of its own the comma parts two findings.
        start = sentence.rfind(", ", 0, cue[0]) + 1
    for pattern in (_CLAUSE_END, _NEW_SUBJECT, _THAT):
        for before in pattern.finditer(sentence, 0, cue[0]):
            if before.start() != colon:
                start = max(start, before.end())
    return start, end
