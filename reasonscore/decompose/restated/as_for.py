"""What a sentence sets in front as its topic: "As for aspirin, it thins the blood" speaks of aspirin."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, cut, joined

TOPIC = re.compile(
    r"(?:As for|As regards|Regarding|Concerning|With regards? to|When it comes to)\s"
    r"(?P<topic>[^,;:()]{2,60}(?:\s\([^()]{1,60}\))?),\s(?:it|they)(?=\s)",
    re.I,
)


def said_of_topic(plain: PlainText) -> PlainText:
    """The sentence with its topic where its pronoun stands.

    >>> said_of_topic(PlainText("As for aspirin, it thins the blood.", 0)).text
    'Aspirin thins the blood.'
    """
    match = TOPIC.match(plain.text) if plain.text[:1] in "ARCWarcw" else None
    if match is None:
        return plain
    topic = cut(plain, *match.span("topic"))
    raised = PlainText(topic.text[0].upper() + topic.text[1:], topic.start, topic.offsets)
    return joined([raised, cut(plain, match.end())])
