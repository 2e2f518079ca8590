"""Whether a thing can be what is said of a pronoun: tablets are taken, people look and support, tests repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasonscore.decompose.draft import Noun
from reasonscore.decompose.references.entity import definite, is_person
from reasonscore.decompose.search.named import KIND_OF_WORD, named_in

_BE = (
    r"(?:(?:should|must|can|may|could|might|will|would|needs? to|has to|have to|is|are|was|were|to)"
    r"(?:n't| not| never)? )"
    r"(?:(?:usually|always|only|also|then|normally|generally|best|never|not|often|either|probably) )*"
)
_TREATING = re.compile(
    rf"{_BE}(?:be )?(?:\w+ly )?(?:taken|started|given|increased|stopped|discontinued|tapered|swallowed|"
    r"prescribed|injected|chewed|crushed|titrated|restarted|withheld|skipped|continued|dissolved|administered|doubled|halved)\b",
    re.I,
)
_TESTING = re.compile(
    rf"{_BE}(?:be )?(?:rechecked|repeated|re-checked|redrawn|drawn|retested|re-tested|remeasured)\b", re.I
)
_ACTING = re.compile(
    r"(?:(?:can|could|will|'ll|may|might|would|should|also|then|often|usually|always|just|not|do|don't|didn't|did|"
    r"won't|even|have|'ve|'d) )*"
    r"(?:use|look|check|ask|tell|say|said|want|wanted|know|like|think|offer|run|order|see|saw|pick|pack|shave|refer|"
    r"listen|examine|advise|monitor|decide|put|talk|teach|support you|guide you|walk you|give you|waited|worry|feel|"
    r"help you (?:choose|decide|find|understand|navigate|plan|work)|"
    r"be able to (?:help|tell|advise|examine|check|offer))\b|"
    r"(?:are|'re|were|will be) (?:also |always |all )?"
    r"(?:here|there|happy|glad|committed|willing|available|trained|dedicated|eager|keen) (?:to|for)\b",
    re.I,
)
_EFFECT = re.compile(
    r"(?:(?:can|could|may|might|will|also|often|sometimes|rarely|not|do|don't) )*"
    r"(?:reduce|cause|increase|raise|lower|interact|cross|pass into|affect|harm|damage|trigger|worsen|mask|prolong|"
    r"impair|block|inhibit|thin|irritate|close|interfere|contain|relax|slow|weaken|lead to)\b"
    r"(?! (?:their|the risk|risk|intake))",
    re.I,
)
"""What drugs do to people, and people to nobody: "avoid NSAIDs because they can reduce it"."""

_ROLES = frozenset("office clinic gp derm team unit pharmacy hospital staff service centre center".split())
_NO_DRUG = frozenset(("disease", "finding", "anatomy", "organism", "test"))


def acts(spoken: str) -> bool:
    """True for what only people do: no photos, no concerns "are here to support you".

    >>> acts("will use a dermatoscope"), acts("are common")
    (True, False)
    """
    return _ACTING.match(spoken) is not None


def fitting(thing: str | None, spoken: str, recent: Sequence[Sequence[Noun]], plural: bool) -> str | None:
    """The thing where what is said fits it, else the one recent thing that it fits; None where there is none.

    >>> fitting("the gut", "should be taken with juice", [], False) is None
    True
    """
    if plural and thing is not None and _EFFECT.match(spoken) is not None and _human(thing):
        drugs = dict.fromkeys(
            definite(noun) for noun in (recent[-1] if recent else ()) if noun.plural and not _human(noun.text)
        )
        return next(iter(drugs)) if len(drugs) == 1 else None
    treating = _TREATING.match(spoken) is not None
    if not treating and _TESTING.match(spoken) is None:
        return None if plural and acts(spoken) and thing is not None and not _human(thing) else thing
    wanted = ("drug", "procedure") if treating else ("test",)
    kinds = kinds_of(thing) if thing is not None else ()
    if any(kind in wanted for kind in kinds):
        return thing
    nouns = [noun for part in recent for noun in part if not is_person(noun)]
    # What is given must be of its kind; what a lexicon doesn't know may be, where nothing else is.
    others = dict.fromkeys(
        definite(noun) for noun in nouns if noun.plural == plural and any(k in wanted for k in kinds_of(noun.text))
    )
    if others:
        return next(iter(others)) if len(others) == 1 else None
    if thing is None or any(kind in _NO_DRUG and kind not in wanted for kind in kinds):
        return None
    rivals = {definite(noun).lower() for noun in nouns} - {thing.lower()}
    return None if rivals and not kinds else thing


def kinds_of(phrase: str) -> tuple[str, ...]:
    """The kinds of the things that a phrase names, body parts among them."""
    from reasonscore.lexicon.lexicon import load_lexicon

    kinds = [kind for kind, _ in named_in(phrase)]
    if not kinds:
        kinds = [mention.concept.kind for mention in load_lexicon().find(phrase)]
    last = phrase.split()[-1].lower() if phrase.strip() else ""
    return tuple([*kinds, KIND_OF_WORD[last]] if last in KIND_OF_WORD else kinds)


def _human(thing: str) -> bool:
    words = re.findall(r"[a-z]+", thing.lower())
    return any(is_person(Noun(w, w.rstrip("s"), True, False, True)) or w in _ROLES for w in words) or bool(
        re.search(
            r"(?:women|men|people|children|adults|patients|ist|ists|ian|ians|nurses?|surgeons?|users?|smokers|parents|families|relatives|researchers)\b",
            thing,
        )
    )
