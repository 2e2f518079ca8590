"""Claims that say nothing alone: "heavy bleeding isn't", "then by 1 mg every month"."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.claim import ConditionKind
from reasonscore.decompose.draft import ConditionDraft, Draft, Word
from reasonscore.decompose.render import join_words
from reasonscore.decompose.segments.segment import has_verb

_FORMS = {
    "should": ("should",),
    "can": ("can",),
    "may": ("may",),
    "must": ("must",),
    "will": ("will",),
    "is": ("is", "are", "'s"),
    "are": ("is", "are"),
    "was": ("was", "were"),
    "were": ("was", "were"),
    "has": ("has", "have"),
    "have": ("has", "have"),
    "ca": ("can",),
    "wo": ("will",),
}
_DOING = frozenset({"do", "does", "did"})
_LEADS = frozenset({"then", "but", "thereafter"})


def finish(before: Draft, draft: Draft) -> Draft:
    """The draft whose predicate is left out, with that of the one before it.

    "Pregnant women should be treated, whereas others should not": the others should not be treated.
    """
    words = _bare(draft.words)
    low = [word.text.lower() for word in words]
    if not 2 <= len(low) <= 12 or low[-1] not in (
        "not",
        "n't",
        "isn't",
        "aren't",
        "doesn't",
        "don't",
        "didn't",
        "wasn't",
    ):
        return draft
    helper = low[-1].removesuffix("n't") or low[-2] if low[-1] != "not" else low[-2]
    earlier = _bare(before.words)
    told = [word.text.lower() for word in earlier]
    if helper in _DOING and before.verb is not None:
        at, lemma = before.verb
        rest = (Word(lemma, *earlier[at][1:3], earlier[at].text), *earlier[at + 1 :])
    else:
        at = next((i for i, word in enumerate(told) if word in _FORMS.get(helper, ()) and i >= before.subject[1]), -1)
        rest = earlier[at + 1 :] if at >= 0 else ()
    if not rest or len(rest) > 14:
        return draft
    return draft._replace(words=(*words, *rest), rules=(*draft.rules, "clause.shared_predicate"))


def completed(drafts: Sequence[Draft], before: Draft | None) -> list[Draft]:
    """The drafts of a statement, each with the predicate that it leaves out; `before` is the one in front of them."""
    out: list[Draft] = []
    for draft in drafts:
        earlier = out[-1] if out else before
        out.append(draft if earlier is None else finish(earlier, draft))
    return out


def bare_condition(draft: Draft) -> ConditionDraft | None:
    """The condition that is all of a draft: behind "stop it if A, or" what was said under A holds under "if B"."""
    words = _bare(draft.words)
    if draft.conditions and draft.conditions[0].words == draft.words:
        return draft.conditions[0]._replace(words=words, place="final")
    if len(words) > 2 and words[0].text.lower() in ("if", "when") and all(word.text != "," for word in words):
        kind: ConditionKind = "if" if words[0].text.lower() == "if" else "when"
        return ConditionDraft(tuple(words), kind, 1, False, "final")
    return None


def under(draft: Draft, condition: ConditionDraft) -> Draft:
    """What a draft says, said under another condition than its own."""
    inside = {word.start for c in draft.conditions if c.place == "inside" for word in c.words if word.start >= 0}
    words = tuple(word for word in draft.words if word.start not in inside)
    return draft._replace(words=_bare(words), conditions=(condition,), links=())


def glue(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, a phrase that only goes on with "then" or "but" given back to the one before it."""
    out: list[Draft] = []
    for draft in drafts:
        words = draft.words
        alone = draft.subject[0] == draft.subject[1] and not draft.conditions and not draft.links
        if out and alone and words and words[0].text.lower() in _LEADS and not has_verb(join_words(words)):
            last = out[-1]
            if not last.conditions and len(out) == 1 and not any(link.target >= len(out) for link in last.links):
                comma = (Word(","),) if words[0].text.lower() == "then" else ()
                out[-1] = last._replace(words=(*_bare(last.words), *comma, *words))
                continue
        out.append(draft)
    return out if len(out) == len(drafts) or len(out) == 1 else list(drafts)


def in_that_case(condition: ConditionDraft) -> ConditionDraft:
    """The condition that "in which case" points at: behind "unless A" it is "if A"."""
    words = condition.words
    if condition.kind == "unless":
        marker = words[0]._replace(text="if", source=words[0].source or words[0].text)
        words = (marker, *words[condition.marker :])
        condition = condition._replace(marker=1)
    return condition._replace(words=words, kind="if", negated=False, place="initial")


def without_that(draft: Draft) -> Draft:
    """A second reported clause: "she says that A and that B"."""
    if len(draft.words) < 4 or draft.words[0].text.lower() != "that" or draft.subject[0] not in (1, 2):
        return draft
    first, last = draft.subject
    return draft._replace(words=draft.words[first:], subject=(0, last - first), verb=None)


def _bare(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return words[:-1] if words and words[-1].text == "." else words
