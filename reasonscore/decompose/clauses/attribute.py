"""Statements that hang on a noun: non-restrictive relative clauses, appositions, values in brackets."""

from __future__ import annotations

import re

from reasonscore.decompose.clauses.bearer import bearer_of
from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.evidence import detach_sentential, is_ambiguous, speaks_of_clause
from reasonscore.decompose.clauses.split import split_below
from reasonscore.decompose.clauses.subordinate import past_tense
from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.decompose.parse.attachment import OF_PEOPLE
from reasonscore.decompose.parse.garden_path import RECKONED
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.named import named_in

_MARKED = frozenset({"if", "when", "unless", "once", "while", "as", "until", "whenever", "although", "though"})
_NAMING = frozenset({"know", "call", "name", "abbreviate", "term", "dub", "refer"})
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
            elif dep == "acl" or parse.tags[kid] == "VBN":
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
    pronoun = next((t for t in tokens[:4] if parse.lower[t] in _RELATIVE), None)
    if not tokens or verb not in present or not parse.tags[verb].startswith(("VB", "MD")):
        if pronoun is not None and is_ambiguous(parse, clause, noun, verb, pronoun):
            clause.flags.append("ambiguous_attachment")
        return []
    if parse.lemmas[verb] == "do" and pronoun is not None and parse.deps[pronoun] == "dobj":
        return []  # "to inform the council, which she has done"
    before = parse.words[tokens[0] - 1] if tokens[0] else ""
    bearer = bearer_of(parse, clause, noun)
    named = parse.tags[noun].startswith("NNP") and pronoun is not None and parse.lower[pronoun] != "that"
    told_apart = granularity == "fine" and (named or bool(bearer))
    if pronoun is None or not (before in (",", "(", "–", "—") or told_apart):
        return []
    if bearer and parse.deps[pronoun] not in ("nsubj", "nsubjpass"):
        return []
    if parse.lower[pronoun] == "whom" and parse.tags[noun] == "NN" and parse.lower[noun] not in OF_PEOPLE:
        # "three patients developed hepatitis, one of whom died": a parser takes the nearest noun.
        clause.flags.append("ambiguous_attachment")
        clause.rules.append("relative.kept")
        return []
    closes = max((t for t in present if parse.deps[t] != "punct"), default=-1) <= tokens[-1]
    if closes and not bearer and speaks_of_clause(parse, clause, noun, verb, pronoun):
        return detach_sentential(parse, clause, verb, tokens, pronoun)
    if not bearer and (
        _among_several(parse, _inner(parse, noun), verb) or is_ambiguous(parse, clause, noun, verb, pronoun)
    ):
        clause.flags.append("ambiguous_attachment")
        clause.rules.append("relative.kept")
        return []
    said = parse.child(verb, "ccomp") if bearer and parse.lemmas[verb] == "mean" else None
    spoken = parse.child(said, "nsubj", "nsubjpass") if said is not None else None
    if said is not None and spoken is not None and parse.lower[spoken] in ("it", "they"):
        # "a prodrug, which means that it is activated": what it means is said of the same thing.
        parse.deps[verb], pronoun = "dep", spoken
        verb = said
    antecedent: list[Token] = list(bearer)
    if not antecedent:
        antecedent += _without_outer(
            parse, [t for t in parse.subtree(noun, {verb}) if t in present and t < tokens[0]], noun
        )
    if _means_clause(parse, noun, verb, pronoun) and not bearer:
        return []
    clause.without(set(tokens))
    clause.rules.append("relative.detached")
    made: list[Clause] = []
    first = split_below(parse, verb, made)
    for part in made:
        part.rules.append("relative.clause")
        part.order += 0.5
        _substitute(parse, part, pronoun, antecedent)
    if pronoun not in set(first.tokens()) and not first.subject:
        first.subject = list(antecedent)
    return made


def _inner(parse: Parse, noun: int) -> int:
    """The thing that "the context of X" or "the presence of X" is about."""
    of = parse.child(noun, "prep") if parse.lower[noun] in _LIGHT else None
    inner = parse.child(of, "pobj") if of is not None and parse.lower[of] == "of" else None
    return noun if inner is None else inner


