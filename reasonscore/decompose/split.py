"""Clauses of a parsed sentence: coordinated clauses and predicates, and what hangs on them as adverbial clauses."""

from __future__ import annotations

from reasonscore.decompose.clause import Clause, Governor
from reasonscore.decompose.draft import ConditionDraft
from reasonscore.decompose.gapping import inverted, likewise, share_passive
from reasonscore.decompose.granularity import is_alternative
from reasonscore.decompose.joining import forbids_it, is_corrected, share_closing
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.sharing import (
    is_instead,
    names_people,
    restricts,
    share_front,
    share_infinitive,
    share_object,
    shared_auxiliaries,
)
from reasonscore.decompose.subordinate import past_tense, role_of

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
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
    gone: set[int] = set()
    coordinated: list[int] = []
    causes: list[tuple[int, int]] = []
    contrasts: list[tuple[int, int]] = []
    asides: list[int] = []
    likened: list[int] = []
    for kid in parse.children[head]:
        dep = parse.deps[kid]
        if dep == "conj" and inverted(parse, kid):
            likened.append(kid)
            gone.add(kid)
        elif dep == "conj" and is_instead(parse, kid, head):
            continue
        elif dep == "conj" and is_clausal(parse, kid, head) and not is_alternative(parse, kid, head):
            coordinated.append(kid)
            gone.add(kid)
        elif dep == "advcl" and inverted(parse, kid):
            likened.append(kid)
            gone.add(kid)
        elif dep == "advcl":
            role = role_of(parse, kid, head)
            if role.name == "condition" and _then(parse, kid):
                continue
            if role.name == "condition" and role.kind is not None:
                gone.add(kid)
                for tokens in _conditions(parse, kid):
                    place = "initial" if tokens[0] < head else "final"
                    governor = Governor(list(tokens), role.kind, role.marker, role.negated, place, clause=kid)
                    clause.conditions.append(governor)
                clause.rules.append(f"condition.{role.kind}")
            elif role.name == "cause" and not is_corrected(parse, kid):
                gone.add(kid)
                causes.append((kid, role.marker))
            elif role.name == "contrast":
                gone.add(kid)
                contrasts.append((kid, role.marker))
        elif dep in ("parataxis", "ccomp") and is_aside(parse, kid, head):
            gone.add(kid)
            asides.append(kid)
        elif dep in ("cc", "preconj") and _joins_clauses(parse, kid, head):
            gone.add(kid)
    _assemble(parse, clause, gone, before)
    out.append(clause)
    for kid in likened:
        same = likewise(parse, clause, kid)
        if same is None:
            clause.predicate = sorted(
                [*clause.predicate, *parse.subtree(kid)], key=lambda t: t if isinstance(t, int) else 0
            )
        else:
            out.append(same)
    for kid, marker in causes:
        made = _walk_part(parse, kid, marker, out)
        made.rules.append("clause.cause")
        clause.links.append(("because", made, parse.subtree(kid)[:marker]))
    for kid, marker in contrasts:
        made = _walk_part(parse, kid, marker, out)
        made.rules.append("clause.concession")
        clause.links.append(("contrast", made, parse.subtree(kid)[:marker]))
    for kid in asides:
        _walk(parse, kid, out, None).rules.append("clause.aside")
    joined = [_coordinate(parse, kid, head, clause, out) for kid in coordinated]
    share_closing(parse, [clause, *joined])
    return clause


def _then(parse: Parse, kid: int) -> bool:
    """True where the order goes on behind the condition: "every week until it is stable, then every month"."""
    last = parse.subtree(kid)[-1]
    return last + 2 < len(parse) and parse.words[last + 1] == "," and parse.lower[last + 2] == "then"


def _joins_clauses(parse: Parse, kid: int, head: int) -> bool:
    """True for an "and" between clauses rather than between nouns."""
    later = [k for k in parse.children[head] if parse.deps[k] == "conj" and k > kid]
    onward = kid + 1 < len(parse) and parse.deps[kid + 1] == "prep" and parse.heads[kid + 1] == head
    if not later and (parse.lower[kid] == "but" or onward):
        return False
    if "than" in parse.lower[kid : kid + 2] or parse.lower[kid : kid + 2] == ["or", "not"]:
        return False
    clausal = [k for k in later if is_clausal(parse, k, head) and not is_alternative(parse, k, head)]
    return len(clausal) == len(later) and (parse.deps[kid] == "cc" or bool(clausal))


def _walk_part(parse: Parse, kid: int, marker: int, out: list[Clause]) -> Clause:
    """The clause under a subordinate verb, without its marker."""
    made = _walk(parse, kid, out, None)
    made.without(set(parse.subtree(kid)[:marker]))
    return made


