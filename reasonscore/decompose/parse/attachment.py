"""Words that a parser hangs in the wrong place where grammar or their meaning leaves one reading only."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse

OF_PEOPLE = frozenset(
    "patient patients people person persons adult adults child children man men woman women infant infants individual "
    "individuals someone anyone everyone those smoker smokers mother mothers boy boys girl girls".split()
)
"""Nouns that "who" and "whom" can mean."""

_TROUBLES = frozenset("trouble difficulty difficulties problems".split())
_TIMES = frozenset("hour hours day days week weeks month months year years morning night evening".split())
_OFTEN = frozenset("hourly daily nightly weekly fortnightly monthly quarterly yearly annually".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_ONWARD = frozenset({"acl", "prep", "dobj", "pobj", "relcl", "pcomp", "conj", "npadvmod"})


def mend_attachments(parse: Parse) -> bool:
    """Give relative clauses, alternatives, troubles and hyphens their heads. True where something changed."""
    changed = _forbidden(parse)
    for token in range(1, len(parse)):
        if parse.lower[token] in _SAME_FORM and parse.deps[token] == "conj" and parse.heads[token] == 0:
            changed |= _same_form(parse, token)
        if parse.deps[token] == "relcl" and parse.words[token] != "-":
            changed |= _who(parse, token)
        elif parse.tags[token] == "VB" and parse.deps[token] == "conj":
            changed |= _alternative(parse, token)
        elif parse.tags[token] == "VBG" and parse.lower[token - 1] in _TROUBLES:
            changed |= _trouble(parse, token)
        elif parse.deps[token] == "dobj" and parse.lower[token] in _TIMES:
            changed |= _how_often(parse, token)
        elif (parse.lower[token] == "well" or (parse.lower[token] in _OFTEN and parse.deps[token] == "dobj")) and (
            parse.deps[token - 1] == "compound" and parse.heads[token - 1] == token
        ):
            changed |= _well(parse, token)
        elif parse.deps[token] == "prep" and parse.deps[parse.heads[token]] in ("attr", "dobj", "pobj"):
            changed |= _dated(parse, token) or _its_own(parse, token)
        elif parse.deps[token] == "conj" and parse.tags[token] in ("VBZ", "VBP") and parse.heads[token] == 0:
            changed |= _stated(parse, token)
        elif parse.deps[token] == "conj" and parse.tags[token] in ("VBZ", "VBP", "VB") and _condition_too(parse, token):
            changed = True
        elif parse.deps[token] == "conj" and parse.deps[parse.heads[token]] == "advcl":
            changed |= _forbidden_too(parse, token)
        elif parse.words[token] == "-" and token + 1 < len(parse) and _hyphen(parse, token):
            parse.attach(token, token + 1, "punct")
            if (
                parse.heads[token - 1] == parse.heads[token + 1] != token - 1
                and parse.ends[token - 1] == parse.starts[token]
            ):
                parse.attach(token - 1, token + 1, "compound")
            changed = True
        elif parse.deps[token - 1] == "dep" and parse.deps[token] in ("nsubj", "nsubjpass"):
            changed |= _described(parse, token)
        elif parse.lower[token - 1] == "provided" and parse.words[token - 2] == "," and token > 1:
            changed |= _provided(parse, token - 1)
    return changed


def _dated(parse: Parse, token: int) -> bool:
    """For example "born on May 3, 1990, in Leeds": no date is in a place."""
    date = parse.heads[token]
    verb = parse.heads[parse.heads[date]]
    if parse.words[token - 1] != "," or parse.lower[token] not in ("in", "at", "near"):
        return False
    if parse.lower[date] not in _MONTHS or parse.deps[date] != "pobj" or not parse.tags[verb].startswith("VB"):
        return False
    parse.attach(token, verb, "prep")
    return True


def _who(parse: Parse, verb: int) -> bool:
    """For example "patients taking lithium, who become dehydrated": people do, the drug doesn't."""
    subject = parse.child(verb, "nsubj", "nsubjpass")
    noun = parse.heads[verb]
    if subject is None or parse.lower[subject] != "who" or parse.tags[noun] not in ("NN", "NNS"):
        return False
    if parse.lower[noun] in OF_PEOPLE:
        return False
    above = noun
    for _ in range(5):
        if parse.deps[above] not in _ONWARD or parse.heads[above] == above:
            return False
        above = parse.heads[above]
        if parse.lower[above] in OF_PEOPLE:
            parse.attach(verb, above, "relcl")
            return True
    return False


