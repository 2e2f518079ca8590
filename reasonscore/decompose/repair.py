"""Mending a parse where the parser is known to go wrong, before any rule reads it."""

from __future__ import annotations

from reasonscore.decompose.clauses.correlative import mend_correlatives
from reasonscore.decompose.parse.attachment import mend_attachments
from reasonscore.decompose.parse.colon import mend_colon
from reasonscore.decompose.parse.enumeration import mend_enumerations
from reasonscore.decompose.parse.garden_path import mend_garden_path
from reasonscore.decompose.parse.misjoined import mend_misjoined
from reasonscore.decompose.parse.order import mend_orders
from reasonscore.decompose.parse.own_clause import mend_own_clauses
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.parse.relative_noun import mend_relative_nouns
from reasonscore.decompose.parse.verb_list import mend_verb_lists


def mend(parse: Parse) -> None:
    """Turn what the parser takes for an apposition into the list that it is; give verbs their nouns.

    An apposition inside a sentence is closed by a comma: "fever, a murmur and a rash suggest" holds none.
    """
    changed = (
        mend_verb_lists(parse)
        | mend_garden_path(parse)
        | mend_enumerations(parse)
        | mend_correlatives(parse)
        | mend_attachments(parse)
        | mend_misjoined(parse)
        | mend_own_clauses(parse)
        | mend_relative_nouns(parse)
        | mend_colon(parse)
        | mend_orders(parse)
        | _mend_kept(parse)
        | _mend_verbs(parse)
        | _mend_plurals(parse)
        | _mend_gerunds(parse)
        | _mend_subjects(parse)
        | _mend_own_subjects(parse)
    )
    for token in range(len(parse)):
        if parse.deps[token] != "appos":
            continue
        tokens = parse.subtree(token)
        first, last = tokens[0], tokens[-1]
        if not first or parse.words[first - 1] != ",":
            continue
        noun = parse.heads[token]
        named = parse.tags[noun].startswith("NNP") and parse.lower[first] in ("a", "an", "the")
        if named and not _several(parse, noun):
            continue
        following = parse.words[last + 1] if last + 1 < len(parse) else "."
        listed = any(parse.deps[t] == "conj" and parse.heads[t] in tokens for t in tokens)
        closed = following in (",", ")", ";") or (following == "." and not listed)
        if not closed or (following == "." and listed):
            parse.deps[token] = "conj"
            changed = True
    if changed:
        parse.link()


def _several(parse: Parse, noun: int) -> bool:
    """True where the verb is plural though the noun is not: what looks like its apposition are further subjects."""
    verb = parse.heads[noun]
    if parse.deps[noun] not in ("nsubj", "nsubjpass") or parse.tags[noun] not in ("NN", "NNP"):
        return False
    finite = [verb, *[k for k in parse.children[verb] if parse.deps[k] in ("aux", "auxpass")]]
    return any(parse.tags[t] == "VBP" or parse.lower[t] == "were" for t in finite if t > noun)


def _mend_subjects(parse: Parse) -> bool:
    """Two subjects with a comma between are one list; what stands behind the verb is no part of its subject."""
    changed = False
    for token in range(2, len(parse)):
        head = parse.heads[token]
        dep = parse.deps[token]
        if dep in ("nsubj", "nsubjpass") and head > token:
            first = parse.subtree(token)[0]
            changed = _in_front(parse, token, first) or changed
            other = next((k for k in parse.children[head] if parse.deps[k] == dep and k < first), None)
            if other is None or first < 2 or parse.words[first - 1] != "," or parse.tags[other][:1] == "W":
                continue
            nouns = [t for t in parse.subtree(other) if t < first - 1 and parse.tags[t].startswith("NN")]
            if nouns and nouns[-1] == first - 2:
                parse.heads[token], parse.deps[token] = nouns[-1], "conj"
                parse.heads[first - 1] = nouns[-1]
                changed = True
                parse.link()
        elif dep == "appos" and parse.deps[head] in ("nsubj", "nsubjpass") and head < parse.heads[head] < token:
            verb = parse.heads[head]
            start = parse.subtree(token)[0]
            thing = next(
                (k for k in parse.children[verb] if parse.deps[k] in ("attr", "dobj") and verb < k < start), None
            )
            if thing is not None and parse.words[start - 1] == ",":
                parse.heads[token], parse.deps[token] = thing, "conj"
            else:
                parse.heads[token], parse.deps[token] = verb, "dep"
            changed = True
            parse.link()
    return changed


