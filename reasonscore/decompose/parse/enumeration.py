"""Long lists by their commas: where the parser hangs the members of "include A, B or b, C, and D" on anything near."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_FINITE = ("VBZ", "VBD", "VBP", "MD")
_RELATIVE = frozenset({"that", "which", "who", "whose", "where", "when", "whom"})
_LONGEST = 22
"""Tokens of a member: beyond that a comma was no divider."""


def mend_enumerations(parse: Parse) -> bool:
    """Hang the members of a list of three or more, behind "include", "such as" or "like", one on another."""
    if parse.words.count(",") < 2:
        return False
    changed = _mend_subjects(parse)
    token = 0
    while token < len(parse):
        start = _opened(parse, token)
        members = _members(parse, start) if start else []
        if len(members) < 3:
            token += 1
            continue
        changed = _hang(parse, start - 1, members) or changed
        token = members[-1][-1] + 1
    return changed


def _mend_subjects(parse: Parse) -> bool:
    """Four or more subjects at the front of a sentence, of which the parser lost some."""
    members = _members(parse, 0)
    if len(members) < 4 or any(len(member) > _LONGEST_SUBJECT for member in members):
        return False
    inside = {t for member in members for t in member}
    end = members[-1][-1] + 1
    subject = next((t for t in inside if parse.deps[t] in ("nsubj", "nsubjpass") and parse.heads[t] >= end), None)
    if subject is None or end >= len(parse) or parse.tags[end] not in (*_FINITE, "RB"):
        return False
    verb, dep = parse.heads[subject], parse.deps[subject]
    parse.deps[subject] = "dep"
    _hang(parse, verb, members, dep)
    return True


_LONGEST_SUBJECT = 7


def _opened(parse: Parse, token: int) -> int:
    """Where the list begins that the token opens, 0 where it opens none."""
    low = parse.lower[token]
    if low == "as" and token and parse.lower[token - 1] == "such":
        return token + 1
    if low == "like" and parse.tags[token] == "IN" and token and parse.tags[token - 1].startswith("NN"):
        return token + 1
    if low == "including" and token and (parse.tags[token - 1].startswith("NN") or parse.words[token - 1] in ",("):
        return token + 1
    if parse.tags[token] in (*_FINITE, "VB") and parse.lemmas[token] in words_of("verbs", "enumerate"):
        return token + 1
    return 0


def _members(parse: Parse, start: int) -> list[list[int]]:
    """The members from there on, without what divides them; empty where there is no such list."""
    members: list[list[int]] = [[]]
    closing = depth = 0
    relative = False
    token = start
    while token < len(parse):
        low, current = parse.lower[token], members[-1]
        depth += (low in ("(", "[")) - (low in (")", "]"))
        if depth < 0 or (low in (";", ":", "—", "–", "-") and _free(parse, token)) or (low == "." and not depth):
            break
        if depth or low in (")", "]") or (low == "," and not closing and _describes(parse, start, token + 1)):
            current.append(token)
        elif low == ",":
            if closing:
                break
            members.append([])
            relative = False
        elif low in ("and", "or") and not current and len(members) > 1:
            closing = token
        elif low in _RELATIVE and current:
            relative = True
            current.append(token)
        elif parse.tags[token] in _FINITE and not relative and not _misread(parse, token, current):
            break
        else:
            current.append(token)
        token += 1
        if len(current) > _LONGEST or _opens_inside(parse, token - 1, len(members)):
            return []
    return _closed(parse, members, closing)


def _opens_inside(parse: Parse, token: int, count: int) -> bool:
    """True for "include symptoms such as A, B and C", whose list the second opener begins."""
    return count == 1 and parse.lower[token] in ("as", "like", "including") and _opened(parse, token) > 0


def _describes(parse: Parse, start: int, token: int) -> bool:
    """True where a comma only sets off what is said of the member before: "a cream, preferably with zinc, or tape"."""
    if token + 1 >= len(parse) or parse.lower[token] in ("and", "or"):
        return False
    if parse.tags[token] == "IN":
        return parse.tags[start] != "IN"
    return (parse.tags[token] == "RB" and parse.tags[token + 1] == "IN") or parse.lower[token] in _RELATIVE


def _closed(parse: Parse, members: list[list[int]], closing: int) -> list[list[int]]:
    """The members where the list has an end; the last two divided where only "and" stands between them."""
    last = members[-1]
    if not closing:
        at = next((i for i, t in enumerate(last) if parse.lower[t] in ("and", "or")), -1)
        if at <= 0 or at == len(last) - 1:
            return []
        members = [*members[:-1], last[:at], last[at + 1 :]]
    joined: list[list[int]] = []
    open_ended = False
    for member in members:
        if open_ended:
            joined[-1] = list(range(joined[-1][0], member[-1] + 1)) if member else []
        else:
            joined.append(member)
        # "viral, bacterial, and fungal infections" is one member, and so is "sudden, severe pain".
        named = member[1:] if len(member) > 1 and parse.tags[member[0]] == "DT" else member
        open_ended = bool(named) and all(parse.tags[t].startswith(_MODIFYING) for t in named)
    if open_ended or any(not member or _head(parse, member) is None for member in joined):
        return []
    return joined


_MODIFYING = ("JJ", "RB", "VBN")


def _free(parse: Parse, token: int) -> bool:
    """True for a dash with blanks around it: the one of "anti-depressants" divides nothing."""
    return parse.ends[token - 1] < parse.starts[token]


def _misread(parse: Parse, token: int, current: list[int]) -> bool:
    """True for a plural noun that the parser took for a verb: "trauma, devices that occlude the ear"."""
    if parse.tags[token] != "VBZ" or not parse.lower[token].endswith("s") or token + 1 >= len(parse):
        return False
    return not current or parse.lower[token + 1] in (",", "and", "or")


def _head(parse: Parse, member: list[int]) -> int | None:
    """The noun or the activity that a member names: the last noun before what describes it."""
    found = None
    for place, token in enumerate(member):
        tag = parse.tags[token]
        hyphened = _hyphened(parse, token, member)
        if tag == "VBG" and found is None and not hyphened and parse.deps[token] not in ("amod", "compound"):
            return token
        if tag.startswith(("NN", "CD")) or (tag == "VBZ" and (not place or token == member[-1])):
            found = token if not hyphened or found is None else found
        elif parse.words[token] in ("(", "[") or (found is not None and not hyphened and tag in _AFTER):
            break
    return found


_AFTER = frozenset({"IN", "TO", "WDT", "WP", "WRB", "VBN", "VBG", "CC", "DT", "PRP$", *_FINITE})


def _hyphened(parse: Parse, token: int, member: list[int]) -> bool:
    """True for what a hyphen ties to the word behind it, and for the participle of "anxiety-reducing"."""
    if token + 2 in member and parse.words[token + 1] == "-" and not _free(parse, token + 1):
        return True
    tied = token - 2 in member and parse.words[token - 1] == "-" and not _free(parse, token - 1)
    return (tied and parse.tags[token] in ("VBG", "VBN")) or parse.words[token] == "-"


def _hang(parse: Parse, opener: int, members: list[list[int]], subject: str = "") -> bool:
    """Write the list into the tree, each member on the one before it, as the parser does where it succeeds."""
    heads = [_head(parse, member) for member in members]
    above = opener
    verb = parse.tags[opener].startswith("VB") and parse.lower[opener] != "including"
    dep = subject or ("dobj" if verb else "pobj")
    inside = {t for member in members for t in member}
    before = -1
    for member, head in zip(members, heads, strict=True):
        if head is None:
            return False
        own = set(member)
        parse.tags[head] = {"VBZ": "NNS", "VBG": "NN"}.get(parse.tags[head], parse.tags[head])
        for token in member:
            if token == head:
                continue
            if parse.heads[token] not in own or parse.words[token] == "-":
                parse.heads[token] = head
                parse.deps[token] = "dep" if parse.deps[token] == "conj" else parse.deps[token]
            if parse.deps[token] == "conj" and parse.heads[token] == head and parse.words[token - 1] == "(":
                parse.deps[token] = "appos"
        for token in member:
            if token + 2 in own and parse.words[token + 1] == "-" and not _free(parse, token + 1) and token != head:
                parse.heads[token], parse.deps[token] = head, "compound"
        parse.heads[head], parse.deps[head] = above, dep
        for token in range(before + 1, member[0]) if before >= 0 else ():
            parse.heads[token] = above
            parse.deps[token] = "cc" if parse.lower[token] in ("and", "or") else "punct"
        above, dep, before = head, "conj", member[-1]
    for token in range(opener):
        # What stood under a member and before the list hangs where the list hangs.
        if not subject and parse.heads[token] in inside:
            parse.heads[token] = opener
    parse.link()
    return True