def _alternative(parse: Parse, token: int) -> bool:
    """For example "is recommended, or doxycycline if allergic": no bare verb follows a finite one."""
    head = parse.heads[token]
    finite = [head, *[k for k in parse.children[head] if parse.deps[k] in ("aux", "auxpass")]]
    if parse.lower[token - 1] != "or" or not any(parse.tags[t] in ("VBZ", "VBD", "VBP") for t in finite):
        return False
    if (
        any(parse.tags[t] == "MD" or parse.lower[t] in ("do", "does", "did") for t in finite)
        or parse.child(head, "nsubj", "nsubjpass") is None
    ):
        return False
    if parse.child(token, "nsubj", "nsubjpass", "dobj", "aux", "neg") is not None:
        return False
    parse.tags[token] = "NN"
    return True


def _trouble(parse: Parse, token: int) -> bool:
    """For example "loose stools and trouble sleeping": what one has trouble with stays beside it."""
    if parse.heads[token] == token - 1 or parse.heads[token - 1] == token or parse.child(token, "nsubj", "aux"):
        return False
    parse.attach(token, token - 1, "acl")
    return True


def _how_often(parse: Parse, token: int) -> bool:
    """For example "give paracetamol every six hours": the drug is given, not the hours."""
    verb = parse.heads[token]
    given = parse.child(verb, "dative")
    determiner = parse.child(token, "det")
    if given is None or given > token or determiner is None or parse.lower[determiner] not in ("every", "each"):
        return False
    if not parse.tags[given].startswith("NN"):
        return False
    parse.deps[given], parse.deps[token] = "dobj", "npadvmod"
    return True


def _well(parse: Parse, token: int) -> bool:
    """For example "people tolerate metformin well", "check the INR weekly": no noun of that name."""
    verb = parse.heads[token]
    if verb > token - 1 or not parse.tags[verb].startswith("VB") or parse.child(verb, "dobj") not in (None, token):
        return False
    parse.tags[token], parse.deps[token] = "RB", "advmod"
    for kid in list(parse.children[token]):
        if kid < token - 1:
            parse.heads[kid] = token - 1
    parse.attach(token - 1, verb, "dobj")
    return True


_SAME_FORM = frozenset(("put", "cut", "set", "let"))


def _same_form(parse: Parse, token: int) -> bool:
    """For example "rest the ankle, put ice on it": an order beside orders."""
    if parse.tags[0] != "VB" or parse.tags[token] == "VB" or parse.child(token, "nsubj", "auxpass", "aux") is not None:
        return False
    parse.tags[token], parse.lemmas[token] = "VB", parse.lower[token]
    return True


def _hyphen(parse: Parse, token: int) -> bool:
    """True for a hyphen that hangs elsewhere than on its own word: "Anti-D was given"."""
    if parse.deps[token] != "punct":
        return True
    joined = parse.starts[token] == parse.ends[token - 1] and parse.ends[token] == parse.starts[token + 1]
    return joined and parse.heads[token] not in (token - 1, token + 1)


def _described(parse: Parse, noun: int) -> bool:
    """For example "autoimmune hepatitis remains": a word before a subject that hangs on the verb describes it."""
    word = noun - 1
    if parse.tags[word] not in ("JJ", "NN", "NNP", "VBN", "VBG") or parse.heads[word] != parse.heads[noun]:
        return False
    parse.attach(word, noun, "amod")
    return True


def _provided(parse: Parse, token: int) -> bool:
    """For example "is safe, provided the pressure is normal": a condition, whatever hangs where."""
    verb = next(
        (k for k in range(token + 1, len(parse)) if parse.deps[k] == "conj" and parse.tags[k] in ("VBZ", "VBP", "VBN")),
        None,
    )
    if verb is None or parse.heads[verb] > token or parse.child(verb, "nsubj", "nsubjpass", "expl") is None:
        return False
    parse.attach(verb, parse.heads[verb], "advcl")
    parse.attach(token, verb, "mark")
    return True