_LIGHT = frozenset("context setting presence absence background combination course".split())


def _among_several(parse: Parse, noun: int, verb: int) -> bool:
    """True behind a list, unless the verb is singular as only the last of its members is."""
    if any(parse.deps[k] == "conj" for k in parse.children[noun]):
        return True
    if parse.deps[noun] != "conj":
        return False
    first = parse.heads[noun]
    finite = [verb, *[k for k in parse.children[verb] if parse.deps[k] in ("aux", "auxpass")]]
    singular = any(parse.tags[t] == "VBZ" or parse.lower[t] == "was" for t in finite)
    return not (singular and parse.tags[noun] == "NN" and parse.tags[first] in ("NNS", "NNPS"))


def _means_clause(parse: Parse, noun: int, verb: int, pronoun: int) -> bool:
    """True where "which" has a singular verb behind a plural noun: it stands for the whole statement before it."""
    if parse.lower[pronoun] != "which" or parse.deps[pronoun] != "nsubj":
        return False
    return parse.tags[noun] in ("NNS", "NNPS") and parse.tags[verb] == "VBZ"


def _reduced(parse: Parse, clause: Clause, noun: int, verb: int, granularity: str) -> list[Clause]:
    """For example "X, first described in 2007," says that X was first described in 2007."""
    present = _present(clause)
    tokens = _unbracketed(parse, [t for t in parse.subtree(verb) if t in present])
    if (
        not tokens
        or parse.tags[verb] != "VBN"
        or noun > tokens[0]
        or tokens[0] < 1
        or parse.lower[tokens[0]] in _MARKED
    ):
        return []
    before = parse.words[tokens[0] - 1]
    if parse.lemmas[verb] in RECKONED and before == ",":
        return []  # "mortality, adjusted for age, was 4%": no other mortality was
    if (before not in (",", "(") and granularity != "fine") or (before == "(" and parse.lemmas[verb] in _NAMING):
        return []
    bearer = bearer_of(parse, clause, noun)
    subject: list[Token] = list(bearer)
    if not bearer:
        own = [t for t in parse.subtree(noun, {verb}) if t in present and t < tokens[0]]
        subject += _without_outer(parse, own, noun)
    if not subject or len(tokens) < 2:
        return []
    gone = {*tokens, *([tokens[0] - 1] if before in (",", "(") else [])}
    if tokens[-1] + 1 < len(parse) and parse.words[tokens[-1] + 1] in (",", ")"):
        gone.add(tokens[-1] + 1)
    clause.without(gone)
    clause.rules.append("relative.reduced")
    plural = parse.lower[clause.head] in ("are", "were") if bearer else parse.tags[noun] in ("NNS", "NNPS")
    dated = any(parse.words[t].isdigit() and len(parse.words[t]) == 4 for t in tokens) or past_tense(parse, clause.head)
    verb_form = ("were" if plural else "was") if dated else ("are" if plural else "is")
    return [
        Clause(
            verb, subject=list(subject), predicate=[verb_form, *tokens], rules=["relative.reduced"], order=noun + 0.25
        )
    ]


def _unbracketed(parse: Parse, tokens: list[int]) -> list[int]:
    """The tokens without a bracket at either end that the parser hung on them."""
    if tokens and parse.words[tokens[0]] == "(":
        tokens = tokens[1:]
    closed = sum((parse.words[t] == ")") - (parse.words[t] == "(") for t in tokens)
    return tokens[:-1] if tokens and parse.words[tokens[-1]] == ")" and closed > 0 else tokens


def _without_outer(parse: Parse, tokens: list[int], noun: int) -> list[int]:
    while tokens and parse.words[tokens[-1]] in (",", "(", "–", "—"):
        tokens = tokens[:-1]
    return tokens


