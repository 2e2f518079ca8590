"""A retriever by what a user writes for it: a folder, `primer`, an address, or a Python function."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from reasonscore.errors import ResourceError
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
    module, colon, name = text.partition(":")
    if colon and module.replace(".", "").isidentifier() and name.isidentifier() and not Path(text).exists():
        return _own(module, name)
    from reasonscore.retrieve.index import open_index

    return open_index(Path(text))


def _own(module: str, name: str) -> Retriever:
    from reasonscore.retrieve.own_search import CallableRetriever

    # A module beside the user's data, as `python -m` would find it.
    added = "" not in sys.path
    if added:
        sys.path.insert(0, "")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ResourceError(f"search '{module}:{name}': {error}; expected a function of a module on the path") from None
    finally:
        if added:
            sys.path.remove("")
    if isinstance(found, Retriever):
        return found
    if not callable(found):
        raise ResourceError(f"search '{module}:{name}': not a function; expected one that takes a query and a number")
    return CallableRetriever(found, f"{module}:{name}")
