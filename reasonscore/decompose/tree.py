"""The parse tier's rules for one sentence, in order: clauses, attributes, participles, mood, lists."""

from __future__ import annotations

from reasonscore.decompose.attribute import detach_attributes
from reasonscore.decompose.clause import Clause, clean_tokens, to_drafts
from reasonscore.decompose.coordination import split_lists
from reasonscore.decompose.draft import Draft
from reasonscore.decompose.negation import negation_cues
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.participle import detach_participles
from reasonscore.decompose.split import make_declarative, split_clauses


def read_tree(parse: Parse, granularity: str) -> list[Draft]:
    """The claims of one parsed sentence."""
    pending = split_clauses(parse)
    clauses: list[Clause] = []
    done: set[int] = set()
    while pending:
        clause = pending.pop(0)
        if granularity != "coarse":
            found = [*detach_attributes(parse, clause, granularity, done), *detach_participles(parse, clause, done)]
            pending = found + pending
        clauses.append(clause)
    products: list[Clause] = []
    heirs: dict[int, Clause] = {}
    for clause in clauses:
        if not _says_something(parse, clause):
            continue
        make_declarative(parse, clause)
        made = split_lists(parse, clause, _negated(parse, clause), granularity)
        heirs[id(clause)] = made[0]
        products += made
    for product in products:
        product.links = [(kind, heirs.get(id(target), target), cue) for kind, target, cue in product.links]
    products.sort(key=lambda c: c.order)
    return to_drafts(parse, products)


def _says_something(parse: Parse, clause: Clause) -> bool:
    tokens = clean_tokens(parse, clause.tokens())
    return any(isinstance(t, int) and parse.tags[t][:2] in ("NN", "VB", "JJ", "CD", "RB") for t in tokens)


def _negated(parse: Parse, clause: Clause) -> bool:
    text = " ".join(parse.words[t] if isinstance(t, int) else t for t in clause.tokens())
    return bool(negation_cues(text))
