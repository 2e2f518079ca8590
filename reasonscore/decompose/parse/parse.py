"""A parsed sentence in plain lists: faster to walk than the parser's own objects, and writable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Parse:
    """Tokens of one sentence with their tree.

    Args:
        text: The sentence.
        words: Its tokens.
        lower: The same in lower case.
        starts: Offset of each token in `text`.
        ends: Its end.
        tags: Penn Treebank tags.
        deps: Dependency labels.
        heads: Index of each token's head; a root is its own head.
        lemmas: Base forms in lower case.
        children: Dependents of each token in order.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    children: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link()

    def __len__(self) -> int:
        return len(self.words)

    def link(self) -> None:
        """Derive the children from the heads, after these were changed; a circle of heads is opened."""
        children: list[list[int]] = [[] for _ in self.heads]
        found = []
        for index, head in enumerate(self.heads):
            if head != index:
                children[head].append(index)
            else:
                found.append(index)
        self.children = children
        for index in found:
            found.extend(children[index])
        if len(found) < len(self.heads):
            self._open_circle(frozenset(found))

    def _open_circle(self, below_roots: frozenset[int]) -> None:
        """Hang the first token of a circle under the root, or make it the root: two mendings may contradict each other.

        Whoever walks down a circle never comes to an end.
        """
        at, seen = next(index for index in range(len(self.heads)) if index not in below_roots), set[int]()
        while at not in seen:
            seen.add(at)
            at = self.heads[at]
        circle, step = {at}, self.heads[at]
        while step != at:
            circle.add(step)
            step = self.heads[step]
        first = min(circle)
        self.heads[first] = min(self.roots(), default=first)
        self.link()

    def attach(self, index: int, head: int, dep: str) -> None:
        """Hang a token under another head; one that stood below it takes its place first: a tree stays one."""
        at = head
        while at != index and self.heads[at] != at:
            at = self.heads[at]
        if at == index != head:
            above = self.heads[index]
            self.heads[head] = head if above == index else above
        self.heads[index] = head
        self.deps[index] = dep
        self.link()

    def subtree(self, head: int, without: frozenset[int] | set[int] = frozenset()) -> list[int]:
        """The tokens under a head, itself included, in order; branches that start in `without` are left out."""
        found, stack = [], [head]
        while stack:
            index = stack.pop()
            found.append(index)
            kids = self.children[index]
            stack.extend([kid for kid in kids if kid not in without] if without else kids)
        found.sort()
        return found

    def child(self, head: int, *deps: str) -> int | None:
        """The first dependent with one of the labels."""
        for kid in self.children[head]:
            if self.deps[kid] in deps:
                return kid
        return None

    def roots(self) -> list[int]:
        """Tokens without a head."""
        return [index for index, head in enumerate(self.heads) if head == index]


def from_doc(doc: Any, names: dict[int, str]) -> Parse:
    """The parse of a spaCy document; `names` caches strings by their hash."""
    table = doc.to_array(["TAG", "DEP", "HEAD", "LEMMA"])
    strings = doc.vocab.strings
    words = [token.text for token in doc]
    starts, position = [], 0
    text = doc.text
    for word in words:
        position = text.find(word, position)
        if word.isspace() and text[position - 1 : position].strip():
            position += 1  # the first blank of a run belongs to the word before it
        starts.append(position)
        position += len(word)
    rows = table.tolist()
    size = len(rows)
    tags, deps, heads, lemmas = [], [], [], []
    for index, (tag, dep, head, lemma) in enumerate(rows):
        for code in (tag, dep, lemma):
            if code not in names:
                names[code] = strings[code]
        offset = head if head < 1 << 63 else head - (1 << 64)
        tags.append(names[tag])
        deps.append(names[dep])
        lemmas.append(names[lemma].lower())
        heads.append(min(max(index + offset, 0), size - 1))
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return Parse(text, words, [w.lower() for w in words], starts, ends, tags, deps, heads, lemmas)
