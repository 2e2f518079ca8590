"""What speaks for an inference: the finding that was shown rather than the test, or what happened, as a noun phrase."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.inflection import gerund, third_person
from reasonscore.decompose.parse.parse import Parse

EVIDENTIAL = frozenset(
    "suggest indicate imply support confirm point raise argue favor favour make reflect represent rule exclude arouse "
    "warrant prompt explain reveal demonstrate establish signal prove reinforce strengthen weaken narrow".split()
)
"""Verbs whose subject is evidence."""

SHOWING = frozenset(
    "show reveal demonstrate have find display exhibit identify detect confirm disclose report yield see "
    "note document present contain grow develop describe".split()
)
_STATES = frozenset(
    "raised elevated reduced lowered increased decreased enlarged prolonged impaired dilated swollen inflamed "
    "thickened narrowed blocked".split()
)
_CHANGING = frozenset(
    "lower raise reduce increase decrease block inhibit prevent damage stop impair slow delay lengthen prolong shorten "
    "weaken relax dilate constrict destroy suppress stimulate activate thin widen encase invade compress".split()
)
_MOST_WORDS = 14
_MOST_SAID = 8
_BEING = frozenset(("is", "are", "was", "were"))


def evidence_of(parse: Parse, clause: Clause) -> list[Token]:
    """The noun phrase that the inference rests on: shown thing, described thing, or the event itself."""
    head = clause.head
    kid = parse.child(head, "dobj", "attr") if parse.lemmas[head] != "be" else None
    if kid is not None and parse.lemmas[head] in SHOWING:
        inside = set(parse.subtree(kid))
        return [t for t in clause.predicate if isinstance(t, int) and t in inside]
    if not clause.subject or parse.child(head, "neg") is not None:
        return list(clause.subject)
    adjective = parse.child(head, "acomp") if parse.lemmas[head] == "be" else None
    if adjective is None and parse.lower[head] in _STATES and parse.child(head, "auxpass") is not None:
        adjective = head
    if adjective is not None:
        inside = set(parse.subtree(adjective)) if adjective != head else {head}
        described = [t for t in clause.predicate if isinstance(t, int) and t in inside]
        determiner = [t for t in clause.subject[:1] if isinstance(t, int) and parse.deps[t] == "det"]
        return ["a", *described, *clause.subject[len(determiner) :]] if determiner else [*described, *clause.subject]
    measured = parse.lemmas[head] == "be" and clause.predicate[:1] == [head] and len(clause.predicate) <= _MOST_SAID
    if measured and adjective is None and not clause.lead:
        return [*clause.subject, Inflected(head, "being"), *clause.predicate[1:]]
    helper = clause.predicate[0] if clause.predicate else None
    passive = isinstance(helper, int) and parse.deps[helper] == "auxpass" and parse.lower[helper] in _BEING
    told = parse.lemmas[head] in SHOWING or len(clause.predicate) > _MOST_SAID
    if isinstance(helper, int) and passive and not told and not clause.lead:
        return [*clause.subject, Inflected(helper, "being"), *clause.predicate[1:]]
    return event_of(parse, clause) or list(clause.subject)


def event_of(parse: Parse, clause: Clause) -> list[Token]:
    """What happened, as a noun phrase: "the pain easing after nitrates"; empty where that can't be said shortly."""
    head = clause.head
    if head not in clause.predicate or parse.tags[head] not in ("VBD", "VBZ", "VBP") or parse.lemmas[head] == "be":
        return []
    present = {t for t in clause.tokens() if isinstance(t, int)}
    if any(parse.deps[k] in ("aux", "auxpass", "neg", "conj", "advcl") and k in present for k in parse.children[head]):
        return []
    if clause.lead or len(clause.tokens()) > _MOST_WORDS or not clause.subject:
        return []
    return [*clause.subject, *[Inflected(t, gerund(parse.lemmas[head])) if t == head else t for t in clause.predicate]]


def detach_sentential(parse: Parse, clause: Clause, verb: int, tokens: list[int], pronoun: int) -> list[Clause]:
    """The inference of "The pain eased, which suggests angina"; the clause loses its words and supports it."""
    rest: list[Token] = [t for t in tokens if t != pronoun]
    shorn = clause.copy()
    shorn.without({*tokens, tokens[0] - 1})
    subject = evidence_of(parse, shorn)
    if not subject or not rest:
        return []
    clause.without({*tokens, tokens[0] - 1})
    made = Clause(verb, subject=subject, predicate=rest, rules=["participle.support"], order=verb + 0.1)
    if parse.tags[verb] == "VBZ" and is_plural(parse, subject):
        made.predicate = [Inflected(t, parse.lemmas[verb]) if t == verb else t for t in rest]
    elif parse.tags[verb] == "VBP" and not is_plural(parse, subject):
        made.predicate = [Inflected(t, third_person(parse.lemmas[verb])) if t == verb else t for t in rest]
    clause.links.append(("supports", made, [pronoun]))
    clause.rules.append("relation.supports")
    return [made]


