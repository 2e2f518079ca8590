"""Clauses of a parsed sentence: coordinated clauses and predicates, and what hangs on them as adverbial clauses."""

from __future__ import annotations

from reasonscore.decompose.claim import RelationKind
from reasonscore.decompose.clauses.clause import Clause, Governor
from reasonscore.decompose.clauses.dependent import SUBJECTS, dependents_of
from reasonscore.decompose.clauses.gapping import likewise, share_passive
from reasonscore.decompose.clauses.joining import forbids_it, put_behind_subject, share_closing
from reasonscore.decompose.clauses.sharing import (
    names_people,
    restricts,
    share_front,
    share_infinitive,
    share_object,
    shared_auxiliaries,
)
from reasonscore.decompose.clauses.subordinate import past_tense
from reasonscore.decompose.draft import ConditionDraft
from reasonscore.decompose.parse.parse import Parse

_AUX = ("aux", "auxpass")
_CONTRAST = frozenset({"but", "yet", "whereas"})
_TIMES = frozenset("hour hours day days week weeks month months year years".split())
_RESULT = frozenset({"so", "therefore", "hence", "thus"})


def split_clauses(parse: Parse, opening: ConditionDraft | None = None) -> list[Clause]:
    """The clauses of a sentence in source order, each with its conditions and links.

    Args:
        parse: The sentence, or the part of it behind its opening condition.
        opening: That condition.
    """
    out: list[Clause] = []
    for root in parse.roots():
        _walk(parse, root, out, None, opening)
    out.sort(key=lambda clause: clause.order)
    return out


def split_below(parse: Parse, head: int, out: list[Clause]) -> Clause:
    """Split the clause under a verb that is not a root; its first clause is returned, all are added to `out`."""
    return _walk(parse, head, out, None)


def _walk(
    parse: Parse, head: int, out: list[Clause], before: Clause | None, opening: ConditionDraft | None = None
) -> Clause:
    clause = Clause(head, order=head)
    if opening is not None:
        clause.conditions.append(Governor([], opening.kind, place="initial", ready=opening))
        clause.rules.append(f"condition.{opening.kind}")
    below = dependents_of(parse, head)
    for condition in below.conditions:
        clause.conditions += condition
        clause.rules.append(f"condition.{condition[0].kind}")
    _assemble(parse, clause, below.gone, before)
    out.append(clause)
    for kid in below.likened:
        _liken(parse, clause, kid, out)
    for kid, marker in below.causes:
        _link(parse, clause, kid, marker, out, "because", "clause.cause")
    for kid, marker in below.contrasts:
        _link(parse, clause, kid, marker, out, "contrast", "clause.concession")
    for kid in below.asides:
        _walk(parse, kid, out, None).rules.append("clause.aside")
    joined = [_coordinate(parse, kid, head, clause, out) for kid in below.coordinated]
    share_closing(parse, [clause, *joined])
    return clause


def _liken(parse: Parse, clause: Clause, kid: int, out: list[Clause]) -> None:
    """Add the claim of "as does the scan"; where it makes none, its words stay in the clause."""
    same = likewise(parse, clause, kid)
    if same is not None:
        out.append(same)
        return
    clause.predicate = sorted([*clause.predicate, *parse.subtree(kid)], key=lambda t: t if isinstance(t, int) else 0)


def _link(
    parse: Parse, clause: Clause, kid: int, marker: int, out: list[Clause], kind: RelationKind, rule: str
) -> None:
    """Make a clause of its own of a subordinate one, without its marker, and link the main clause to it."""
    words = parse.subtree(kid)[:marker]
    made = _walk(parse, kid, out, None)
    made.without(set(words))
    made.rules.append(rule)
    clause.links.append((kind, made, words))


def _assemble(parse: Parse, clause: Clause, gone: set[int], before: Clause | None) -> None:
    """Fill a clause from the tree: own subject, or the one it shares with the clause before it."""
    head = clause.head
    tokens = parse.subtree(head, gone)
    subject_kid = parse.child(head, *SUBJECTS)
    if subject_kid is not None and subject_kid < head:
        subject = [t for t in parse.subtree(subject_kid) if t in set(tokens)]
        first = subject[0]
        inside = set(subject)
        clause.lead, clause.subject = [t for t in tokens if t < first], list(subject)
        clause.predicate = [t for t in tokens if t > first and t not in inside]
        put_behind_subject(parse, clause)
        return
    clause.predicate = list(tokens)
    if before is None:
        return
    clause.subject = list(before.subject)
    clause.predicate = shared_auxiliaries(parse, clause, before) + clause.predicate


