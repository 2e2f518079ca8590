"""What "we" or "one" expects, sees or finds, said of the thing itself: "We found a cyst" is "A cyst was found"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.inflection import participle
from reasonscore.decompose.parse.parse import Parse

_WE = frozenset({"we", "i", "one"})
_VERBS = frozenset("expect anticipate need find see observe detect notice identify".split())
_PRONOUNS = {"him": "he", "her": "she", "them": "they", "me": "I", "us": "we"}
_FULL = {"'d": "would", "'ll": "will"}


def make_impersonal(parse: Parse, clause: Clause) -> None:
    """Turn the clause into a passive one where its subject is only the writer or anybody."""
    head = clause.head
    subject = clause.subject[0] if len(clause.subject) == 1 else None
    if not isinstance(subject, int) or parse.lower[subject] not in _WE or parse.lemmas[head] not in _VERBS:
        return
    if "ambiguous_attachment" in clause.flags:
        return  # "we'd see protein, which we don't"
    thing, complement = _object(parse, clause)
    if not thing or head not in clause.predicate:
        return
    verb = _passive(parse, clause, thing)
    if verb is None:
        return
    at = clause.predicate.index(head)
    used = {t for t in thing if isinstance(t, int)}
    rest = [t for t in clause.predicate[at + 1 :] if not (isinstance(t, int) and t in used)]
    if complement and not rest:
        return
    only = thing[0]
    if len(thing) == 1 and isinstance(only, int) and parse.lower[only] in _PRONOUNS:
        thing = [Inflected(only, _PRONOUNS[parse.lower[only]])]
    clause.subject = thing
    clause.predicate = [*verb, Inflected(head, participle(parse.lemmas[head])), *rest]
    clause.rules.append("mood.impersonal")


def _object(parse: Parse, clause: Clause) -> tuple[list[Token], bool]:
    """The thing that is expected or found, and whether an infinitive says what it does."""
    present = {t for t in clause.predicate if isinstance(t, int)}
    kid = parse.child(clause.head, "dobj")
    if kid is not None and kid in present and kid > clause.head:
        if parse.tags[kid].startswith("W") or any(parse.deps[k] == "conj" for k in parse.children[clause.head]):
            return [], False
        return [t for t in parse.subtree(kid) if t in present], False
    inner = parse.child(clause.head, "ccomp")
    if inner is None or inner not in present or parse.child(inner, "mark") is not None:
        return [], False
    bearer = parse.child(inner, "nsubj", "nsubjpass")
    to = parse.child(inner, "aux")
    if bearer is None or to is None or parse.lower[to] != "to":
        return [], False
    return [t for t in parse.subtree(bearer) if t in present], True


def _passive(parse: Parse, clause: Clause, thing: list[Token]) -> list[Token] | None:
    """The auxiliaries of the passive: "would not be", "has been", "was"; None where the verb has a form of its own."""
    head = clause.head
    before = clause.predicate[: clause.predicate.index(head)]
    helpers = [t for t in before if isinstance(t, int) and parse.deps[t] in ("aux", "neg", "advmod")]
    if len(helpers) != len(before):
        return None
    plural = _plural(parse, thing)
    tag = parse.tags[head]
    auxiliary = [t for t in helpers if parse.deps[t] == "aux"]
    if not auxiliary:
        be = ("were" if plural else "was") if tag == "VBD" else ("are" if plural else "is") if tag == "VBP" else None
        return None if be is None else [be, *helpers]
    first = auxiliary[0]
    if parse.tags[first] == "MD":
        made: list[Token] = [
            Inflected(t, _FULL.get(parse.lower[t], "not" if parse.lower[t] == "n't" else parse.lower[t]))
            for t in helpers
        ]
        return [*made, "been" if any(parse.lower[t] == "have" for t in auxiliary) else "be"]
    others: list[Token] = [Inflected(t, "not") if parse.lower[t] == "n't" else t for t in helpers if t != first]
    if parse.lower[first] in ("do", "did"):
        past = parse.lower[first] == "did"
        return [("were" if plural else "was") if past else ("are" if plural else "is"), *others]
    if parse.lower[first] in ("have", "'ve") and tag in ("VBN", "VBD"):
        return ["have" if plural else "has", *others, "been"]
    return None


def _plural(parse: Parse, thing: list[Token]) -> bool:
    tokens = [t for t in thing if isinstance(t, int)]
    heads = [t for t in tokens if parse.heads[t] not in tokens]
    if not heads:
        return False
    several = any(parse.deps[k] == "conj" and k in tokens for k in parse.children[heads[0]])
    return several or parse.tags[heads[0]] in ("NNS", "NNPS") or parse.lower[heads[0]] in ("them", "these", "those")
