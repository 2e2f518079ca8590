"""The parse tier's rules for one sentence, in order: clauses, attributes, participles, mood, lists."""

from __future__ import annotations

from reasonscore.decompose.clauses.absent import detach_absent, detach_instead
from reasonscore.decompose.clauses.adjunct import split_adjuncts, split_attributes
from reasonscore.decompose.clauses.attribute import detach_attributes
from reasonscore.decompose.clauses.but_not import detach_but_not
from reasonscore.decompose.clauses.circumstance import detach_circumstances
from reasonscore.decompose.clauses.clause import Clause, clean_tokens, to_drafts
from reasonscore.decompose.clauses.coordination import split_lists
from reasonscore.decompose.clauses.correlative import deny_correlatives
from reasonscore.decompose.clauses.distributive import detach_each
from reasonscore.decompose.clauses.extraposition import front_infinitive
from reasonscore.decompose.clauses.fronted import detach_fronted
from reasonscore.decompose.clauses.imperative import make_declarative
from reasonscore.decompose.clauses.impersonal import make_impersonal
from reasonscore.decompose.clauses.instance import detach_instances
from reasonscore.decompose.clauses.kind import detach_kinds
from reasonscore.decompose.clauses.lifespan import detach_lifespan
from reasonscore.decompose.clauses.never import detach_never
from reasonscore.decompose.clauses.occasion import split_occasion
from reasonscore.decompose.clauses.participle import detach_participles
from reasonscore.decompose.clauses.place import detach_places
from reasonscore.decompose.clauses.polarity_split import (
    detach_contrast,
    detach_exception,
    detach_opposite,
    detach_without,
)
from reasonscore.decompose.clauses.respective import pair_respectively, split_series
from reasonscore.decompose.clauses.split import split_clauses
from reasonscore.decompose.draft import ConditionDraft, Draft
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.repair import mend


def read_tree(parse: Parse, granularity: str, opening: ConditionDraft | None = None) -> list[Draft]:
    """The claims of one parsed segment; `opening` is a condition that was cut off its front."""
    mend(parse)
    pending = split_clauses(parse, opening)
    deny_correlatives(parse, pending)
    clauses = pending if granularity == "coarse" else _detach_all(parse, pending, granularity)
    products = _once(parse, _divide_all(parse, clauses, granularity))
    products.sort(key=lambda c: c.order)
    for product in products:
        if _is_fragment(parse, product):
            product.flags.append("fragment")
    return to_drafts(parse, products)


def _detach_all(parse: Parse, pending: list[Clause], granularity: str) -> list[Clause]:
    """The clauses, and those of what says something of its own inside them, each before the one that held it."""
    clauses: list[Clause] = []
    done: set[int] = set()
    while pending:
        clause, *rest = pending
        held = [t for t in clause.tokens() if isinstance(t, int)]
        found = _detach_modifiers(parse, clause, granularity, done)
        _forget(clause, held, [*rest, *clauses])
        pending = [*found, *_detach_contraries(parse, clause), *rest]
        clauses.append(clause)
    return clauses


def _detach_modifiers(parse: Parse, clause: Clause, granularity: str, done: set[int]) -> list[Clause]:
    """What is said beside the predicate: of its front, its circumstances, its nouns, its participles."""
    return [
        *detach_fronted(parse, clause),
        *detach_absent(parse, clause),
        *detach_circumstances(parse, clause, granularity, done),
        *detach_attributes(parse, clause, granularity, done),
        *detach_participles(parse, clause, done),
    ]


def _detach_contraries(parse: Parse, clause: Clause) -> list[Clause]:
    """What is said of each, and what is said the other way round: "with A and without B", "A but not B"."""
    return [
        *detach_each(parse, clause),
        *detach_without(parse, clause),
        *detach_contrast(parse, clause),
        *detach_exception(parse, clause),
        *detach_opposite(parse, clause),
        *detach_but_not(parse, clause),
        *detach_instead(parse, clause),
        *detach_never(parse, clause),
    ]


def _forget(clause: Clause, held: list[int], others: list[Clause]) -> None:
    """Take what left a clause out of those that share its subject."""
    gone = set(held).difference(t for t in clause.tokens() if isinstance(t, int))
    for other in others:
        if gone.intersection(t for t in other.subject if isinstance(t, int)):
            other.without(gone)


def _divide_all(parse: Parse, clauses: list[Clause], granularity: str) -> list[Clause]:
    """The claims of the clauses, each with its subject and as a statement; links go to the first claim of a clause."""
    products: list[Clause] = []
    heirs: dict[int, Clause] = {}
    named: set[tuple[object, ...]] = set()
    for clause in clauses:
        if not _says_something(parse, clause):
            continue
        _inherit_subject(parse, clause, clauses)
        if not clause.subject and _takes_fragment(parse, clause, clauses, products):
            clause.rules.append("clause.shared_subject")
        make_declarative(parse, clause)
        make_impersonal(parse, clause)
        front_infinitive(parse, clause)
        parts = [c for part in _divide(parse, clause, granularity, named) for c in part.by_alternative()]
        heirs[id(clause)] = parts[0]
        products += parts
    for product in products:
        product.links = [(kind, heirs.get(id(target), target), cue) for kind, target, cue in product.links]
    return products


