"""Orders that a parser takes for nouns: "Transfuse if ...", "halve the dose and monitor for rash", "Infuse 500 mL"."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.named import named_in
from reasonscore.decompose.search.table import words_of


def mend_orders(parse: Parse) -> bool:
    """Make verbs of the orders in a parse; true where it changed."""
    return (
        _last_noun(parse)
        | _mend_orders(parse)
        | _mend_second_order(parse)
        | _mend_listed(parse)
        | _mend_behind_condition(parse)
    )


def _mend_orders(parse: Parse) -> bool:
    """An order read as a noun ("Transfuse if ..."), and the unknown noun behind one ("give dextrose")."""
    if not len(parse) or (parse.deps[0] != "ROOT" and not _alone(parse)):
        return False
    changed = _mend_amount(parse)
    known = parse.lower[0] in words_of("verbs", "treating") or parse.lower[0] in words_of("verbs", "order")
    if (
        parse.tags[0] in ("NN", "NNP", "JJ", "RB", "VBP", "VBN", "VBD", "UH")
        and known
        and parse.child(0, "det", "compound", "nsubj") is None
    ):
        parse.tags[0], parse.lemmas[0] = "VB", parse.lower[0]
        changed = True
    last = len(parse) - 1 if parse.words[-1] not in (".", "!") else len(parse) - 2
    if parse.tags[0] == "VB" and last == 1 and parse.heads[1] == 0 and parse.lower[0] in words_of("verbs", "order"):
        unknown = parse.tags[1] in ("RB", "JJ", "VB", "VBN", "VBP") and not parse.lower[1].endswith("ly")
        if unknown and parse.lower[1] not in _WHERE and parse.deps[1] in ("advmod", "acomp", "xcomp", "oprd", "ccomp"):
            parse.tags[1], parse.deps[1] = "NN", "dobj"
            changed = True
    return changed


def _last_noun(parse: Parse) -> bool:
    """For example "Suggest intrinsic factor antibodies", whose last word a parser takes for a verb."""
    last = len(parse) - 1 - (parse.words[-1] in (".", "!"))
    if last < 2 or parse.lower[0] not in words_of("verbs", "order") or parse.tags[last] != "VBZ":
        return False
    if any(parse.tags[t] not in ("NN", "NNP", "JJ", "NNS", "DT", "PRP$") for t in range(1, last)):
        return False
    parse.tags[last], parse.tags[0], parse.lemmas[0] = "NNS", "VB", parse.lower[0]
    for token in range(1, len(parse)):
        parse.heads[token] = last
        if token < last and parse.deps[token] in ("nsubj", "ROOT", "dobj", "nsubjpass"):
            parse.deps[token] = "compound"
    parse.heads[0], parse.deps[0] = 0, "ROOT"
    parse.heads[last], parse.deps[last] = 0, "dobj"
    if last + 1 < len(parse):
        parse.heads[last + 1] = 0
    parse.link()
    return True


def _alone(parse: Parse) -> bool:
    """For example "Offer prednisolone", which is then an order and what is ordered."""
    size = len(parse) - (parse.words[-1] == ".")
    if size != 2 or parse.deps[0] not in ("compound", "amod", "nmod", "nsubj") or parse.deps[1] != "ROOT":
        return False
    if parse.lower[0] not in words_of("verbs", "order") or (parse.lower[1].endswith("s") and not _only_verb(parse)):
        return False
    if not (parse.tags[1].startswith("NN") or any(kind == "drug" for kind, _ in named_in(parse.lower[1]))):
        return False
    parse.tags[1] = "NN"
    parse.heads[0], parse.deps[0], parse.tags[0], parse.lemmas[0] = 0, "ROOT", "VB", parse.lower[0]
    parse.heads[1], parse.deps[1] = 0, "dobj"
    for token in range(2, len(parse)):
        parse.heads[token] = 0
    parse.link()
    return True


def _only_verb(parse: Parse) -> bool:
    """True for "start fluids", which names no thing: "swab results" and "repeat bloods" may."""
    return parse.lower[0] in ("start", "give", "offer", "add", "continue", "stop", "avoid", "withhold", "prescribe")


def _mend_amount(parse: Parse) -> bool:
    """For example "Infuse 500 mL over an hour": the amount is what is infused."""
    if len(parse) < 4 or parse.tags[1] != "CD" or parse.lower[2] not in _UNITS:
        return False
    if parse.lower[0] not in words_of("verbs", "order"):
        return False
    for token in (1, 2):
        if parse.heads[token] > 2:
            return False
    if parse.heads[0] != 0:
        return False
    parse.tags[0], parse.lemmas[0], parse.deps[0] = "VB", parse.lower[0], "ROOT"
    parse.heads[2], parse.deps[2], parse.tags[2] = 0, "dobj", "NN"
    parse.heads[1], parse.deps[1] = 2, "nummod"
    for token in range(3, len(parse)):
        if parse.heads[token] == 1 and parse.deps[token] == "prep":
            parse.heads[token] = 0
        elif parse.heads[token] < 2 and parse.deps[token] in ("acl", "relcl"):
            parse.heads[token] = 2
    parse.link()
    return True


_UNITS = frozenset("ml l g mg mcg mmol units iu litre litres liter liters puffs tablets drops".split())
_WHERE = frozenset("here there now again today home back out up down off away first then soon early together".split())


def _mend_second_order(parse: Parse) -> bool:
    """For example "halve the dose and monitor for myopathy", whose monitor a parser takes for a thing."""
    changed = False
    for token in range(3, len(parse) - 1):
        noun = parse.heads[token]
        verb = parse.heads[noun]
        if parse.deps[token] != "conj" or parse.deps[noun] not in ("dobj", "conj") or parse.lower[token - 1] != "and":
            continue
        if parse.deps[noun] == "conj":
            verb = parse.heads[verb]
        ordered = parse.tags[verb] in ("VB", "VBP") and parse.child(verb, "nsubj", "nsubjpass") is None
        alone = parse.tags[token] in ("NN", "VB", "VBP") and parse.subtree(token)[0] == token
        goes_on = parse.tags[token + 1] in ("IN", "DT", "PRP$", "PRP") and parse.lower[token + 1] != "of"
        if not (ordered and alone and goes_on and parse.lower[token] in words_of("verbs", "order")):
            continue
        if parse.child(verb, "aux") is not None or verb > noun:
            continue
        parse.heads[token], parse.tags[token], parse.lemmas[token] = verb, "VB", parse.lower[token]
        parse.heads[token - 1] = verb
        parse.deps[token - 1] = "cc"
        parse.link()
        following = token + 1
        if parse.deps[following] == "prep" and parse.heads[following] == verb:
            parse.heads[following] = token
        if parse.tags[following] in ("DT", "PRP$"):
            thing = parse.heads[following]
            if thing > following and parse.heads[thing] == token:
                parse.deps[thing] = "dobj"
        parse.link()
        changed = True
    return changed


def _mend_listed(parse: Parse) -> bool:
    """For example "Refer anyone with visual loss, a field defect or diplopia", whose defect is no second order."""
    changed = False
    for token in range(3, len(parse)):
        verb = parse.heads[token]
        if (
            parse.deps[token] != "conj"
            or parse.tags[token] not in ("NN", "NNS")
            or parse.tags[verb] not in ("VB", "VBP")
        ):
            continue
        if parse.child(verb, "dobj") is None or parse.child(token, "nsubj", "cop", "aux") is not None:
            continue
        first = parse.subtree(token)[0]
        if first < 2 or parse.words[first - 1] != "," or not parse.tags[first - 2].startswith("NN"):
            continue
        parse.heads[token] = parse.heads[first - 1] = first - 2
        changed = True
        parse.link()
    return changed


def _mend_behind_condition(parse: Parse) -> bool:
    """For example "should return if it bleeds, and should rest", whose second order is no condition."""
    changed = False
    for token in range(4, len(parse)):
        condition = parse.heads[token]
        if parse.deps[token] != "conj" or parse.deps[condition] != "advcl" or parse.child(token, "nsubj") is not None:
            continue
        helper = parse.child(token, "aux")
        if helper is None or parse.lower[helper] not in ("should", "must", "will") or parse.lower[helper - 1] != "and":
            continue
        own = parse.child(condition, "aux")
        if parse.words[helper - 2] != "," or (own is not None and parse.tags[own] == "MD"):
            continue
        main = parse.heads[condition]
        parse.heads[token] = main
        parse.heads[helper - 1] = main
        changed = True
        parse.link()
    return changed