def speaks_of_clause(parse: Parse, clause: Clause, noun: int, verb: int, pronoun: int) -> bool:
    """True where "which suggests" can only mean the statement before it: no shown thing stands before it."""
    if parse.lower[pronoun] != "which" or parse.deps[pronoun] != "nsubj" or parse.tags[verb] not in ("VBZ", "VBD"):
        return False
    if parse.lemmas[verb] not in EVIDENTIAL or noun in clause.subject:
        return False
    direct = parse.deps[noun] in ("dobj", "attr") and parse.heads[noun] == clause.head
    return not (direct and (parse.lemmas[clause.head] in SHOWING or parse.lemmas[clause.head] == "be"))


def is_ambiguous(parse: Parse, clause: Clause, noun: int, verb: int, pronoun: int) -> bool:
    """True where a relative clause may belong to another noun or to the statement as a whole.

    "The drug lowers the potassium, which can cause arrhythmia"; "a biopsy of the node, which was large".
    """
    word = parse.lower[pronoun]
    if (
        word == "which"
        and parse.deps[noun] == "dobj"
        and parse.heads[noun] == clause.head
        and parse.deps[pronoun] == "nsubj"
    ):
        helped = any(parse.tags[k] == "MD" for k in parse.children[verb])
        causal = parse.lemmas[verb] in ("cause", "lead", "result", "explain", "make", "increase", "raise", "reduce")
        return parse.lemmas[clause.head] in _CHANGING and (helped or causal) and parse.tags[noun] == "NN"
    if word == "which" and (_in_passing(parse, noun) or _measure(parse, noun)):
        return True
    preposition = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lower[preposition] not in ("of", "in", "from") or parse.tags[noun] != "NN":
        return False
    outer = parse.heads[preposition]
    located = parse.deps[outer] in ("nsubj", "nsubjpass", "dobj", "attr", "pobj") and word == "which"
    if parse.lower[preposition] != "of" and not located:
        return False
    if parse.tags[outer] != "NN" or parse.child(outer, "det") is None or parse.child(noun, "det") is None:
        return False
    return word == "which" or (word == "who" and parse.lower[outer] in _PERSONS)


_PASSING = frozenset("during after before within until since throughout despite with on at".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_UNITS = frozenset("mm cm m kg g mg ml l mmhg days weeks months years hours minutes %".split())


def _in_passing(parse: Parse, noun: int) -> bool:
    """True for a time or a circumstance: "the urine turns orange during treatment, which is harmless"."""
    preposition = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lower[preposition] not in _PASSING:
        return False
    verb = parse.heads[preposition]
    if not parse.tags[verb].startswith("VB"):
        return False
    if parse.lower[preposition] in ("on", "at", "with"):
        timed = parse.lower[noun] in _MONTHS or any(parse.lower[k] in _MONTHS for k in parse.children[noun])
        bare = parse.lower[preposition] == "with" and not any(
            parse.deps[k] in ("det", "poss", "amod", "compound") for k in parse.children[noun]
        )
        return timed or (bare and parse.child(verb, "dobj") is None)
    return True


def _measure(parse: Parse, noun: int) -> bool:
    return parse.lower[noun] in _UNITS and any(parse.tags[k] == "CD" for k in parse.children[noun])


_PERSONS = frozenset("mother father brother sister son daughter wife husband partner uncle aunt cousin friend".split())
_MANY = ("cocci", "bacilli", "emboli", "thrombi", "nuclei", "hyphae", "bacteria")


def is_plural(parse: Parse, subject: list[Token]) -> bool:
    """True where a subject takes a plural verb."""
    tokens = [t for t in subject if isinstance(t, int)]
    heads = [t for t in tokens if parse.heads[t] not in tokens]
    heads = [t for t in heads if parse.tags[t].startswith(("NN", "PRP", "DT"))] or heads
    if not heads:
        return False
    if any(parse.deps[t] == "conj" and parse.heads[t] == heads[0] for t in tokens):
        return True
    word = parse.lower[heads[0]]
    return parse.tags[heads[0]] in ("NNS", "NNPS") or word in ("they", "these", "those", "we") or word.endswith(_MANY)
