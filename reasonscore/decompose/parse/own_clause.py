"""Where a clause begins that a parser gives to another one: "had blood, and a scan the next day showed a bleed"."""

from __future__ import annotations

from itertools import pairwise

from reasonscore.decompose.parse.parse import Parse

_FINITE = ("VBZ", "VBD", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_LOOSE = ("advcl", "ccomp", "conj", "dep", "parataxis", "acl", "relcl")
_AFTER = frozenset(("after", "before", "since", "until", "like"))
_MARKS = frozenset(("after", "before", "until", "once", "since"))


def mend_own_clauses(parse: Parse) -> bool:
    """Give each such clause its verb and its subject. True where something changed."""
    changed = _dated_root(parse) | _denied_place(parse)
    for token in range(2, len(parse)):
        tag, dep = parse.tags[token], parse.deps[token]
        if dep == "conj" and tag[:2] == "NN":
            changed |= _subject(parse, token)
        elif dep == "conj" and tag in ("VBD", "VBZ"):
            changed |= _outer(parse, token)
        elif dep == "conj" and tag == "VBN":
            changed |= _dated(parse, token)
        elif dep == "amod" and tag == "JJ":
            changed |= _adjectives(parse, token)
        elif dep == "acomp":
            changed |= _adjective_too(parse, token)
        elif dep == "mark" and parse.lower[token] == "that":
            changed |= _so_that(parse, token)
        elif dep == "mark" and parse.lower[token] in _AFTER:
            changed |= _after_noun(parse, token)
    return changed


def _subject(parse: Parse, noun: int) -> bool:
    """For example "gave three units, and an endoscopy the next morning showed an ulcer": what shows it is no gift."""
    inside = parse.subtree(noun)
    joint = inside[0] - 1
    if joint < 1 or parse.lower[joint] != "and" or parse.words[joint - 1] != ",":
        return False
    verb = inside[-1] + 1
    if verb >= len(parse) or parse.tags[verb] not in _FINITE or parse.deps[verb] not in _LOOSE:
        return False
    if parse.child(verb, *_SUBJECTS, "mark") is not None or inside[-1] == noun:
        return False
    above = parse.heads[noun]
    while parse.heads[above] != above and not parse.tags[above].startswith("VB"):
        above = parse.heads[above]
    if above > joint or not parse.tags[above].startswith("VB") or parse.child(above, *_SUBJECTS) is None:
        return False
    parse.heads[joint] = parse.heads[joint - 1] = above
    parse.attach(verb, above, "conj")
    parse.attach(noun, verb, "nsubj")
    return True


def _outer(parse: Parse, token: int) -> bool:
    """For example "noticed that mothers died, and ordered that hands be washed": who noticed it ordered that."""
    inner = parse.heads[token]
    outer = parse.heads[inner]
    first = parse.subtree(token)[0]
    if (
        parse.deps[inner] != "ccomp"
        or parse.tags[inner] != parse.tags[token]
        or parse.tags[outer] not in ("VBD", "VBN", "VBZ")
    ):
        return False
    if parse.child(inner, *_SUBJECTS) is None or parse.child(inner, "mark") is None or outer > inner:
        return False
    if parse.lower[first - 1] != "and" or parse.words[first - 2] != "," or parse.child(token, *_SUBJECTS) is not None:
        return False
    if parse.child(token, "ccomp", "dobj") is None or parse.child(token, "aux", "auxpass") is not None:
        return False
    for kid in list(parse.children[inner]):
        if parse.deps[kid] in ("cc", "punct") and inner < kid < token and kid >= first - 2:
            parse.heads[kid] = outer
    parse.attach(token, outer, "conj")
    return True


def _dated(parse: Parse, token: int) -> bool:
    """For example "checked every month, and for a year after it is stopped": when, not what else is done."""
    mark = parse.child(token, "mark")
    if mark is None or parse.lower[mark] not in _MARKS or parse.child(token, *_SUBJECTS) is None:
        return False
    first = parse.subtree(token)[0]
    time = mark - 1
    if parse.tags[first] != "IN" or first >= time or not parse.tags[time].startswith("NN"):
        return False
    head = parse.heads[token]
    if parse.lower[first - 1] not in ("and", "or") or parse.heads[first] != token:
        return False
    parse.heads[first] = head
    parse.heads[token], parse.deps[token] = time, "acl"
    parse.link()
    return True


def _denied_place(parse: Parse) -> bool:
    """For example "help in angina but not in heart failure", whose "in" a parser leaves alone."""
    roots = parse.roots()
    for place in roots[1:]:
        joint = parse.child(place, "cc")
        if parse.tags[place] != "IN" or joint is None or parse.lower[joint] != "but" or joint + 2 != place:
            continue
        if parse.lower[place - 1] != "not" or not parse.tags[roots[0]].startswith("VB"):
            continue
        parse.heads[joint] = roots[0]
        parse.attach(place, roots[0], "conj")
        return True
    return False


def _dated_root(parse: Parse) -> bool:
    """For example "Not every rash after penicillin is an allergy", in which a parser finds a rash and a clause."""
    for root in parse.roots():
        verb = parse.child(root, "advcl")
        if not parse.tags[root].startswith("NN") or verb is None or parse.tags[verb] not in ("VBZ", "VBP"):
            continue
        mark, subject = parse.child(verb, "mark"), parse.child(verb, "nsubj", "nsubjpass")
        if mark is None or subject is None or parse.lower[mark] not in _AFTER or mark != root + 1:
            continue
        if any(parse.tags[t] in _FINITE and parse.heads[t] != verb and t != verb for t in range(len(parse))):
            continue
        parse.heads[verb], parse.deps[verb] = verb, "ROOT"
        parse.heads[root], parse.deps[root] = verb, "nsubj"
        parse.heads[mark], parse.deps[mark], parse.tags[mark] = root, "prep", "IN"
        parse.heads[subject], parse.deps[subject] = mark, "pobj"
        for kid in list(parse.children[root]):
            if kid > verb:
                parse.heads[kid] = verb
        parse.link()
        return True
    return False


def _so_that(parse: Parse, mark: int) -> bool:
    """For example "call if you are breathing so hard that you can't talk": how hard, not what is called."""
    verb, degree = parse.heads[mark], mark - 1
    if parse.lower[mark - 2] != "so" or parse.deps[degree] not in ("advmod", "acomp") or parse.heads[verb] == degree:
        return False
    if verb in (degree, parse.heads[verb]) or parse.heads[degree] == verb:
        return False
    parse.attach(verb, degree, "ccomp")
    return True


def _after_noun(parse: Parse, mark: int) -> bool:
    """For example "Not every cough after a cold is pneumonia", whose verb gets two subjects from a parser."""
    verb = parse.heads[mark]
    subjects = [k for k in parse.children[verb] if parse.deps[k] in ("nsubj", "nsubjpass") and k < verb]
    if len(subjects) != 2 or not subjects[0] < mark < subjects[1] or mark != subjects[0] + 1:
        return False
    if parse.words[mark - 1] == "," or parse.child(subjects[1], "relcl") is not None:
        return False
    parse.heads[mark], parse.deps[mark], parse.tags[mark] = subjects[0], "prep", "IN"
    parse.heads[subjects[1]], parse.deps[subjects[1]] = mark, "pobj"
    parse.link()
    return True


def _adjective_too(parse: Parse, token: int) -> bool:
    """For example "is echogenic, well defined and still": a second adjective behind a comma goes on with the first."""
    verb = parse.heads[token]
    first = parse.child(verb, "acomp")
    if first is None or first >= token or parse.lemmas[verb] != "be":
        return False
    start = parse.subtree(token)[0]
    if parse.words[start - 1] != "," or any(parse.tags[t][:2] == "VB" and t != token for t in range(first, start)):
        return False
    parse.attach(token, first, "conj")
    return True


def _adjectives(parse: Parse, token: int) -> bool:
    """For example "is echogenic, well defined, avascular": what stands before a comma describes no noun."""
    noun = parse.heads[token]
    verb = parse.heads[noun]
    if parse.lemmas[verb] != "be" or parse.deps[noun] != "attr" or not verb < token < noun:
        return False
    if token != verb + 1 or parse.words[token + 1] != "," or parse.child(noun, "det", "poss", "nummod") is not None:
        return False
    if parse.tags[noun] not in ("NN", "JJ", "VBN") or parse.child(verb, "acomp") is not None:
        return False
    if parse.lower[token + 2] in ("i.e.", "e.g.", "namely") or not _divided(parse, token, noun):
        return False
    inner = [k for k in range(token + 1, noun) if parse.heads[k] == noun and parse.deps[k] in ("amod", "conj")]
    parse.heads[token], parse.deps[token] = verb, "acomp"
    parse.tags[noun] = "JJ"
    chain = [token, *[k for k in parse.children[token] if parse.deps[k] == "conj"], *inner]
    parse.heads[noun], parse.deps[noun] = chain[-1], "conj"
    for before, member in pairwise(chain):
        parse.heads[member], parse.deps[member] = before, "conj"
    parse.link()
    return True


def _divided(parse: Parse, token: int, noun: int) -> bool:
    """True where commas stand between all that the parser takes for descriptions of a noun."""
    kids = [k for k in range(token, noun) if parse.heads[k] == noun and parse.deps[k] in ("amod", "compound", "nmod")]
    return all(parse.words[k + 1] == "," for k in kids)
