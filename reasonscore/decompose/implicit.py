"""What a symptom, a cause, a treatment or a dose belongs to, where the text leaves it to be understood."""

from __future__ import annotations

import re
from dataclasses import replace

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.entity import Entities

_OWNERS = {
    **dict.fromkeys(("effects", "dose", "dosage", "dosing"), "drug"),
    **dict.fromkeys("symptoms signs complications causes cause diagnosis prognosis".split(), "disease"),
    **dict.fromkeys("treatment treatments prevention".split(), "disease"),
}
"""Nouns that are always those of something, and of what kind it is."""

_SUBJECT = re.compile(
    r"(?:the\s)?(?:(?:most|more|less|other|common|main|first|typical|usual|possible|potential|serious|severe|mild|rare|"
    r"adverse|side|exact|initial|early|late|classic|standard|recommended|effective|available|advanced|medical|"
    r"long-term|short-term|definitive|underlying|uncommon|frequent|key|additional|associated|clinical|"
    r"first-line)\s){0,3}(?P<noun>\w+)$",
    re.I,
)


def with_owner(draft: Draft, entities: Entities) -> Draft:
    """The draft, "side effects" as "side effects of metformin" where the text has spoken of one thing that has them."""
    first, last = draft.subject
    if entities.patient or last <= first or last >= len(draft.words):
        return draft
    found = _SUBJECT.match(" ".join(word.text for word in draft.words[first:last]).replace(" - ", "-"))
    kind = _OWNERS.get(found["noun"].lower()) if found is not None else None
    if found is None or kind is None or (found["noun"].lower() == "effects" and last - first < 2):
        return draft
    owner = entities.topic_of(kind)
    if owner is None or draft.words[last].text.lower() in _OPENING:
        return draft
    words = [*draft.words, *[word for condition in draft.conditions for word in condition.words]]
    said = " ".join(word.text for word in words).lower()
    if owner.lower() in said:
        return draft
    added = (Word("of"), *[Word(word) for word in owner.split()])
    shift = len(added)
    verb = (draft.verb[0] + shift, draft.verb[1]) if draft.verb and draft.verb[0] >= last else draft.verb
    rules = (*draft.rules, "reference.owner")
    owned = (*draft.words[:last], *added, *draft.words[last:])
    return replace(draft, words=owned, subject=(first, last + shift), verb=verb, rules=rules)


_OPENING = frozenset("of for in with to from that which who associated related caused due".split())
