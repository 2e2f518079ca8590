"""What somebody recommends that you do is what you should do: "They advise that you rest" becomes "You should rest"."""

from __future__ import annotations

from reasonscore.decompose.draft import Draft, Word

RULE = "mood.mandative"
_SINGULAR = frozenset({"he", "she", "it"})
_NO_DUTY = frozenset(
    "should must can could may might will would shall need needs ought have has had is are was were am do does did "
    "'d 'll 're 's 've know knew feel felt seem suffer want".split()
)
"""Verbs that are no order behind "suggests that you": they say what is the case, or hold their modal already."""


def as_duty(draft: Draft) -> Draft:
    """The draft with "should", where its verb is a bare one behind "recommends that"; itself otherwise.

    >>> words = tuple(Word(w, i, i) for i, w in enumerate("you do not drive".split()))
    >>> [w.text for w in as_duty(Draft(words, subject=(0, 1), verb=(3, "drive"))).words]
    ['you', 'should', 'not', 'drive']
    """
    first, last = draft.subject
    if first != 0 or last < 1 or last >= len(draft.words):
        return draft
    low = [word.text.lower() for word in draft.words[last : last + 3]]
    at = last
    if low[0] in ("do", "don't") and len(low) > 1:
        denial = draft.words[last]
        if low[1] in ("not", "n't") and len(low) > 2 and low[2] not in _NO_DUTY - {"have"}:
            should = Word("should", denial.start, denial.end, denial.text)
            rest = (draft.words[last + 1]._replace(text="not"), *draft.words[last + 2 :])
            return _with(draft, (*draft.words[:last], should, *rest), 0)
        return draft
    while at < len(draft.words) and (draft.words[at].text.lower().endswith("ly") or (low[0] == "not" and at == last)):
        at += 1
    verb = draft.words[at].text.lower() if at < len(draft.words) else ""
    # A second order of one sentence is no finite verb to the parser: "that you rest and drink".
    second = draft.verb is None and last == 1 and verb.isalpha() and not verb.endswith(("s", "ed", "ing"))
    if verb != "be" and (verb in _NO_DUTY or not (second or draft.verb == (at, verb))):
        return draft
    return _with(draft, (*draft.words[:last], Word("should"), *draft.words[last:]), 1)


def _with(draft: Draft, words: tuple[Word, ...], shift: int) -> Draft:
    verb = (draft.verb[0] + shift, draft.verb[1]) if draft.verb else None
    return draft._replace(words=words, verb=verb, rules=(*draft.rules, RULE), kind=None)