def _in_front(parse: Parse, token: int, first: int) -> bool:
    """For example "Women who are pregnant, children, and anyone on warfarin should not": one list of subjects."""
    head, joint = parse.heads[token], first - 1
    other = parse.subtree(head)[0]
    while parse.heads[other] != head and parse.heads[other] != other:
        other = parse.heads[other]
    if joint < 2 or parse.lower[joint] not in ("and", "or") or parse.words[joint - 1] != ",":
        return False
    if parse.deps[other] not in ("npadvmod", "dep") or parse.tags[other] not in ("NNS", "NN") or other >= joint:
        return False
    parse.deps[other], parse.deps[token] = parse.deps[token], "conj"
    parse.heads[token] = parse.heads[joint] = parse.heads[joint - 1] = other
    parse.link()
    return True


def _mend_own_subjects(parse: Parse) -> bool:
    """For example "because A was B and C was D", whose C a parser joins to B: the verb behind it needs a subject."""
    changed = False
    for noun in range(2, len(parse) - 1):
        if parse.deps[noun] != "conj" or not parse.tags[noun].startswith("NN"):
            continue
        verb = next((t for t in (noun + 1, noun + 2) if t < len(parse) and parse.deps[t] not in ("advmod", "neg")), 0)
        finite = verb and parse.tags[verb] in ("VBZ", "VBD", "VBP", "MD")
        if finite and parse.deps[verb] in ("aux", "auxpass"):
            verb = parse.heads[verb]
        if not finite or verb <= noun or parse.child(verb, "nsubj", "nsubjpass", "expl", "mark") is not None:
            continue
        if parse.deps[verb] not in ("ccomp", "conj", "advcl", "dep", "parataxis"):
            continue
        first = parse.subtree(noun)[0]
        joint = first - 1
        above = parse.heads[noun]
        while parse.heads[above] != above and not parse.tags[above].startswith("VB"):
            above = parse.heads[above]
        if parse.lower[joint] not in ("and", "but") or above >= joint or not parse.tags[above].startswith("VB"):
            continue
        if verb in (above, noun) or noun in parse.subtree(verb):
            continue
        parse.heads[noun], parse.deps[noun] = verb, "nsubj"
        parse.heads[joint] = above
        parse.heads[verb], parse.deps[verb] = above, "conj"
        changed = True
        parse.link()
    return changed


def _mend_verbs(parse: Parse) -> bool:
    """Unknown nouns beside a verb: "denies vertigo, ataxia or" lists objects, "heparin causes" has a subject."""
    changed = False
    for verb in range(len(parse)):
        if parse.tags[verb] not in ("VBZ", "VBD", "VBP"):
            continue
        kids = parse.children[verb]
        if not any(parse.deps[k] in ("nsubj", "nsubjpass", "expl", "csubj") for k in kids):
            noun = next((k for k in kids if parse.deps[k] == "compound" and k == verb - 1), None)
            if noun is not None and _measured(parse, verb):
                parse.attach(verb + 2, verb, "dobj")
            if noun is not None and any(parse.deps[k] == "dobj" for k in parse.children[verb]):
                parse.deps[noun] = "nsubj"
                for k in kids:
                    if k < noun and parse.deps[k] in ("det", "amod", "poss", "nummod"):
                        parse.heads[k] = noun
                changed = True
        changed = _mend_object(parse, verb, kids) or changed
    return changed


