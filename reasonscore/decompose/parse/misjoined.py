"""Verbs that a parser joins to a verb of another form: what is coordinated has one form."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_DONE = ("VBN", "VBD")
_JOINED = ("conj", "dep", "ccomp", "advcl", "acl")


def mend_misjoined(parse: Parse) -> bool:
    """Join each verb to the one whose form it shares. True where something changed."""
    changed = _first_order(parse)
    for token in range(1, len(parse)):
        tag = parse.tags[token]
        if (
            tag == "VB"
            and parse.lower[token - 1] == "and"
            and parse.words[token - 2] == ","
            and _order_too(parse, token)
        ):
            changed = True
        elif tag == "VB" and parse.deps[token] == "conj":
            changed |= _bare(parse, token)
        elif tag in _DONE and parse.deps[token] in _JOINED:
            changed |= _then(parse, token) or _perfect(parse, token) or _life(parse, token)
        elif tag == "VBG" and parse.deps[token] in ("acomp", "attr"):
            changed |= _named(parse, token)
        elif (
            tag[:2] in ("NN", "VB")
            and parse.deps[token] in ("conj", "appos")
            and parse.deps[parse.heads[token]] == "dobj"
        ):
            changed |= _means(parse, token)
        elif tag == "NN" and parse.lower[token] in _ALSO_VERBS:
            changed |= _two_subjects(parse, token)
        elif parse.lower[token] == "presents" and tag == "NNS" and parse.deps[token] == "ROOT":
            changed |= _presents(parse, token)
    return changed


def _bare(parse: Parse, token: int) -> bool:
    """For example "have a test before starting the drug and use two methods": both should be done."""
    inner = parse.heads[token]
    if parse.tags[inner] != "VBG" or parse.deps[inner] not in ("pcomp", "advcl") or parse.child(token, *_SUBJECTS):
        return False
    helper = parse.child(token, "aux")
    if helper is not None and not (parse.lower[helper] == "to" and parse.lower[helper - 1] == "and"):
        return False
    outer = parse.heads[inner]
    while parse.heads[outer] != outer and parse.tags[outer] != "VB":
        outer = parse.heads[outer]
    if parse.tags[outer] != "VB" or outer > inner:
        return False
    for kid in list(parse.children[inner]):
        if parse.deps[kid] == "cc" and inner < kid < token:
            parse.heads[kid] = outer
    parse.attach(token, outer, "conj")
    return True


def _then(parse: Parse, token: int) -> bool:
    """For example "was admitted and treated, then switched": a third thing that was done."""
    head = parse.heads[token]
    if parse.deps[token] != "dep" or head > token or parse.tags[head] not in _DONE:
        return False
    if parse.lower[token - 1] != "then" or parse.words[token - 2] != "," or parse.child(token, *_SUBJECTS) is not None:
        return False
    parse.deps[token] = "conj"
    return True


def _life(parse: Parse, token: int) -> bool:
    """For example "was born in Leeds, studied under her and died in 1910": three things of one life."""
    head = parse.heads[token]
    placed = parse.deps[token] == "acl" and parse.deps[head] == "pobj" and parse.tags[head].startswith("NNP")
    if placed:
        head = parse.heads[parse.heads[head]]
    if (parse.deps[token] != "advcl" and not placed) or head > token or parse.tags[head] not in _DONE:
        return False
    joined = [k for k in parse.children[token] if parse.deps[k] == "conj" and parse.tags[k] == "VBD"]
    if not joined or parse.child(head, "auxpass") is None or parse.words[parse.subtree(token)[0] - 1] != ",":
        return False
    if parse.child(token, "mark", "advmod", "aux", "auxpass", *_SUBJECTS) is not None:
        return False
    parse.tags[token] = "VBD"
    parse.attach(token, head, "conj")
    return True


def _perfect(parse: Parse, token: int) -> bool:
    """For example "offer it to adults who are over 40, have had diabetes or smoke": an order has no such form."""
    head = parse.heads[token]
    helper = parse.child(token, "aux")
    if parse.deps[token] != "conj" or parse.tags[head] != "VB" or head != 0 or helper is None:
        return False
    if parse.lower[helper] not in ("have", "has") or parse.child(token, *_SUBJECTS) is not None:
        return False
    if parse.child(head, "aux") is not None or any(parse.tags[k] == "MD" for k in parse.children[token]):
        return False
    inner = [k for k in range(1, helper) if parse.deps[k] in ("relcl", "advcl") and parse.tags[k] in ("VBP", "VBZ")]
    if not inner:
        return False
    parse.attach(token, inner[-1], "conj")
    return True


def _named(parse: Parse, token: int) -> bool:
    """For example "the side effects are ankle swelling and headache": a thing, not what an ankle does."""
    noun, verb = parse.child(token, "nsubj"), parse.heads[token]
    if noun != token - 1 or parse.lemmas[verb] != "be" or parse.child(verb, "nsubj") is None or verb > noun:
        return False
    if not parse.tags[noun].startswith("NN") or parse.children[noun] or parse.child(token, "aux", "dobj") is not None:
        return False
    parse.tags[token], parse.deps[token], parse.deps[noun] = "NN", "attr", "compound"
    return True


def _presents(parse: Parse, token: int) -> bool:
    """For example "A 3-year-old presents with a cough": the child does."""
    child = token - 1
    if parse.lower[child] != "old" or parse.heads[child] != token or token + 1 == len(parse):
        return False
    parse.tags[token], parse.lemmas[token], parse.tags[child] = "VBZ", "present", "NN"
    parse.deps[child] = "nsubj"
    for kid in list(parse.children[token]):
        if kid < child:
            parse.heads[kid] = child
        elif parse.deps[kid] == "acl":
            parse.deps[kid] = "advcl"
    parse.link()
    return True


_ALSO_VERBS = frozenset("help work matter interact differ overlap coexist".split())


def _two_subjects(parse: Parse, token: int) -> bool:
    """For example "Rest and weight loss help": what two things do, not a third thing."""
    first, noun = parse.heads[token], token - 1
    if parse.deps[token] == "ROOT":
        first = next((k for k in parse.children[token] if parse.deps[k] == "nmod" and parse.child(k, "cc")), noun)
    elif parse.deps[token] != "conj" or parse.deps[first] != "ROOT":
        return False
    if first == noun or not parse.tags[first].startswith("NN"):
        return False
    ends = token + 1 == len(parse) or parse.words[token + 1] in (".", ";", "!") or parse.tags[token + 1] == "RB"
    if not ends or parse.deps[noun] != "compound" or parse.heads[noun] != token or parse.child(token, "det", "cc"):
        return False
    parse.tags[token], parse.lemmas[token] = "VBP", parse.lower[token]
    for kid in list(parse.children[token]):
        if kid < noun and kid != first:
            parse.heads[kid] = noun
    parse.heads[noun], parse.deps[noun] = first, "conj"
    parse.heads[token], parse.deps[token] = token, "ROOT"
    parse.heads[first], parse.deps[first] = token, "nsubj"
    for kid in list(parse.children[first]):
        if kid > token:
            parse.heads[kid] = token
    parse.link()
    return True


def _means(parse: Parse, token: int) -> bool:
    """For example "finds the cause by taking a history, blood tests and a scan": the list is of what is taken."""
    thing = parse.heads[token]
    verb = parse.heads[thing]
    doing = [k for k in range(thing + 1, token) if parse.tags[k] == "VBG" and parse.deps[k] == "pcomp"]
    if not doing or parse.heads[parse.heads[doing[-1]]] not in (verb, thing) or parse.lower[doing[-1] - 1] != "by":
        return False
    inner = parse.child(doing[-1], "dobj")
    if inner is None or not doing[-1] < inner < token:
        return False
    after = parse.subtree(inner)[-1] + 1
    if parse.words[after : after + 1] not in ([","], ["and"]):
        return False
    for kid in list(parse.children[thing]):
        if kid > inner and parse.deps[kid] in ("cc", "punct"):
            parse.heads[kid] = inner
    parse.attach(token, inner, "conj")
    return True


def _order_too(parse: Parse, token: int) -> bool:
    """For example "eat fruit, such as apples and pears, and exercise twice a week": a second thing to do."""
    if parse.tags[0] != "VB" or parse.heads[0] != 0 or (parse.heads[token] == 0 and parse.deps[token] == "conj"):
        return False
    if parse.lower[token] not in words_of("verbs", "order") and parse.lower[token] not in _DONE_ALONE:
        return False
    if token + 1 == len(parse) or parse.tags[token + 1] not in _BEHIND_ORDER or token < 4:
        return False
    if parse.child(token, "aux", *_SUBJECTS) is not None or any(parse.tags[t] in ("TO", "MD") for t in range(1, token)):
        return False
    for other in range(token + 1, len(parse)):
        counted = parse.tags[other] == "CD" and parse.deps[other] == "dobj"
        if counted or (parse.heads[other] < token and parse.deps[other] != "punct"):
            parse.heads[other], parse.deps[other] = token, "npadvmod"
    parse.heads[token - 1] = parse.heads[token - 2] = 0
    parse.deps[token - 1] = "cc"
    parse.heads[token], parse.deps[token] = 0, "conj"
    parse.link()
    return True


_BEHIND_ORDER = ("IN", "DT", "PRP$", "RB", "CD", "NN", "NNS", "NNP", "JJ")
_DONE_ALONE = frozenset("exercise rest walk sleep smoke".split())


def _first_order(parse: Parse) -> bool:
    """For example "call for help, raise the leg and wait", whose first verb a parser hangs under the second."""
    root = parse.heads[0] if len(parse) else 0
    if not root or parse.tags[0] != "VB" or parse.deps[0] != "advcl" or parse.tags[root] != "VB":
        return False
    if parse.heads[root] != root or parse.child(root, "aux", "auxpass", *_SUBJECTS) is not None:
        return False
    after = parse.subtree(0)[-1] + 1
    if parse.words[after : after + 1] != [","] or parse.child(0, "mark", "aux") is not None:
        return False
    for kid in list(parse.children[root]):
        if parse.deps[kid] in ("conj", "cc") or kid == len(parse) - 1:
            parse.heads[kid] = 0
    parse.heads[0], parse.deps[0] = 0, "ROOT"
    parse.heads[root], parse.deps[root] = 0, "conj"
    parse.link()
    return True
