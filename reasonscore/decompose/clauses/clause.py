"""A clause of a parsed sentence: tokens to copy, words to add, and the conditions that govern it."""

from __future__ import annotations

from dataclasses import dataclass, field

from reasonscore.decompose.claim import ConditionKind, RelationKind
from reasonscore.decompose.draft import ConditionDraft, Draft, Link, Noun, Word
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.parse.quotation import paired_quotes

Token = int | str
"""A token of the parse, or a word that a rule adds."""


class Inflected(str):
    """Another form of a source word, which stands for its token."""

    __slots__ = ("token",)
    token: int

    def __new__(cls, token: int, text: str) -> Inflected:
        """The word, with the token that it stands for."""
        made = super().__new__(cls, text)
        made.token = token
        return made


@dataclass(slots=True)
class Governor:
    """A condition on the tree: its tokens, marker first; those with one `clause` are alternatives."""

    tokens: list[Token]
    kind: ConditionKind
    marker: int = 1
    negated: bool = False
    place: str = "initial"
    ready: ConditionDraft | None = None
    clause: int = -1


@dataclass(slots=True)
class Clause:
    """One predicate with its subject, ready to be rendered or split further."""

    head: int
    lead: list[Token] = field(default_factory=list)
    subject: list[Token] = field(default_factory=list)
    predicate: list[Token] = field(default_factory=list)
    conditions: list[Governor] = field(default_factory=list)
    links: list[tuple[RelationKind, Clause, list[int]]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    kind: str | None = None
    order: float = 0.0

    def copy(self) -> Clause:
        """A clause that can be changed without changing this one."""
        return Clause(
            self.head, list(self.lead), list(self.subject), list(self.predicate), list(self.conditions),
            list(self.links), list(self.rules), list(self.flags), self.kind, self.order,
        )  # fmt: skip

    def by_alternative(self) -> list[Clause]:
        """The clause under each of its alternative conditions: "stop if A or B" holds under A and under B."""
        known = [c.clause for c in self.conditions if c.clause >= 0]
        repeated = next((c for c in known if known.count(c) > 1), None)
        if repeated is None:
            return [self]
        made = []
        for position, condition in enumerate(c for c in self.conditions if c.clause == repeated):
            variant = self if not position else self.copy()
            variant.order = self.order + 0.00001 * position
            made.append((variant, [c for c in self.conditions if c.clause != repeated or c is condition]))
        for variant, conditions in made:
            variant.conditions = conditions
        return [variant for variant, _ in made]

    def tokens(self) -> list[Token]:
        """All tokens but those of the conditions."""
        return [*self.lead, *self.subject, *self.predicate]

    def without(self, gone: set[int]) -> None:
        """Remove tokens, and the punctuation that they leave dangling."""
        self.lead = [t for t in self.lead if not (isinstance(t, int) and t in gone)]
        self.subject = [t for t in self.subject if not (isinstance(t, int) and t in gone)]
        self.predicate = [t for t in self.predicate if not (isinstance(t, int) and t in gone)]


def clean_tokens(parse: Parse, tokens: list[Token]) -> list[Token]:
    """The tokens without punctuation at the ends or beside a gap, and without empty brackets."""
    kept: list[Token] = []
    for position, token in enumerate(tokens):
        if isinstance(token, int) and parse.words[token] == ")" and kept and _opens(parse, kept[-1]):
            kept.pop()
            continue
        if isinstance(token, int) and parse.words[token] in {",", ";", ":", "-", "–", "—", "--"}:
            before = tokens[position - 1] if position else None
            after = tokens[position + 1] if position + 1 < len(tokens) else None
            if before != token - 1 or after != token + 1:
                continue
        kept.append(token)
    while (
        kept
        and isinstance(kept[-1], int)
        and parse.words[kept[-1]] in {",", ";", ":", "-", "–", "—", ".", "!", "--", "..", "..."}
    ):
        kept.pop()
    while (
        kept
        and isinstance(kept[0], int)
        and parse.words[kept[0]] in {",", ";", ":", "-", "–", "—", ".", "--", ")", "..."}
    ):
        kept.pop(0)
    opened = [t for t in kept if isinstance(t, int) and parse.words[t] in ("(", "[")]
    closed = [t for t in kept if isinstance(t, int) and parse.words[t] in (")", "]")]
    last = kept[-1] if kept else None
    if len(opened) == len(closed) + 1 and isinstance(last, int) and parse.words[last + 1 : last + 2] == [")"]:
        kept.append(last + 1)  # the parser hung the closing bracket on another verb
    elif len(opened) != len(closed):
        lonely = set(opened if len(opened) > len(closed) else closed)
        kept = [t for t in kept if t not in lonely]
    return paired_quotes(parse, kept)


def _opens(parse: Parse, token: Token) -> bool:
    return isinstance(token, int) and parse.words[token] == "("


def to_word(parse: Parse, token: Token) -> Word:
    """The word of a token."""
    if isinstance(token, Inflected):
        return Word(str(token), parse.starts[token.token], parse.ends[token.token], parse.words[token.token])
    if isinstance(token, str):
        return Word(token)
    word = parse.words[token]
    if len(word) == 2 and word[1] == "." and parse.ends[token] == len(parse.text):
        return Word(word[0], parse.starts[token], parse.starts[token] + 1)
    return Word(word, parse.starts[token], parse.ends[token])


def to_drafts(parse: Parse, clauses: list[Clause]) -> list[Draft]:
    """The clauses as drafts, in source order, relations between them resolved to positions."""
    place = {id(clause): index for index, clause in enumerate(clauses)}
    return [_draft(parse, clause, place) for clause in clauses]


def _draft(parse: Parse, clause: Clause, place: dict[int, int]) -> Draft:
    lead = clean_tokens(parse, clause.lead)
    closing = _closing_bracket(parse, clause)
    subject = clean_tokens(parse, [*clause.subject, *closing])
    subject += [t for t in closing if t not in subject]
    predicate = clean_tokens(parse, [t for t in clause.predicate if t not in closing])
    either = len(lead) == 1 and isinstance(lead[0], int) and parse.lower[lead[0]] in ("either", "maybe")
    comma: list[Token] = [","] if lead and subject and not either else []
    tokens = [*lead, *comma, *subject, *_closing(parse, subject, clause.predicate), *predicate]
    first = len(lead) + len(comma)
    links = []
    for kind, target, cue in clause.links:
        if id(target) in place:
            piece = (parse.starts[cue[0]], parse.ends[cue[-1]]) if cue else None
            links.append(Link(kind, place[id(target)], piece))
    conditions = []
    for governor in clause.conditions:
        if governor.ready is not None:
            conditions.append(governor.ready)
            continue
        drafted = tuple(to_word(parse, token) for token in clean_tokens(parse, governor.tokens))
        conditions.append(ConditionDraft(drafted, governor.kind, governor.marker, governor.negated, governor.place))
    return Draft(
        tuple(to_word(parse, token) for token in tokens),
        tuple(conditions),
        (first, first + len(subject)),
        tuple(links),
        tuple(dict.fromkeys(clause.rules)),
        tuple(dict.fromkeys(clause.flags)),
        kind=clause.kind,
        nouns=nouns_of(parse, subject, [*lead, *_spoken_of(parse, clause, predicate)], _shows(parse, clause.head)),
        verb=_verb(parse, clause.head, tokens),
    )


def _closing_bracket(parse: Parse, clause: Clause) -> list[Token]:
    """The bracket or dash behind a subject that closes one in it, where the parser gave it to the verb."""
    inside = [t for t in clause.subject if isinstance(t, int)]
    following = inside[-1] + 1 if inside else len(parse)
    if following >= len(parse):
        return []
    mark = parse.words[following]
    if mark in ("-", "–", "—", "--") and sum(parse.words[t] == mark for t in inside) == 1:
        # A dash within a word closes nothing: "follow-up".
        at = next(t for t in inside if parse.words[t] == mark)
        return [following] if parse.starts[at] > parse.ends[at - 1] and inside[0] < at else []
    opened = sum((parse.words[t] == "(") - (parse.words[t] == ")") for t in inside)
    return [following] if opened == 1 and mark == ")" else []


def _closing(parse: Parse, subject: list[Token], predicate: list[Token]) -> list[Token]:
    """The comma between a subject that holds a clause of its own and its verb."""
    last = subject[-1] if subject else None
    if not isinstance(last, int) or last + 1 >= len(parse) or parse.words[last + 1] != ",":
        return []
    inside = {t for t in subject if isinstance(t, int)}
    first = next((t for t in predicate if isinstance(t, int) and parse.words[t] != ","), -1)
    held = any(parse.deps[t] == "relcl" and parse.words[parse.subtree(t)[0] - 1] == "," for t in inside)
    return [last + 1] if held and first == last + 2 else []


def _verb(parse: Parse, head: int, tokens: list[Token]) -> tuple[int, str] | None:
    """The finite verb, where it has no auxiliary before it."""
    if head in tokens and parse.tags[head] in ("VBZ", "VBP", "VBD"):
        return tokens.index(head), parse.lemmas[head]
    return None


def _spoken_of(parse: Parse, clause: Clause, predicate: list[Token]) -> list[Token]:
    """The predicate; without the effects that a list names, as "stop it" then means what has them."""
    if parse.lemmas[clause.head] != "include":
        return predicate
    named = [t for t in clause.subject if isinstance(t, int) and parse.deps[t] == "nsubj"]
    return [] if named and parse.lemmas[named[0]] in ("effect", "symptom", "complication", "risk") else predicate


def _shows(parse: Parse, head: int) -> bool:
    """Whether a test shows something; what it fails to show is not spoken of any further.

    What somebody has is spoken of next; what something has is not: "statins have side effects, but they are safe".
    """
    if parse.child(head, "neg") is not None:
        return False
    if parse.lemmas[head] != "have":
        return parse.lemmas[head] in _SHOWING
    subject = parse.child(head, "nsubj")
    return subject is None or parse.tags[subject].startswith("PRP") or parse.lemmas[subject] in _OWNERS


def nouns_of(parse: Parse, subject: list[Token], rest: list[Token], shown: bool = False) -> tuple[Noun, ...]:
    """The noun phrases of a clause, the subject first; where a test shows something, that counts as the subject."""
    found = []
    for tokens, is_subject in ((subject, True), (rest, False)):
        ints = [t for t in tokens if isinstance(t, int)]
        present = set(ints)
        for token in ints:
            tag = parse.tags[token]
            if not tag.startswith("NN") or parse.deps[token] in ("compound", "nmod", "npadvmod", "poss"):
                continue
            if is_subject and parse.deps[token] not in ("nsubj", "nsubjpass", "conj", "dobj", "ROOT", "attr"):
                continue
            first = token
            while (
                first - 1 in present
                and parse.heads[first - 1] >= first - 1
                and parse.heads[first - 1] <= token
                and parse.deps[first - 1] in _BEFORE_NOUN
            ):
                first -= 1
            if parse.words[first].isdigit() and first - 1 in present and parse.lower[first - 1] in _NUMBERED:
                first -= 1  # "type 2 diabetes"
            if parse.words[first] == "-" and first - 1 in present:
                first -= 1  # "exercise-based rehabilitation"
            phrase = parse.text[parse.starts[first] : parse.ends[token]]
            plural = tag in ("NNS", "NNPS") or any(
                parse.deps[k] == "conj" and k in present for k in parse.children[token]
            )
            joined = any(parse.deps[k] == "conj" and k in present for k in parse.children[token])
            if plural and (tag in ("NN", "NNP") or (is_subject and joined)):
                phrase = parse.text[
                    parse.starts[first] : parse.ends[max(t for t in parse.subtree(token) if t in present)]
                ]
            if is_subject and plural and tag == "NNS" and first == token:
                phrase = _restricted(parse, token, present) or phrase
            leading = parse.deps[token] == "dobj" if shown else is_subject
            if parse.deps[token] == "conj" and parse.heads[token] in present and tag in ("NN", "NNP"):
                leading = False  # "the liver and the spleen": neither alone is what comes next is said of
            found.append(Noun(phrase, parse.lemmas[token], plural, tag.startswith("NNP"), leading))
            if plural and tag in ("NN", "NNP"):
                alone = parse.text[parse.starts[first] : parse.ends[token]]
                found.append(Noun(alone, parse.lemmas[token], False, tag == "NNP", False))
    return tuple(found[:8])


def _restricted(parse: Parse, noun: int, present: set[int]) -> str | None:
    """A bare plural with what restricts it, so that "they" means "people with coeliac disease", not all people."""
    kids = [k for k in parse.children[noun] if k > noun and parse.deps[k] in ("prep", "acl", "relcl")]
    if not kids or parse.lower[noun] not in _PEOPLE:
        return None
    last = max(t for t in parse.subtree(noun) if t in present)
    return parse.text[parse.starts[noun] : parse.ends[last]] if last - noun <= 7 else None


_PEOPLE = frozenset("people patients adults children women men infants neonates individuals those persons".split())
_OWNERS = frozenset(
    "patient man woman boy girl child baby infant mother father person people who one i we you he she they".split()
)
_SHOWING = frozenset("show reveal demonstrate find grow detect see identify confirm disclose".split())
_NUMBERED = frozenset({"type", "stage", "grade", "class", "phase", "factor"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "case", "punct", "advmod"})