def _coordinate(parse: Parse, kid: int, head: int, clause: Clause, out: list[Clause]) -> Clause:
    """A coordinated clause: what it shares with the first one, and how it relates to it."""
    connective = [
        k
        for k in [*parse.children[head], *parse.children[kid]]
        if parse.deps[k] in ("cc", "mark", "advmod") and head < k < kid
    ]
    words = {parse.lower[k] for k in connective}
    shares = parse.child(kid, *SUBJECTS) is None and not forbids_it(parse, kid)
    made = _walk(parse, kid, out, clause if shares else None)
    made.rules.append("clause.coordination")
    if not shares:
        share_passive(parse, clause, made)
    stranded = parse.deps[head + 1] == "prep" and not parse.children[head + 1] and head + 2 in connective
    if shares and ((head + 1 in connective and parse.deps[head + 1] == "cc") or stranded):
        share_object(parse, kid, head, clause)
    cue = [k for k in connective if parse.lower[k] in _CONTRAST | _RESULT]
    if words & _CONTRAST:
        made.links.append(("contrast", clause, cue[:1]))
    elif words & _RESULT:
        made.links.append(("therefore", clause, cue[:1]))
    made.without({k for k in cue if parse.lower[k] in ("so", "but", "yet", "and")})
    if parse.lower[kid - 1] == "to" and parse.lower[max(0, head - 1)] != "to" and parse.tags[head] == "VB":
        made.without({kid - 1})
    marks = [parse.child(verb, "mark") for verb in (head, kid)]
    if marks[0] is not None and marks[1] is not None and parse.lower[marks[0]] == parse.lower[marks[1]]:
        made.without({marks[1]})  # "since A and since B, C": the marker of the first says it for both
    if shares and parse.tags[kid] in ("VB", "VBP") and parse.child(kid, *_AUX) is None:
        share_infinitive(parse, head, kid, made)
    if shares and not made.lead and parse.tags[kid] in ("VBZ", "VBP") and restricts(parse, clause):
        made.lead = list(clause.lead)
    if shares and not made.subject and not clause.subject and parse.tags[kid] == "VB":
        share_front(parse, clause, made)
    if not shares and not made.lead and words == {"and"} and names_people(parse, clause):
        made.lead = list(clause.lead)
    if _extends(parse, clause, made, words, shares or "clause.shared_predicate" in made.rules):
        made.conditions = [c for c in clause.conditions if c.place == "initial"] + made.conditions
        made.rules.append("condition.extended")
    if shares and not words & _CONTRAST:
        _share_final(parse, clause, made)
    return made


def _share_final(parse: Parse, clause: Clause, made: Clause) -> None:
    """Give the first clause the condition behind the second: "stop it and call if it bleeds" means both.

    Not where a comma parts them, nor where the second has what the condition is about: "start it and repeat if needed".
    """
    head, kid = clause.head, made.head
    if clause.conditions or any(parse.words[t] == "," or parse.lower[t] == "only" for t in range(head, kid)):
        return
    final = [c for c in made.conditions if c.place == "final" and len(c.tokens) > 2]
    moods = (_mood(parse, head), _mood(parse, kid))
    turned = moods[0] != moods[1] and "modal" in moods
    denied = parse.child(kid, "neg") is not None and parse.child(head, "neg") is None
    dated = any(parse.lower[t] in _TIMES and parse.deps[t] == "pobj" for t in range(head, kid))
    if final and not (turned or denied or dated):
        clause.conditions += final
        clause.rules.append("condition.shared")


def _extends(parse: Parse, clause: Clause, made: Clause, words: set[str], shares: bool) -> bool:
    """True where an initial condition governs the coordinated clause too."""
    if not any(c.place == "initial" for c in clause.conditions) or words & _CONTRAST:
        return False
    if any(c.place == "initial" for c in made.conditions):
        return False
    if shares:
        return True
    judged = [parse.lower[t] for t in clause.subject if isinstance(t, int)]
    if judged in (["that"], ["this"], ["it"]) and parse.lemmas[clause.head] == "be":
        return _mood(parse, made.head) in ("modal", "imperative")  # "that is an emergency and you should call"
    return _mood(parse, clause.head) == _mood(parse, made.head) != "indicative"


def _mood(parse: Parse, head: int) -> str:
    if any(parse.tags[k] == "MD" and parse.deps[k] == "aux" for k in parse.children[head]):
        return "modal"
    if parse.tags[head] in ("VB", "VBP") and parse.child(head, *SUBJECTS) is None:
        return "imperative"
    return "past" if past_tense(parse, head) else "indicative"