def _divide(parse: Parse, clause: Clause, granularity: str, named: set[tuple[object, ...]]) -> list[Clause]:
    """One clause for each thing that a clause says: of named members, of lists, and as finely as is asked."""
    if granularity == "coarse":
        return split_lists(parse, clause, granularity)
    fine = granularity == "fine"
    made = [*detach_kinds(parse, clause), *detach_places(parse, clause), clause] if fine else [clause]
    instances = _instances(parse, clause, granularity, named)
    made = [*detach_lifespan(parse, clause), *made, *instances]
    made = [one for part in made for pair in pair_respectively(parse, part) for one in split_series(parse, pair)]
    made = [one for part in made for one in split_lists(parse, part, granularity)]
    if not fine:
        return [one for part in made for one in split_occasion(parse, part)]
    made = [one for part in made for one in split_attributes(parse, part)]
    return [one for part in made for one in split_adjuncts(parse, part)]


def _instances(parse: Parse, clause: Clause, granularity: str, named: set[tuple[object, ...]]) -> list[Clause]:
    """The claims of named members; a later predicate of the same subject says its part of the whole class alone."""
    subject = tuple(clause.subject)
    made = detach_instances(parse, clause, granularity)
    if len(clause.subject) == len(subject):
        return made
    known = subject in named
    named.add(subject)
    return [] if known else made


def _once(parse: Parse, products: list[Clause]) -> list[Clause]:
    """The products without those that say the very words of an earlier one: where two rules divide, each repeats."""
    kept: list[Clause] = []
    known: dict[tuple[object, ...], Clause] = {}
    twins: dict[int, Clause] = {}
    for product in products:
        if _says_itself(parse, product):
            continue
        conditions = tuple((c.kind, tuple(map(str, c.tokens)), id(c.ready)) for c in product.conditions)
        key = (tuple(map(str, product.tokens())), conditions)
        first = known.setdefault(key, product)
        if first is product:
            kept.append(product)
        else:
            twins[id(product)] = first
    for product in kept:
        product.links = [(kind, twins.get(id(target), target), cue) for kind, target, cue in product.links]
    return kept


def _says_itself(parse: Parse, clause: Clause) -> bool:
    """True for "the Mill is the Mill": a name that a list made its own apposition."""
    if not clause.subject or len(clause.predicate) < 2 or clause.predicate[0] not in ("is", "are", "was", "were"):
        return False
    told = [
        [parse.lower[t] if isinstance(t, int) else t for t in side] for side in (clause.subject, clause.predicate[1:])
    ]
    return told[0] == told[1]


def _inherit_subject(parse: Parse, clause: Clause, clauses: list[Clause]) -> None:
    """Give a finite verb without a subject the one of the clause before it."""
    head = clause.head
    ordered = any("mood.imperative" in c.rules and c.head < head for c in clauses) and parse.tags[head] == "VBN"
    if clause.subject or not (ordered or parse.tags[head] in ("VBZ", "VBD") or _finite_auxiliary(parse, head)):
        return
    if any(
        isinstance(t, int) and t < head and parse.tags[t].startswith(("NN", "PRP", "WP", "WDT", "EX"))
        for t in clause.predicate
    ):
        return
    earlier = [c for c in clauses if c.head < head and c.subject and c is not clause]
    if earlier:
        before = max(earlier, key=lambda c: c.head)
        clause.subject = list(before.subject)
        clause.rules.append("clause.shared_subject")
        # "Give it, repeated every hour": the order covers the participle.
        if "mood.imperative" in before.rules and head in clause.predicate and parse.tags[head] in ("VBD", "VBN"):
            at = clause.predicate.index(head)
            clause.predicate[at:at] = ["should", "be"]


def _takes_fragment(parse: Parse, clause: Clause, clauses: list[Clause], products: list[Clause]) -> bool:
    """True where the noun phrase before a verb without subject, read as a sentence of its own, was that subject."""
    if not parse.tags[clause.head].startswith("VB"):
        return False
    fragment = next(
        (c for c in clauses if c.head < clause.head and parse.tags[c.head].startswith("NN") and not c.subject), None
    )
    if fragment is None or fragment is clause or not products or products[-1].head != fragment.head:
        return False
    clause.subject = list(fragment.predicate)
    while products and products[-1].head == fragment.head:
        products.pop()
    return True


def _finite_auxiliary(parse: Parse, head: int) -> bool:
    return any(
        parse.deps[k] in ("aux", "auxpass") and parse.tags[k] in ("VBZ", "VBD", "MD") for k in parse.children[head]
    )


def _is_fragment(parse: Parse, clause: Clause) -> bool:
    """True for a few words that name a thing: a verb that the parser took for a noun would end in -s, -e or -ed."""
    tokens = clean_tokens(parse, clause.tokens())
    if len(tokens) > _MOST_FRAGMENT or any(not isinstance(t, int) or parse.tags[t] not in _NAMING for t in tokens):
        return False
    words = [parse.lower[t] for t in tokens if isinstance(t, int)]
    begun = words[0] in ("the", "a", "an", "this", "his", "her", "its", "no")
    return not (begun and words[-1].endswith(("s", "d"))) and not any(w.endswith(("e", "s", "d")) for w in words[1:-1])


_MOST_FRAGMENT = 5
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "IN", "CC", "HYPH", "PRP$", "POS"})


def _says_something(parse: Parse, clause: Clause) -> bool:
    tokens = clean_tokens(parse, clause.tokens())
    return any(isinstance(t, int) and parse.tags[t][:2] in ("NN", "VB", "JJ", "CD", "RB") for t in tokens)
