"""Verbs in a row that a parser takes for nouns or for another clause: "The parasite matures, invades and sheds"."""

from __future__ import annotations

from itertools import pairwise

from reasonscore.decompose.parse.parse import Parse

_FINITE = ("VBZ", "VBD", "VBP", "MD")
_DONE = ("VBD", "VBN")
_PERSONS = ("who", "that", "which")
_SOME = ("those", "anyone", "everyone")
_JOINTS = ("or", "and")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_TAKEN = ("ROOT", "conj", "acl", "relcl", "dep", "ccomp", "advcl")


def mend_verb_lists(parse: Parse) -> bool:
    """Give each verb of a row its place. True where something changed."""
    changed = _first_verb(parse) | _noun_for_verb(parse)
    for token in range(1, len(parse) - 2):
        people = parse.tags[token - 1].startswith("NN") or parse.lower[token - 1] in _SOME
        if parse.lower[token] in _PERSONS and people:
            changed |= _relative(parse, token)
        elif parse.tags[token] == "NNS" and parse.deps[token] == "conj":
            changed |= _between(parse, token)
    return changed


def _between(parse: Parse, token: int) -> bool:
    """For example "enters the cell, replicates and lyses it": what stands alone between two verbs is a third."""
    later = [k for k in parse.children[token] if parse.deps[k] == "conj"]
    alone = all(parse.deps[k] in ("cc", "conj", "punct") for k in parse.children[token])
    if not alone or len(later) != 1 or parse.tags[later[0]] != "VBZ" or parse.child(later[0], *_SUBJECTS) is not None:
        return False
    verb = parse.heads[token]
    while parse.tags[verb][:2] != "VB" and parse.heads[verb] != verb:
        verb = parse.heads[verb]
    if parse.tags[verb] != "VBZ" or verb > token or parse.words[token - 1] != "," or later[0] != token + 2:
        return False
    parse.tags[token], parse.lemmas[token] = "VBZ", parse.lower[token][:-1]
    parse.attach(token, verb, "conj")
    return True


def _first_verb(parse: Parse) -> bool:
    """For example "The parasite matures, invades the gut": a comma divides no subject from its verb.

    What looks like a plural noun has a singular verb behind the comma, so that it is the first verb.
    """
    for root in parse.roots():
        noun = parse.child(root, "nsubj")
        if noun is None or parse.tags[root] != "VBZ" or noun + 2 != root or parse.words[noun + 1] != ",":
            continue
        owner = noun - 1
        if parse.tags[noun] != "NNS" or owner < 0 or parse.heads[owner] != noun or parse.deps[owner] != "compound":
            continue
        if not parse.lower[noun].endswith("s") or parse.tags[owner] == "NNS":
            continue
        _raise_noun(parse, noun, owner, "VBZ", parse.lower[noun][:-1])
        parse.heads[root], parse.deps[root] = noun, "conj"
        for kid in list(parse.children[root]):
            if kid < noun or parse.words[kid] == ".":
                parse.heads[kid] = noun
        parse.link()
        return True
    return False


def _noun_for_verb(parse: Parse) -> bool:
    """For example "Larvae hatch in the gut, penetrate it and settle": what verbs are joined to is a verb."""
    changed = False
    for root in parse.roots():
        owner = root - 1
        if parse.tags[root] == "VBZ" and owner >= 0 and parse.deps[owner] == "compound" and parse.child(root, "conj"):
            if parse.child(root, *_SUBJECTS, "csubj") is None and parse.heads[owner] == root:
                _raise_noun(parse, root, owner, "VBZ", parse.lemmas[root])
                changed = True
            continue
        if parse.tags[root] == "VBP" and owner >= 0 and parse.deps[owner] == "compound" and parse.tags[owner] == "NNS":
            if parse.child(root, *_SUBJECTS, "csubj", "aux") is None and parse.heads[owner] == root:
                _raise_noun(parse, root, owner, "VBP", parse.lemmas[root])
                changed = True
            continue
        if parse.tags[root] == "NNS" and owner >= 0 and parse.deps[owner] == "nsubj" and parse.tags[owner] == "NN":
            parse.tags[root], parse.lemmas[root] = "VBZ", parse.lower[root][:-1]
            changed = True
            continue
        if parse.tags[root] not in ("NN", "NNS") or owner < 0 or parse.deps[owner] not in ("compound", "nmod", "amod"):
            continue
        joined = [k for k in parse.children[root] if parse.deps[k] == "conj" and k > root]
        bare = parse.tags[root] == "NN"
        tags = ("VB", "VBP") if bare else ("VBZ",)
        if not joined or not all(parse.tags[k] in tags for k in joined) or parse.heads[owner] != root:
            continue
        if any(parse.child(k, "nsubj", "nsubjpass", "aux", "mark") is not None for k in joined):
            continue
        if bare and not (parse.tags[owner] in ("NNS", "NNPS") or parse.lower[owner].endswith(_MANY)):
            continue
        _raise_noun(parse, root, owner, "VBP" if bare else "VBZ", parse.lower[root] if bare else parse.lower[root][:-1])
        changed = True
    return changed


