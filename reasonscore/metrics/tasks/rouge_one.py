"""ROUGE-1 F of two texts as MEDEC's script counts it: different words, case kept, sentences cut at full stops."""

from __future__ import annotations


def rouge_one_words(text: str) -> frozenset[str]:
    """The different words of a text; full stops only separate.

    >>> sorted(rouge_one_words("Start iron. Start today."))
    ['Start', 'iron', 'today']
    """
    return frozenset(text.replace(".", " ").split())


def rouge_one_f(predicted: str, gold: str) -> float:
    """The F-score of the different words that two texts share; 0 where either has none.

    >>> round(rouge_one_f("Start oral iron", "Start iron"), 2)
    0.8
    """
    ours, theirs = rouge_one_words(predicted), rouge_one_words(gold)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours & theirs else 0.0