def _stated(parse: Parse, token: int) -> bool:
    """For example "call if you have asthma, are pregnant or are over 75": what is stated is no second order."""
    if parse.tags[0] != "VB" or parse.lemmas[token] not in ("be", "have"):
        return False
    if parse.child(token, "nsubj", "nsubjpass", "expl") is not None:
        return False
    clauses = [k for k in range(1, token) if parse.deps[k] == "advcl" and parse.child(k, "mark", "advmod") is not None]
    if not clauses:
        return False
    inner = clauses[-1]
    parse.attach(token, inner, "conj")
    return True


def _condition_too(parse: Parse, token: int) -> bool:
    """For example "should be stopped if cultures are negative and a virus is likely": both have to hold."""
    head = parse.heads[token]
    subject = parse.child(token, "nsubj", "nsubjpass", "expl")
    if subject is None or parse.deps[head] == "advcl" or any(parse.tags[k] == "MD" for k in parse.children[token]):
        return False
    first = parse.subtree(subject)[0]
    duty = any(parse.tags[k] == "MD" for k in parse.children[head]) or parse.tags[head] == "VB"
    inner = [k for k in parse.children[head] if parse.deps[k] == "advcl" and head < k < token]
    if not duty or not inner or parse.lower[first - 1] not in ("and", "or") or parse.words[first - 2] == ",":
        return False
    mark = parse.child(inner[-1], "mark", "advmod")
    if mark is None or parse.lower[mark] not in _MARKERS:
        return False
    parse.heads[first - 1] = inner[-1]
    parse.attach(token, inner[-1], "conj")
    return True


def _its_own(parse: Parse, token: int) -> bool:
    """For example "5 days for mild and 14 days for severe infection": each number of days has its own."""
    noun = parse.heads[token]
    members = [k for k in parse.children[noun] if parse.deps[k] == "conj" and noun < k < token]
    earlier = [k for k in parse.children[noun] if parse.deps[k] == "prep" and noun < k < token]
    if not members or not earlier or earlier[0] > members[0] or parse.lower[earlier[0]] != parse.lower[token]:
        return False
    parse.attach(token, members[-1], "prep")
    return True


def _forbidden_too(parse: Parse, token: int) -> bool:
    """For example "stop it if the count falls and must not be restarted": no condition says what must be."""
    inner = parse.heads[token]
    outer = parse.heads[inner]
    duty = [k for k in parse.children[token] if parse.deps[k] == "aux" and parse.lower[k] in ("must", "should")]
    if not duty or outer > inner or parse.child(token, "nsubj", "nsubjpass") is not None:
        return False
    marked = any(parse.deps[k] in ("mark", "advmod") and parse.lower[k] in _MARKERS for k in parse.children[inner])
    modal = any(parse.deps[k] == "aux" and parse.tags[k] == "MD" for k in parse.children[inner])
    if not marked or modal:
        return False
    for kid in list(parse.children[inner]):
        if parse.deps[kid] == "cc" and inner < kid < token:
            parse.heads[kid] = outer
    parse.attach(token, outer, "conj")
    return True


_MARKERS = frozenset({"if", "when", "unless", "once", "until"})


def _forbidden(parse: Parse) -> bool:
    """For example "do not crush, chew or split them", whose first verb a parser hangs under the second."""
    first = parse.heads[0]
    if len(parse) < 5 or parse.lower[0] != "do" or parse.lower[1] not in ("not", "n't") or first != 2:
        return False
    root = parse.heads[first]
    if root in (first, 0) or parse.heads[root] != root or parse.words[first + 1] != ",":
        return False
    if parse.deps[first] not in ("advcl", "dep", "ccomp") or not parse.tags[root].startswith("VB"):
        return False
    if parse.child(root, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return False
    for kid in list(parse.children[root]):
        if parse.deps[kid] == "conj" and parse.tags[kid].startswith("VB"):
            parse.tags[kid], parse.lemmas[kid] = "VB", parse.lower[kid]
        if parse.deps[kid] in ("conj", "cc") or (parse.deps[kid] == "punct" and (kid < root or kid == len(parse) - 1)):
            parse.heads[kid] = first
    parse.tags[root], parse.lemmas[root] = "VB", parse.lower[root]
    parse.heads[first], parse.deps[first] = first, "ROOT"
    parse.heads[root], parse.deps[root] = first, "conj"
    parse.link()
    return True