def _measured(parse: Parse, verb: int) -> bool:
    """True for "measures 14 mm", whose number and unit a parser takes for an apposition."""
    at = verb + 2
    return (
        parse.lemmas[verb] in ("measure", "weigh")
        and at < len(parse)
        and parse.tags[verb + 1] == "CD"
        and parse.heads[at] in (verb, verb - 1)
    )


def _mend_object(parse: Parse, verb: int, kids: list[int]) -> bool:
    first = verb + 1
    if (
        first not in kids
        or parse.deps[first] not in ("advmod", "npadvmod", "advcl")
        or parse.lower[first].endswith("ly")
    ):
        return False
    if first + 1 >= len(parse) or parse.words[first + 1] != "," or parse.lemmas[verb] == "be":
        return False
    object_kid = next((k for k in kids if parse.deps[k] == "dobj" and k > first), None)
    if object_kid is None and not any(parse.deps[k] == "conj" for k in parse.children[first]):
        return False
    parse.deps[first], parse.tags[first] = "dobj", "NN"
    if object_kid is not None:
        parse.heads[object_kid], parse.deps[object_kid] = first, "conj"
    return True


def _mend_kept(parse: Parse) -> bool:
    """For example "keep the skin moist": what it is kept is no noun."""
    changed = False
    for token in range(2, len(parse)):
        verb = parse.heads[token]
        if parse.deps[token] != "dobj" or parse.lemmas[verb] not in ("keep", "leave") or token + 1 < len(parse) - 1:
            continue
        noun = token - 1
        if parse.lower[token] not in _STATES or parse.deps[noun] != "compound" or parse.heads[noun] != token:
            continue
        for kid in list(parse.children[token]):
            if kid < noun:
                parse.heads[kid] = noun
        parse.heads[noun], parse.deps[noun] = verb, "dobj"
        parse.heads[token], parse.deps[token], parse.tags[token] = noun, "amod", "JJ"
        parse.link()
        changed = True
    return changed


_STATES = frozenset("moist dry clean still warm cool wet straight empty full open closed raised".split())


def _mend_plurals(parse: Parse) -> bool:
    """A plural noun read as a verb: nothing that follows "can", "may" or "to" ends in the -s of a third person."""
    changed = False
    for token in range(2, len(parse)):
        if parse.tags[token] != "VBZ" or parse.deps[token] != "conj":
            continue
        verb = parse.heads[token]
        bare = parse.tags[verb] == "VB" and any(
            parse.deps[k] == "aux" and parse.tags[k] in ("MD", "TO") for k in parse.children[verb]
        )
        object_kid = parse.child(verb, "dobj")
        if not bare or object_kid is None or object_kid > token or parse.child(token, "nsubj", "dobj") is not None:
            continue
        parse.tags[token], parse.heads[token] = "NNS", object_kid
        for kid in list(parse.children[verb]):
            if parse.deps[kid] == "cc" and object_kid < kid < token:
                parse.heads[kid] = object_kid
        changed = True
        parse.link()
    return changed


def _mend_gerunds(parse: Parse) -> bool:
    """Activities in a list of things: "include dry mouth, smoking, and wearing braces" names three things."""
    changed = False
    for token in range(2, len(parse)):
        if parse.tags[token] != "VBG" or parse.deps[token] not in ("advcl", "acl", "conj", "dep"):
            continue
        verb = parse.heads[token]
        object_kid = parse.child(verb, "dobj", "attr")
        if parse.lemmas[verb] not in ("include", "be", "involve", "comprise") or object_kid is None:
            continue
        before = parse.words[parse.subtree(token)[0] - 1].lower()
        if object_kid > token or before not in (",", "and", "or") or not _goes_on(parse, token):
            continue
        parse.heads[token], parse.deps[token] = object_kid, "conj"
        changed = True
        parse.link()
    return changed


def _goes_on(parse: Parse, token: int) -> bool:
    """True where the list has an "and" or "or" before its last member."""
    return any(parse.lower[t] in ("and", "or") for t in range(token - 1, len(parse)))
