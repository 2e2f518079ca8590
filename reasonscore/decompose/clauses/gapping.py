"""What a clause leaves out because the one before it said so: "and the INR checked daily", "as was the spleen"."""

from __future__ import annotations

from reasonscore.decompose.clauses.agreement import agreeing
from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.evidence import is_plural
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_SUBJECTS = ("nsubj", "nsubjpass")
_MODALS = frozenset("should must can could may might will would shall cannot".split())
_BEING = frozenset(("is", "are", "was", "were"))
_HAVING = frozenset(("has", "have", "had"))
_DOING = frozenset(("do", "does", "did"))
_ALSO = frozenset(("as", "so", "neither"))
_GROUPS = (_MODALS, _BEING, _HAVING)
_LONGEST = 14


def share_passive(parse: Parse, clause: Clause, made: Clause) -> None:
    """Give a participle with a subject of its own the auxiliaries of the passive before it.

    "It should be stopped and the INR checked": the INR should be checked. Behind "was", only what somebody does to
    something is passive: in "it was stopped and the fever settled" the fever did that.
    """
    kid, head = made.head, clause.head
    if parse.tags[kid] not in ("VBN", "VBD") or not made.subject or kid not in made.predicate:
        return
    if any(parse.deps[k] in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "attr", "acomp") for k in parse.children[kid]):
        return
    passive = [t for t in clause.predicate if isinstance(t, int) and t < head and parse.heads[t] == head]
    helpers = [t for t in passive if parse.deps[t] in ("aux", "auxpass")]
    if not any(parse.deps[t] == "auxpass" for t in helpers):
        return
    lemma = parse.lemmas[kid]
    ordered = lemma in words_of("verbs", "order") or lemma in words_of("verbs", "treating") or lemma in _DONE
    if parse.lower[helpers[0]] not in _MODALS and not (ordered and lemma not in words_of("verbs", "intransitive")):
        return
    first = helpers[0]
    shared: list[Token] = list(helpers)
    if parse.lower[first] in _BEING:
        told = parse.lower[first] in ("was", "were")
        plural = is_plural(parse, made.subject)
        shared[0] = Inflected(first, ("were" if plural else "was") if told else ("are" if plural else "is"))
    at = made.predicate.index(kid)
    made.predicate[at:at] = shared
    made.rules.append("clause.shared_predicate")


_DONE = frozenset("insert place send obtain collect draw sedate perform remove record document start commence".split())


def inverted(parse: Parse, kid: int) -> bool:
    """True for "as are steroids" and "so are steroids", whose verb stands in front of its subject."""
    tokens = _inverted_tokens(parse, kid)
    if not tokens or tokens[0] < 2:
        return False
    low, before = parse.lower[tokens[0]], parse.lower[tokens[0] - 1]
    joined = before == "and" if low in ("so", "neither") else before == "," or (low == "nor" and before == "and")
    helper = any(parse.lower[tokens[1]] in group for group in (*_GROUPS, _DOING))
    does = low == "so" and parse.lower[tokens[1]] in _DOING and parse.tags[tokens[2]] == "VBG"
    return joined and helper and (does or parse.tags[tokens[2]] not in ("VBN", "VB", "VBG"))


def _inverted_tokens(parse: Parse, kid: int) -> list[int]:
    """The tokens from the "as" or "so" on."""
    if not any(parse.lower[k] in _ALSO for k in parse.children[kid]):
        return []
    tokens = [
        t for t in parse.subtree(kid) if parse.words[t] != "." and (parse.deps[t] != "cc" or parse.lower[t] != "and")
    ]
    return tokens if len(tokens) > 2 and parse.lower[tokens[0]] in _ALSO else []


def likewise(parse: Parse, clause: Clause, kid: int) -> Clause | None:
    """What "as are steroids" says behind "Colchicine is an option": that steroids are one, too."""
    tokens = _inverted_tokens(parse, kid)
    if not tokens or not clause.subject:
        return None
    helper, first = tokens[1], tokens[2]
    denied = parse.lower[tokens[0]] == "neither"
    roles = (*_SUBJECTS, "attr", "dobj") if denied else (*_SUBJECTS, "attr")
    if parse.lower[helper] in _DOING and parse.deps[tokens[-1]] == "dobj" and tokens[-1] != kid:
        roles = (*roles, "dobj")  # "so does citalopram"
    subject = next((k for k in parse.children[kid] if parse.deps[k] in roles and k > helper), None)
    if denied and not any(parse.deps[k] == "neg" for k in parse.children[clause.head]):
        return None
    if subject is None and parse.tags[first] == "VBG":
        subject = first  # "so does raising the head of the bed"
    if (
        subject is None
        or parse.subtree(subject)[0] not in (first, tokens[0])
        or helper not in (kid, *parse.children[kid])
    ):
        return None
    told = [t for t in clause.predicate if isinstance(t, int) and t <= clause.head and parse.heads[t] != subject]
    groups = (*_GROUPS, _DOING) if denied else _GROUPS
    group = next((g for g in groups if parse.lower[helper] in g), None)
    said = [t for t in tokens if t > helper]
    if group is not None:
        shared = next((t for t in told if parse.lower[t] in group), None)
        if shared is None:
            return None
        predicate: list[Token] = [helper, *clause.predicate[clause.predicate.index(shared) + 1 :]]
    elif parse.lower[helper] in _DOING and clause.head in clause.predicate and len(told) == 1:
        subject_tokens: list[Token] = list(said)
        plural = is_plural(parse, subject_tokens)
        predicate = list(clause.predicate)
        if not plural and parse.tags[clause.head] == "VBP":
            return None
        predicate = predicate if plural else [agreeing(parse, t, clause.head) for t in predicate]
    else:
        return None
    if len(predicate) > _LONGEST:
        return None
    return Clause(kid, subject=list(said), predicate=predicate, rules=["clause.shared_predicate"], order=kid)
