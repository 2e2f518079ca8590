"""What a symptom, a cause, a treatment or a dose belongs to, where the text leaves it to be understood."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.references.entity import Entities, definite

_OWNERS = {
    **dict.fromkeys(("effects", "dose", "dosage", "dosing"), "drug"),
    **dict.fromkeys("symptoms signs complications causes cause diagnosis prognosis".split(), "disease"),
    **dict.fromkeys("treatment treatments prevention options factors".split(), "disease"),
    "examples": "class",
}
"""Nouns that are always those of something, and of what kind it is."""

_NEEDED = {"options": re.compile(r"\b(?:treatment|management)\b", re.I), "factors": re.compile(r"\brisk\b", re.I)}
"""What stands before a noun that belongs to a disease only then: "risk factors"."""

_SUBJECT = re.compile(
    r"(?:the\s)?(?:(?:most|more|less|other|common|main|first|typical|usual|possible|potential|serious|severe|mild|rare|"
    r"adverse|side|exact|initial|early|late|classic|standard|recommended|effective|available|advanced|medical|"
    r"long-term|short-term|definitive|underlying|uncommon|frequent|key|additional|associated|clinical|"
    r"first-line|treatment|management|risk|preventive|pharmacological|non-pharmacological|natural)\s){0,3}(?P<noun>\w+)$",
    re.I,
)


def with_owner(draft: Draft, entities: Entities) -> Draft:
    """The draft, "side effects" as "side effects of metformin" where the text has spoken of one thing that has them."""
    first, last = draft.subject
    if last <= first or last >= len(draft.words) or entities.patient:
        return draft
    found = _SUBJECT.match(" ".join(word.text for word in draft.words[first:last]).replace(" - ", "-"))
    kind = _OWNERS.get(found["noun"].lower()) if found is not None else None
    if found is None or kind is None or (found["noun"].lower() == "effects" and last - first < 2):
        return draft
    noun = found["noun"].lower()
    if noun in _NEEDED and not _NEEDED[noun].search(found.group()):
        return draft
    owner = _class_before(entities) if kind == "class" else entities.topic_of(kind)
    if owner is None or draft.words[last].text.lower() in _OPENING:
        return draft
    words = [*draft.words, *[word for condition in draft.conditions for word in condition.words]]
    said = " ".join(word.text for word in words).lower()
    if owner.lower() in said:
        return draft
    added = (Word("for" if noun in _NEEDED else "of"), *[Word(word) for word in owner.split()])
    shift = len(added)
    verb = (draft.verb[0] + shift, draft.verb[1]) if draft.verb and draft.verb[0] >= last else draft.verb
    rules = (*draft.rules, "reference.owner")
    owned = (*draft.words[:last], *added, *draft.words[last:])
    return draft._replace(words=owned, subject=(first, last + shift), verb=verb, rules=rules)


def _class_before(entities: Entities) -> str | None:
    """What "examples" are of: the things that the claims before were about."""
    found = entities.thing(True)
    noun = next((n for nouns in entities.things[-3:] for n in nouns if n.subject and definite(n) == found), None)
    if found is None or noun is None:
        return None
    return found if noun.named or not found[1:2].islower() else found[0].lower() + found[1:]


_OPENING = frozenset("of for in with to from that which who associated related caused due".split())
