"""Windows: one to three neighbouring sentences of a passage, the unit that a claim is compared with."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.record import Passage
from reasonscore.span import Piece
from reasonscore.verify.reach import NO_REACH, Reach, Sentences, reach_of, read_sentences
from reasonscore.verify.words import content_words

WIDTH = 3
"""Sentences in the widest window: two sentences often share what neither says alone; more would drown it."""
LONGEST = 1000
"""Characters of the longest window, so that it fits the model together with a claim. A sentence that is longer is cut
at word ends, which keeps every part of it a window of its own and the reported span what the model saw. A passage that
is no longer is judged as a whole: on SciFact that is right for .75 of the claims, single sentences for .56."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences of one passage.

    Args:
        index: The passage's place in the record's evidence.
        passage_id: Its name.
        text: The sentences.
        piece: Where they stand in the passage.
        reach: What the whole of the passage holds of the claim that the window was found for.
        passage: The text of the whole passage.
    """

    index: int
    passage_id: str
    text: str
    piece: Piece
    reach: Reach = field(default=NO_REACH, compare=False)
    passage: str = field(default="", compare=False, repr=False)


class WindowIndex:
    """The windows of a record's evidence, searched by shared words.

    Args:
        passages: Evidence in order; windows never cross passages.
        whole: Whether a short passage is one window instead of several.
    """

    def __init__(self, passages: Sequence[Passage], *, whole: bool = True) -> None:
        self._passages = passages
        self._whole = whole
        self._sentences: list[tuple[int, Piece]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        # A long sentence holds more words by chance; the root keeps it from winning by length alone.
        self._roots: list[float] = []
        # Many claims are compared with the same few windows: each is made once, and so are the facts about its text.
        self._windows: dict[tuple[int, int], Window] = {}
        self._read: dict[int, Sentences] = {}
        for index, passage in enumerate(passages):
            for start, end in _pieces(passage.text):
                words = frozenset(content_words(passage.text[start:end]))
                if not words:
                    continue
                for word in sorted(words):
                    self._holders[word].append(len(self._sentences))
                self._sentences.append((index, (start, end)))
                self._roots.append(math.sqrt(3 + len(words)))
        count = len(self._sentences)
        self._weights = {word: math.log(1 + count / len(holders)) for word, holders in self._holders.items()}

    def __len__(self) -> int:
        return len(self._sentences)

    def best(self, text: str, top: int = 3, *, reach: bool = True) -> list[Window]:
        """The windows most worth comparing with a text, best first.

        These are the `top` sentences that share most of its words (rare words of this evidence weigh more), each with
        the whole of its passage where that is short enough; the best one in a long passage also comes with its
        neighbours. Evidence that shares no word still gives its first sentence, so that the model can say
        "unverifiable" of something.

        Args:
            text: The claim.
            top: How many sentences.
            reach: Whether windows tell what the whole of their passage holds of the text.
        """
        if not self._sentences:
            return []
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(set(content_words(text))):
            if word in self._holders:
                weight = self._weights[word]
                for sentence in self._holders[word]:
                    scores[sentence] += weight
        roots = self._roots
        best = sorted([(-score / roots[sentence], sentence) for sentence, score in scores.items()])[:top]
        ranked = [sentence for _, sentence in best] or [0]
        chosen = [self._whole_passage(sentence) or self._window(sentence, sentence) for sentence in ranked]
        if not self._whole_passage(ranked[0]):
            chosen.append(self._window(*self._around(ranked[0])))
        if not reach:
            return list(dict.fromkeys(chosen))
        reaches = {index: self._reach(text, index) for index in sorted({window.index for window in chosen})}
        return [
            Window(one.index, one.passage_id, one.text, one.piece, reaches[one.index], one.passage)
            for one in dict.fromkeys(chosen)
        ]

    def _reach(self, text: str, index: int) -> Reach:
        read = self._read.get(index)
        if read is None:
            first = bisect_left(self._sentences, index, key=itemgetter(0))
            last = bisect_right(self._sentences, index, key=itemgetter(0))
            passage = self._passages[index].text
            read = read_sentences([passage[start:end] for _, (start, end) in self._sentences[first:last]])
            self._read[index] = read
        return reach_of(text, read)

    def _whole_passage(self, sentence: int) -> Window | None:
        """The passage of a sentence as one window; None where it is too long."""
        index = self._sentences[sentence][0]
        passage = self._passages[index]
        if not self._whole or len(passage.text) > LONGEST:
            return None
        return Window(index, passage.id, passage.text, (0, len(passage.text)), passage=passage.text)

    def _around(self, sentence: int) -> tuple[int, int]:
        """First and last sentence of the widest window about a sentence within its passage."""
        first = last = sentence
        owner = self._sentences[sentence][0]
        while last - first + 1 < WIDTH:
            before = self._joins(first - 1, last, owner)
            after = self._joins(last + 1, first, owner)
            if before and (sentence - first <= last - sentence or not after):
                first -= 1
            elif after:
                last += 1
            else:
                break
        return first, last

    def _joins(self, new: int, far: int, owner: int) -> bool:
        """Whether a neighbouring sentence belongs to the same passage and leaves the window short enough."""
        if not 0 <= new < len(self._sentences) or self._sentences[new][0] != owner:
            return False
        ends = (*self._sentences[new][1], *self._sentences[far][1])
        return max(ends) - min(ends) <= LONGEST

    def _window(self, first: int, last: int) -> Window:
        window = self._windows.get((first, last))
        if window is None:
            index, (start, _) = self._sentences[first]
            end = self._sentences[last][1][1]
            passage = self._passages[index]
            window = Window(index, passage.id, passage.text[start:end], (start, end), passage=passage.text)
            self._windows[first, last] = window
        return window


def _pieces(text: str) -> Iterator[Piece]:
    """The sentences of a text, long ones cut at word ends."""
    for start, end in split_sentences(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            yield start, cut
            start = cut
        yield start, end
