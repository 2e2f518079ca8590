"""What the words around a statement say about it, put on each of its claims: an opinion, a report, a connective."""

from __future__ import annotations

from reasonscore.decompose.draft import Draft, Link
from reasonscore.decompose.fields.denial import denied
from reasonscore.decompose.fields.unfinished import without_that
from reasonscore.decompose.segments.mandative import RULE as MANDATIVE
from reasonscore.decompose.segments.mandative import as_duty
from reasonscore.decompose.segments.wrapper import Wrapper


def wrapped(draft: Draft, wrapper: Wrapper, first: bool, base: int) -> Draft:
    """The draft with what the words around its statement say about it."""
    if not wrapper.pieces:
        return draft if first else without_that(draft)
    if not first:
        return _continued(_ruled(draft, wrapper), wrapper)
    if MANDATIVE in wrapper.rules:
        draft = _ruled(draft, wrapper)
        rules = draft.rules
    else:
        rules = (*wrapper.rules, *draft.rules)
    links = draft.links
    if wrapper.relation is not None:
        links = (*links, Link(wrapper.relation, base - 1, wrapper.relation_cue))
    draft = draft._replace(rules=rules, links=links, certainty=wrapper.certainty, cue=wrapper.cue)
    return denied(draft) if wrapper.negated else draft


def _ruled(draft: Draft, wrapper: Wrapper) -> Draft:
    """The draft with the rules of its wrapper; what somebody recommends as what should be done."""
    rules = tuple(rule for rule in wrapper.rules if rule != MANDATIVE)
    draft = draft._replace(rules=(*rules, *draft.rules))
    return as_duty(draft) if len(rules) < len(wrapper.rules) else draft


def _continued(draft: Draft, wrapper: Wrapper) -> Draft:
    """A later clause that the words around the statement govern too: "I doubt that A or that B"."""
    if wrapper.certainty is None:
        return without_that(draft)
    if len(draft.words) < 3 or draft.words[0].text.lower() != "that":
        return draft
    gone = 2 if draft.words[1].text == "," else 1
    first, last = draft.subject
    moved = draft._replace(words=draft.words[gone:], subject=(max(0, first - gone), max(0, last - gone)), verb=None)
    moved = moved._replace(certainty=wrapper.certainty, cue=wrapper.cue)
    return denied(moved) if wrapper.negated else moved
