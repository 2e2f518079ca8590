"""A participle that the parser takes for the verb of the sentence: "drugs used to treat gout include colchicine"."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse

_SUBJECTS = ("nsubj", "nsubjpass")
RECKONED = frozenset("round adjust correct standardize standardise normalize normalise average weight express".split())
"""How a figure was reckoned: "mortality, adjusted for age, was 4%" speaks of no other mortality."""


def mend_garden_path(parse: Parse) -> bool:
    """Give the sentence its finite verb; the participle before it describes the subject. True where it changed."""
    for root in parse.roots():
        if parse.tags[root] not in ("VBN", "VBD") or parse.child(root, "aux", "auxpass", "cc", "dobj") is not None:
            continue
        subject = parse.child(root, *_SUBJECTS)
        verb = next((k for k in parse.children[root] if _is_main(parse, k, root)), None)
        if subject is None or verb is None or subject > root:
            continue
        parse.heads[verb], parse.deps[verb] = verb, "ROOT"
        parse.heads[subject] = verb
        parse.heads[root], parse.deps[root] = subject, "acl"
        for kid in list(parse.children[root]):
            if kid < subject or kid > verb:
                parse.heads[kid] = verb
        parse.link()
        return True
    return False


def _is_main(parse: Parse, kid: int, root: int) -> bool:
    """True for a finite verb behind the participle that nothing joins to it and that has no subject of its own."""
    if kid < root or parse.deps[kid] not in ("conj", "ccomp", "parataxis", "dep"):
        return False
    if parse.child(kid, *_SUBJECTS, "expl", "mark", "cc") is not None:
        return False
    if parse.words[kid - 1] == "," and parse.lemmas[root] not in RECKONED:
        return False
    finite = [kid, *[k for k in parse.children[kid] if parse.deps[k] in ("aux", "auxpass")]]
    return any(parse.tags[t] in ("VBZ", "VBP", "MD", "VBD") for t in finite)
