"""An order as what should be done: "Stop the NSAID" becomes "The NSAID should be stopped"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.inflection import participle
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.named import named_in
from reasonscore.decompose.search.table import words_of

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_NOMINATIVE = {"him": "he", "her": "she", "them": "they", "us": "we"}
_ASKED = frozenset({"you", "we", "i", "they", "he", "she"})
_ACTIVE = frozenset(("have", "be", "become", "get", "let"))


def make_declarative(parse: Parse, clause: Clause) -> None:
    """Turn an imperative into what should be done: "Stop the NSAID" becomes "The NSAID should be stopped"."""
    head = clause.head
    if parse.tags[head] == "VBN" and clause.lead == [0] and parse.lower[0] == "have":
        # "Have it repeated" is an order; "have you noticed" asks.
        if parse.deps[0] == "aux" and not {parse.lower[t] for t in clause.subject if isinstance(t, int)} & _ASKED:
            clause.lead, clause.predicate = [], ["should", "be", *clause.predicate]
            clause.rules.append("mood.imperative")
        return
    if clause.subject or parse.tags[head] not in ("VB", "VBP") or parse.child(head, *_SUBJECTS) is not None:
        return
    if _no_order(parse, head):
        return
    helpers = [t for t in clause.predicate if isinstance(t, int) and parse.heads[t] == head and parse.deps[t] == "aux"]
    if any(parse.lower[t] != "do" for t in helpers):
        return
    clause.predicate = [t for t in clause.predicate if t not in helpers]
    thing = _thing(parse, head)
    if thing is not None and any(kind == "drug" for kind, _ in named_in(parse.lower[head])):
        return  # "atorvastatin 20 mg nocte": no order, whatever the parser says
    clause.rules.append("mood.imperative")
    negated = [t for t in clause.predicate if isinstance(t, int) and parse.deps[t] == "neg" and parse.heads[t] == head]
    should: list[Token] = ["should", *[_inside(parse, t) for t in negated]]
    kept = [t for t in clause.predicate if t not in negated]
    alternative = any(parse.deps[k] == "conj" and k in clause.predicate for k in parse.children[head])
    if thing is not None and parse.lower[thing] in ("me", "us") and parse.lemmas[head] == "see":
        clause.subject, clause.predicate = ["the", "patient"], [*should, *kept]
    elif thing is not None and not alternative and parse.lower[head] not in _ACTIVE:
        _tell_of_thing(parse, clause, thing, should, kept)
    elif thing is None and not alternative and parse.lemmas[head] in words_of("verbs", "treating"):
        clause.subject, clause.predicate = ["the", "patient"], [*should, "be", *_done(parse, head, kept)]
    elif thing is None and not alternative and (_thingless(parse, head) or _kept_away(parse, head)):
        clause.subject, clause.predicate = ["it"], [*should, "be", *_done(parse, head, kept)]
    else:
        clause.subject = ["the", "patient"]
        fronted = _fronted(parse, clause)
        clause.lead = [*clause.lead, *fronted]
        clause.predicate = [*should, *[_inside(parse, t) for t in kept if t not in fronted]]


def _thing(parse: Parse, head: int) -> int | None:
    """What is to be stopped, given, considered."""
    thing = parse.child(head, "dobj")
    if thing is None and parse.lemmas[head] == "consider":
        return next((k for k in parse.children[head] if parse.deps[k] == "xcomp" and parse.tags[k] == "VBG"), None)
    return thing


def _inside(parse: Parse, token: Token) -> Token:
    """The word that opened the order as it stands inside the statement: without its capital."""
    return Inflected(token, parse.lower[token]) if isinstance(token, int) and token == 0 else token


def _done(parse: Parse, head: int, tokens: list[Token]) -> list[Token]:
    """The tokens with the verb as a participle."""
    form = Inflected(head, participle(parse.lemmas[head]))
    return [form if t == head else t for t in tokens]


def _tell_of_thing(parse: Parse, clause: Clause, thing: int, should: list[Token], kept: list[Token]) -> None:
    """Make the thing the subject: "Stop the NSAID" becomes "The NSAID should be stopped"."""
    head = clause.head
    inside = set(parse.subtree(thing)) - _tail(parse, thing, clause)
    following = [t for t in kept if not isinstance(t, int) or (t not in inside and t != head)]
    before = [t for t in following if isinstance(t, int) and t < head]
    adverbs = [t for t in before if parse.deps[t] == "advmod" and parse.heads[t] == head]
    clause.lead = [*clause.lead, *[t for t in before if t not in adverbs]]
    clause.subject = [
        Inflected(t, _NOMINATIVE[parse.lower[t]]) if t == thing and parse.lower[t] in _NOMINATIVE else t
        for t in clause.predicate
        if isinstance(t, int) and t in inside
    ]
    behind = [t for t in following if not (isinstance(t, int) and t < head)]
    verb = Inflected(head, participle(parse.lemmas[head]))
    clause.predicate = [*should, "be", *[_inside(parse, t) for t in adverbs], verb, *behind]


def _fronted(parse: Parse, clause: Clause) -> list[Token]:
    """The phrase in front of an order: "In pregnancy, stop or change it"."""
    own = set(parse.subtree(clause.head))
    taken: list[Token] = [t for t in clause.predicate if isinstance(t, int) and t < clause.head and t not in own]
    if taken:
        return taken  # what it shares with the order before it
    first = next((t for t in clause.predicate if isinstance(t, int)), clause.head)
    if parse.deps[first] != "prep" or parse.heads[first] != clause.head or first > clause.head:
        return []
    return [t for t in parse.subtree(first) if t in clause.predicate and t < clause.head]


_THINGS = frozenset(
    "store hold withhold resume restart recheck titrate taper discontinue refrigerate repeat infuse dilute inject "
    "avoid administer give discontinue apply use wean escalate swallow dissolve".split()
)
"""Orders that leave out the thing that they are about: "Hold if the potassium rises"."""


def _thingless(parse: Parse, head: int) -> bool:
    following = parse.tags[head + 1] if head + 1 < len(parse) else "."
    bare = following in ("IN", "TO", "CC", "WRB", ".", ",") or parse.lower[head + 1] == "once"
    return parse.lower[head] in _THINGS and bare and (not head or parse.lower[head - 1] in ("and", "or"))


def _kept_away(parse: Parse, head: int) -> bool:
    """True for "keep out of the reach of children"."""
    after = parse.lower[head + 1] if head + 1 < len(parse) else ""
    return parse.lower[head] == "keep" and after in ("out", "refrigerated", "away")


_NO_VERBS = (
    "ile",
    "al",
    "ous",
    "ic",
    "less",
    "scopy",
    "graphy",
    "gram",
    "itis",
    "osis",
    "oma",
    "emia",
    "ness",
    "ology",
)


_NO_ORDERS = frozenset(
    "acute chronic subacute mild moderate severe recurrent likely lactate troponin mood type grade stage".split()
)


def _no_order(parse: Parse, head: int) -> bool:
    """True for an adjective at the front, and beside a finite verb: "First migraine after 50 is rare"."""
    if parse.lower[head] in _NO_ORDERS:
        return True
    if head > 1 or {parse.lower[head], parse.lower[0]} & words_of("verbs", "order"):
        return False
    if parse.lower[head].endswith(_NO_VERBS) or parse.lower[head] == "mood":
        return True
    if parse.lower[head] in _NO_ORDERS or any(
        kind in ("disease", "finding") for kind, _ in named_in(parse.lower[head])
    ):
        return True
    inside = {t for k in parse.children[head] if parse.deps[k] in ("advcl", "relcl", "ccomp") for t in parse.subtree(k)}
    marked = any(parse.deps[k] in ("mark", "advmod") and k in inside for k in range(len(parse)))
    finite = [t for t in inside if parse.lower[t] in ("is", "are", "was", "were")]
    return bool(finite) and not marked and not any(parse.tags[t][:1] == "W" for t in inside)


def _tail(parse: Parse, thing: int, clause: Clause) -> set[int]:
    """What a parser gives to the object though it says what is done with it.

    "Keep the skin moist", "swallow the tablets whole", "delay surgery to allow recovery", "offer it as an option".
    """
    tokens = [t for t in parse.subtree(thing) if t in clause.predicate]
    following = thing + 1
    kept = parse.lemmas[clause.head] in _KEEPING and following in tokens
    if kept and parse.heads[following] in (thing, clause.head) and parse.tags[following].startswith(("JJ", "VBN")):
        return {t for t in tokens if t > thing}
    for kid in tokens:
        words = [t for t in parse.subtree(kid) if t in tokens]
        if kid <= thing or words[-1] != tokens[-1]:
            continue
        infinitive = parse.tags[kid] == "VB" and parse.lower[words[0]] == "to" and parse.heads[kid] == thing
        given = parse.lower[kid] == "to" and parse.deps[kid] == "prep" and parse.lemmas[clause.head] in _GIVING
        if given or infinitive or (parse.lower[kid] == "as" and parse.deps[kid] == "prep"):
            return set(words)
    return set()


_GIVING = frozenset(("offer", "give", "prescribe", "administer", "recommend", "send", "teach", "explain"))
_KEEPING = frozenset(("keep", "leave", "make", "swallow", "take", "hold"))