def is_clausal(parse: Parse, kid: int, head: int) -> bool:
    """True where a conjunct is a predicate of its own rather than a noun or adjective."""
    tag = parse.tags[kid]
    if not (tag.startswith("VB") or tag == "MD" or parse.child(kid, "cop") is not None):
        return parse.child(kid, *_SUBJECTS) is not None and parse.child(kid, *_AUX) is not None
    if any(parse.lower[k] == "where" and parse.deps[k] == "advmod" for k in parse.children[kid]):
        return False  # "and earlier where a relative was affected"
    has_subject = parse.child(kid, *_SUBJECTS) is not None
    if has_subject:
        return True
    if parse.child(kid, "aux") == kid - 1 and parse.lower[kid - 1] == "to" and parse.lower[max(0, head - 1)] != "to":
        # "should have a test and to use two methods", "have a test and to use": told to do both
        return (
            tag == "VB"
            and (parse.child(head, "aux") is None or parse.lower[head - 1] == "should")
            and (parse.tags[head] == "VB" and parse.lower[kid - 2] == "and")
        )
    if not (parse.tags[head].startswith("VB") or parse.tags[head] == "MD"):
        return parse.child(kid, *_AUX) is not None
    if tag == "VBG" and parse.tags[head] != "VBG" and parse.child(kid, *_AUX) is None:
        # "has found a link between obesity and having diabetes", but "is inflamed and bleeding".
        return any(parse.deps[k] in _AUX and parse.lemmas[k] == "be" for k in parse.children[head])
    return not (tag == "VBG" and parse.tags[head] == "VBG" and parse.child(head, "aux") is None)


def is_aside(parse: Parse, kid: int, head: int) -> bool:
    """True for a clause that stands beside another one: after a semicolon, a dash or a colon, or before "said"."""
    if not parse.tags[kid].startswith(("VB", "MD")):
        return False
    if parse.child(kid, *_SUBJECTS) is None:
        return False
    tokens = parse.subtree(kid)
    if parse.child(kid, "mark") is not None and parse.lower[tokens[0]] in ("that", "whether", "if"):
        return False
    if kid > head:
        previous = parse.words[tokens[0] - 1] if tokens[0] else ""
        return previous in (";", "-", "–", "—", ":", "--") or parse.deps[kid] == "parataxis"
    following = parse.words[tokens[-1] + 1] if tokens[-1] + 1 < len(parse) else ""
    return following in (";", ":", "–", "—", "-", "--") or (following == "," and parse.child(head, "mark") is None)


def _conditions(parse: Parse, kid: int) -> list[list[int]]:
    """The tokens of a condition; conditions joined by "or" apart, each with the marker."""
    later = [k for k in parse.children[kid] if parse.deps[k] == "conj" and is_clausal(parse, k, kid)]
    words = [parse.lower[k] for k in parse.children[kid] if parse.deps[k] == "cc"]
    whole = parse.subtree(kid)
    if not later or "or" not in words or parse.lower[whole[0]] in ("unless", "only"):
        return [whole]
    first = parse.subtree(kid, set(later) | {k for k in parse.children[kid] if parse.deps[k] == "cc"})
    marker = [t for t in first if t < kid and parse.deps[t] in ("mark", "advmod") and t == first[0]]
    parts = [first]
    for kid_later in later:
        tokens = parse.subtree(kid_later)
        if parse.child(kid_later, "mark") is None:
            subject: list[int] = []
            if parse.child(kid_later, *_SUBJECTS) is None:
                for k in parse.children[kid]:
                    if parse.deps[k] in _SUBJECTS:
                        subject = parse.subtree(k)
            tokens = [*marker, *subject, *tokens]
        parts.append(tokens)
    return parts


def _assemble(parse: Parse, clause: Clause, gone: set[int], before: Clause | None) -> None:
    """Fill a clause from the tree: own subject, or the one it shares with the clause before it."""
    head = clause.head
    tokens = parse.subtree(head, gone)
    subject_kid = parse.child(head, *_SUBJECTS)
    if subject_kid is not None and subject_kid < head:
        subject = [t for t in parse.subtree(subject_kid) if t in set(tokens)]
        first = subject[0]
        inside = set(subject)
        clause.lead = [t for t in tokens if t < first]
        clause.subject = list(subject)
        clause.predicate = [t for t in tokens if t > first and t not in inside]
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
    shares = parse.child(kid, *_SUBJECTS) is None and not forbids_it(parse, kid)
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
    if shares and not clause.conditions and "," not in {parse.words[t] for t in range(head, kid)} & {","}:
        # "start it and repeat if needed": only the repetition may be needed.
        final = [c for c in made.conditions if c.place == "final" and len(c.tokens) > 2]
        dated = _mood(parse, head) != _mood(parse, kid) and "modal" in (_mood(parse, head), _mood(parse, kid))
        dated = dated or (parse.child(kid, "neg") is not None and parse.child(head, "neg") is None)
        dated = dated or any(parse.lower[t] in _TIMES and parse.deps[t] == "pobj" for t in range(head, kid))
        limited = any(parse.lower[t] == "only" for t in range(head, kid))
        if final and not dated and not limited and not words & _CONTRAST:
            clause.conditions += final
            clause.rules.append("condition.shared")
    return made


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
    if parse.tags[head] in ("VB", "VBP") and parse.child(head, *_SUBJECTS) is None:
        return "imperative"
    return "past" if past_tense(parse, head) else "indicative"
