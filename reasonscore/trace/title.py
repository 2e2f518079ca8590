"""The role of a heading that the table does not hold, from its words: `Final Clinical Dx`, `Top 3 Differentials`."""

from __future__ import annotations

_HEADS = {
    "answer": "answer answers diagnosis dx conclusion choice verdict decision selection impression pick "
    "solution option letter",
    "differential": "diagnoses differential differentials ddx possibilities candidates ddxs",
    "thinking": "reasoning analysis thinking rationale explanation discussion thoughts thought justification "
    "cot reflection "
    "why deliberation",
}
_MODIFIERS = frozenset(
    "the my our your a final correct best right most likely likeliest probable suspected presumed presumptive "
    "primary "
    "working provisional leading main principal definitive unifying clinical overall top single chosen "
    "selected predicted "
    "proposed recommended preferred suggested ultimate one only clear short direct model s diagnostic medical "
    "proposed "
    "established confirmed step by detailed brief quick internal ranked possible potential plausible other "
    "considered remaining alternative key full systematic option options case patient based of for this 2 3 4 "
    "5 6 7 8 9 10 "
    "three four five six ten first initial updated revised corrected improved refined amended new here is are "
    "list".split()
)
_NEVER = frozenset(
    ("alternative", "other", "first", "initial", "secondary", "second", "possible", "potential", "remaining", "key")
)
"""Words before `diagnosis` or `answer` that keep it from being the final one."""
_JOINS = frozenset(("and", "with", "plus", "n", "or"))
_MOST_WORDS = 6


def title_role(title: str) -> str | None:
    """`answer`, `differential` or `thinking` where every word of a title is known; else None.

    Args:
        title: In lower case, letters, digits and single spaces only.

    >>> title_role("most likely clinical diagnosis"), title_role("top 3 differentials"), title_role("lab results")
    ('answer', 'differential', None)
    """
    words = title.split()
    joined = next((at for at, word in enumerate(words) if word in _JOINS), len(words))
    words = words[:joined]
    if not words or len(words) > _MOST_WORDS:
        return None
    while len(words) > 1 and words[-1] in ("is", "are", "s", "here", "list"):
        words.pop()
    head, before = words[-1], words[:-1]
    if any(word not in _MODIFIERS for word in before):
        return None
    for role, heads in _HEADS.items():
        if head in heads.split():
            if role == "answer" and _NEVER & set(before):
                return None
            return role if before or role != "answer" or head not in ("option", "letter", "pick", "solution") else None
    return None