def _substitute(parse: Parse, clause: Clause, pronoun: int, antecedent: list[Token]) -> None:
    replacement: list[Token] = list(antecedent)
    if pronoun not in clause.subject and replacement[:1] == [0] and not parse.tags[0].startswith("NNP"):
        replacement[0] = Inflected(0, parse.words[0] if parse.words[0][1:].isupper() else parse.lower[0])
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
            words = [k for k, t in enumerate(clause.predicate) if isinstance(t, int) and parse.deps[t] != "punct"]
            final = clause.predicate[words[-1]] if words else None
            if isinstance(final, int) and parse.deps[final] == "prep" and max(parse.children[final], default=0) < final:
                at = words[-1] + 1  # "a drug, which he reacted to"
            clause.predicate[at:at] = replacement
        else:
            setattr(clause, name, [x for t in tokens for x in (replacement if t == pronoun else [t])])
        return


def _goes_on(parse: Parse, last: int) -> bool:
    """True where a comma and more members, the last behind "or" or "and", follow what might be an apposition."""
    if last + 1 >= len(parse) or parse.words[last + 1] != ",":
        return False
    stop = next((t for t in range(last + 2, len(parse)) if parse.tags[t] in ("VBZ", "VBD", "VBP", "MD")), len(parse))
    return any(parse.words[t] == "," and parse.lower[t + 1] in ("or", "and") for t in range(last + 1, stop - 1))


_LIMITED = re.compile(r"\b(?:if|when|unless|in|for)\b", re.I)
_YEARS = re.compile(r"\d{4}\s?[-–—]\s?\d{4}")


_RATE = re.compile(r"[%≥≤]|\bin\b|\bn\s?=|/\s?1?0")
"""How often something occurs, which is no value of it: "the most frequent reactions (≥5%)"."""

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def _measured(parse: Parse, subject: list[int]) -> bool:
    """True for "the ferritin (1940)"; a colectomy, a film or a study "(2015)" has no such value."""
    return any(kind == "test" for kind, _ in named_in(" ".join(parse.words[t] for t in subject)))


def _apposition(parse: Parse, clause: Clause, noun: int, kid: int) -> list[Clause]:
    present = _present(clause)
    tokens = _unbracketed(parse, [t for t in parse.subtree(kid) if t in present])
    if not tokens or kid not in present or parse.tags[noun].startswith(("VB", "JJ")):
        return []
    before = parse.words[tokens[0] - 1] if tokens[0] else ""
    subject = [t for t in parse.subtree(noun, {kid}) if t in present and t < tokens[0]]
    while subject and parse.words[subject[-1]] in (",", "("):
        subject.pop()
    if not subject or any(parse.tags[t] in ("VBZ", "VBD", "VBP") for t in subject if isinstance(t, int) and t != noun):
        return []
    first = parse.lower[tokens[0]]
    if before == "," and first in ("a", "an") and _goes_on(parse, tokens[-1]):
        return []  # "for a stiff neck, a rash, or confusion" lists three things
    if first == "the" and len(tokens) > 1 and parse.tags[tokens[1]] in ("JJR", "RBR"):
        return []  # "two stones, the larger 8 mm", "the nearer the fracture, the higher the risk"
    if before == "," and first in ("no", "nil", "not"):
        return []  # "tender in the flank, no guarding" lists findings
    if before == "(":
        text = parse.text[parse.starts[tokens[0]] : parse.ends[tokens[-1]]]
        if _YEARS.fullmatch(text) or (_YEAR.fullmatch(text) and not _measured(parse, subject)):
            return []
        found = [] if _RATE.search(text) and not _measured(parse, subject) else find_quantities(text)
        described = first in ("a", "an", "the") and parse.tags[kid].startswith("NN")
        # The second value of "94-98 % (88-92 % in COPD)" belongs to the first.
        named = described and parse.tags[noun].startswith("NNP")
        if any(parse.words[t][0].isdigit() for t in subject if isinstance(t, int)):
            return []
        if _LIMITED.search(text) and not named:
            return []
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
    if rule == "value.bracketed" and len(tokens) > 1 and parse.words[tokens[0]][0].isalpha():
        subject, tokens = tokens[:1], tokens[1:]
    made = Clause(kid, subject=list(subject), predicate=[verb, *tokens], rules=[rule], order=noun + 0.25)
    return [made]
