"""A retriever by what a user writes for it: a folder, `primer`, an address, or a Python function."""

from __future__ import annotations

from pathlib import Path

from reasonscore.errors import ResourceError
from reasonscore.own_object import import_object, names_object
from reasonscore.retrieve.retriever import Retriever


def load_retriever(place: str | Path) -> Retriever:
    """The retriever for an index folder, `primer`, `http://...`, or `module:function`.

    Raises:
        ResourceError: Where the folder holds no index, or the module or function is not there.

    >>> load_retriever("primer").signature()["engine"]
    'bm25'
    """
    text = str(place)
    if text == "primer" and not Path(text).exists():
        from reasonscore.retrieve.primer import open_primer

        return open_primer()
    if text.startswith(("http:", "https:")):
        from reasonscore.retrieve.http_search import HttpRetriever

        return HttpRetriever(text)
    if names_object(text) and not Path(text).exists():
        return _own(text)
    from reasonscore.retrieve.index import open_index

    return open_index(Path(text))


def _own(text: str) -> Retriever:
    from reasonscore.retrieve.own_search import CallableRetriever

    found = import_object("search", text, "a function")
    if isinstance(found, Retriever):
        return found
    if not callable(found):
        raise ResourceError(f"search '{text}': not a function; expected one that takes a query and a number")
    return CallableRetriever(found, text)