_MANY = ("s", "ae", "cytes", "cocci", "bacilli", "bacteria", "people")


def _raise_noun(parse: Parse, verb: int, owner: int, tag: str, lemma: str) -> None:
    """Make a noun the verb of the sentence and the noun before it its subject."""
    parse.tags[verb], parse.lemmas[verb] = tag, lemma
    parse.heads[verb], parse.deps[verb] = verb, "ROOT"
    for kid in list(parse.children[verb]):
        if kid < owner:
            parse.heads[kid] = owner
    parse.heads[owner], parse.deps[owner] = verb, "nsubj"
    parse.tags[owner] = "NNS" if tag == "VBP" else parse.tags[owner]
    parse.link()


def _relative(parse: Parse, pronoun: int) -> bool:
    """For example "patients who stopped, refused or died were counted": three things that the patients did.

    The verb behind the row, which has none of its own subject, is said of the noun.
    """
    noun, first = pronoun - 1, pronoun + 1
    if parse.tags[first] not in ("VBD", "VBP", "VBN") or parse.words[first + 1] != ",":
        return False
    row, token = [first], first + 1
    while token + 1 < len(parse):
        if parse.words[token] == "," and parse.lower[token + 1] in _JOINTS:
            token += 1
        if parse.words[token] != "," and parse.lower[token] not in _JOINTS:
            break
        if parse.tags[token + 1] not in (*_DONE, "VBP", "VB") or parse.deps[token + 1] not in _TAKEN:
            return False
        row.append(token + 1)
        last = parse.lower[token] in _JOINTS
        token += 2
        if last:
            break
    if len(row) < 3 or parse.lower[row[-1] - 1] not in _JOINTS:
        return False
    main = next((t for t in range(row[-1] + 1, len(parse)) if parse.tags[t] in _FINITE), None)
    if main is None or any(
        parse.tags[t] in ("WDT", "WP", "WRB", "IN") and parse.deps[t] == "mark" for t in range(row[-1], main)
    ):
        return False
    verb = parse.heads[main] if parse.deps[main] in ("aux", "auxpass") else main
    own = parse.child(verb, "nsubj", "nsubjpass")
    if own is not None and parse.subtree(own)[0] == row[-1] + 1 and own < main and verb not in row:
        parse.attach(own, row[-1], "dobj")  # "halved their dose were analysed"
        own = None
    if verb in row or own not in (None, noun, pronoun):
        return False
    subject = noun
    while parse.heads[subject] != subject and subject > 0 and parse.heads[subject] < subject:
        subject = parse.heads[subject]
    if parse.tags[subject][:2] != "NN" and parse.lower[subject] not in _SOME:
        return False
    above = [t for t in (verb, *row) if parse.heads[t] == t]
    passive = parse.child(verb, "auxpass") is not None
    if above:
        parse.heads[verb], parse.deps[verb] = verb, "ROOT"
    parse.heads[subject], parse.deps[subject] = verb, "nsubjpass" if passive else "nsubj"
    for kid in range(row[0], len(parse)):
        if kid > row[-1] and kid != verb and parse.heads[kid] in (*row[:-1], subject):
            parse.heads[kid] = verb if kid > verb or parse.deps[kid] in ("aux", "auxpass", "punct") else row[-1]
    parse.heads[first], parse.deps[first] = noun, "relcl"
    parse.heads[pronoun], parse.deps[pronoun] = first, "nsubj"
    for before, member in pairwise(row):
        parse.heads[member], parse.deps[member] = before, "conj"
        for at in range(before + 1, member):
            if parse.words[at] == "," or parse.lower[at] in _JOINTS:
                parse.heads[at], parse.deps[at] = before, "punct" if parse.words[at] == "," else "cc"
    if parse.words[-1] == ".":
        parse.heads[len(parse) - 1] = verb
    parse.link()
    return True
