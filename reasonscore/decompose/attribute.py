"""Statements that hang on a noun: non-restrictive relative clauses, appositions, values in brackets."""

from __future__ import annotations

from reasonscore.decompose.clause import Clause, Token
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.quantity import find_quantities
from reasonscore.decompose.split import split_below
from reasonscore.decompose.subordinate import past_tense

_MARKED = frozenset({"if", "when", "unless", "once", "while", "as", "until", "whenever", "although", "though"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def detach_attributes(parse: Parse, clause: Clause, granularity: str, done: set[int]) -> list[Clause]:
    """The statements detached from the nouns of a clause; the clause loses their words."""
    made: list[Clause] = []
    for token in [t for t in clause.tokens() if isinstance(t, int)]:
        for kid in list(parse.children[token]):
            dep = parse.deps[kid]
            if kid in done or kid == clause.head or dep not in ("relcl", "appos", "acl"):
                continue
            size = len(made)
            if dep == "relcl":
                made += _relative(parse, clause, token, kid, granularity)
            elif dep == "acl":
                made += _reduced(parse, clause, token, kid, granularity)
            else:
                made += _apposition(parse, clause, token, kid)
            if len(made) > size:
                done.add(kid)
    return made


def _present(clause: Clause) -> set[int]:
    return {t for t in clause.tokens() if isinstance(t, int)}


def _relative(parse: Parse, clause: Clause, noun: int, verb: int, granularity: str) -> list[Clause]:
    present = _present(clause)
    tokens = [t for t in parse.subtree(verb) if t in present]
    if not tokens or verb not in present:
        return []
    pronoun = next((t for t in tokens[:4] if parse.lower[t] in _RELATIVE), None)
    before = parse.words[tokens[0] - 1] if tokens[0] else ""
    named = parse.tags[noun].startswith("NNP") and pronoun is not None and parse.lower[pronoun] != "that"
    if pronoun is None or not (before in (",", "(", "–", "—") or (named and granularity == "fine")):
        return []
    if parse.deps[noun] == "conj" or any(parse.deps[k] == "conj" for k in parse.children[noun]):
        clause.flags.append("ambiguous_attachment")
        clause.rules.append("relative.kept")
        return []
    antecedent = [t for t in parse.subtree(noun, {verb}) if t in present and t < tokens[0]]
    antecedent = _without_outer(parse, antecedent, noun)
    clause.without(set(tokens))
    clause.rules.append("relative.detached")
    made: list[Clause] = []
    first = split_below(parse, verb, made)
    for part in made:
        part.rules.append("relative.clause")
        part.order += 0.5
        _substitute(part, pronoun, antecedent)
    if pronoun not in set(first.tokens()) and not first.subject:
        first.subject = list(antecedent)
    return made


def _reduced(parse: Parse, clause: Clause, noun: int, verb: int, granularity: str) -> list[Clause]:
    """For example "X, first described in 2007," says that X was first described in 2007."""
    present = _present(clause)
    tokens = [t for t in parse.subtree(verb) if t in present]
    if (
        not tokens
        or parse.tags[verb] != "VBN"
        or noun > tokens[0]
        or tokens[0] < 1
        or parse.lower[tokens[0]] in _MARKED
    ):
        return []
    before = parse.words[tokens[0] - 1]
    if before not in (",", "(") and granularity != "fine":
        return []
    subject = _without_outer(parse, [t for t in parse.subtree(noun, {verb}) if t in present and t < tokens[0]], noun)
    if not subject or len(tokens) < 2:
        return []
    gone = {*tokens, *([tokens[0] - 1] if before in (",", "(") else [])}
    if tokens[-1] + 1 < len(parse) and parse.words[tokens[-1] + 1] in (",", ")"):
        gone.add(tokens[-1] + 1)
    clause.without(gone)
    clause.rules.append("relative.reduced")
    plural = parse.tags[noun] in ("NNS", "NNPS")
    dated = any(parse.words[t].isdigit() and len(parse.words[t]) == 4 for t in tokens) or past_tense(parse, clause.head)
    verb_form = ("were" if plural else "was") if dated else ("are" if plural else "is")
    return [
        Clause(
            verb, subject=list(subject), predicate=[verb_form, *tokens], rules=["relative.reduced"], order=noun + 0.25
        )
    ]


def _without_outer(parse: Parse, tokens: list[int], noun: int) -> list[int]:
    while tokens and parse.words[tokens[-1]] in (",", "(", "–", "—"):
        tokens = tokens[:-1]
    return tokens


def _substitute(clause: Clause, pronoun: int, antecedent: list[int]) -> None:
    replacement: list[Token] = list(antecedent)
    if pronoun in clause.subject:
        clause.subject = [x for t in clause.subject for x in (replacement if t == pronoun else [t])]
        return
    for name in ("lead", "predicate"):
        tokens: list[Token] = getattr(clause, name)
        if pronoun not in tokens:
            continue
        if tokens[0] == pronoun and clause.subject:
            # An object pronoun goes back behind its verb: "a drug, which he stopped".
            rest = [t for t in tokens if t != pronoun]
            setattr(clause, name, rest)
            at = clause.predicate.index(clause.head) + 1 if clause.head in clause.predicate else len(clause.predicate)
            clause.predicate[at:at] = replacement
        else:
            setattr(clause, name, [x for t in tokens for x in (replacement if t == pronoun else [t])])
        return


def _apposition(parse: Parse, clause: Clause, noun: int, kid: int) -> list[Clause]:
    present = _present(clause)
    tokens = [t for t in parse.subtree(kid) if t in present]
    if not tokens or kid not in present:
        return []
    before = parse.words[tokens[0] - 1] if tokens[0] else ""
    subject = [t for t in parse.subtree(noun, {kid}) if t in present and t < tokens[0]]
    while subject and parse.words[subject[-1]] in (",", "("):
        subject.pop()
    if not subject:
        return []
    first = parse.lower[tokens[0]]
    if before == "(":
        text = parse.text[parse.starts[tokens[0]] : parse.ends[tokens[-1]]]
        found = find_quantities(text)
        described = first in ("a", "an", "the") and parse.tags[kid].startswith("NN")
        if (
            (not described and (not found or found[0][1][0] > 2))
            or tokens[-1] + 1 >= len(parse)
            or parse.words[tokens[-1] + 1] != ")"
        ):
            return []
        gone = {*tokens, tokens[0] - 1, tokens[-1] + 1}
        rule = "apposition.bracketed" if described else "value.bracketed"
    elif before == "," and (
        first in ("a", "an", "the", "his", "her", "its", "their", "one") or parse.tags[noun].startswith("NNP")
    ):
        if not parse.tags[kid].startswith("NN") or (
            first not in ("a", "an", "the", "one") and parse.tags[kid].startswith("NNP")
        ):
            return []
        gone = {*tokens, tokens[0] - 1}
        if tokens[-1] + 1 < len(parse) and parse.words[tokens[-1] + 1] == ",":
            gone.add(tokens[-1] + 1)
        rule = "apposition.detached"
    else:
        return []
    clause.without(gone)
    clause.rules.append(rule)
    plural = parse.tags[noun] in ("NNS", "NNPS")
    told = past_tense(parse, clause.head)
    verb = ("were" if plural else "was") if told else ("are" if plural else "is")
    made = Clause(kid, subject=list(subject), predicate=[verb, *tokens], rules=[rule], order=noun + 0.25)
    return [made]
