"""An object of the user's own code, by `module:name`."""

from __future__ import annotations

import sys
from importlib import import_module

from reasonscore.errors import ResourceError


def names_object(text: str) -> bool:
    r"""Whether a text is written as `module:name`.

    >>> names_object("house.search:find"), names_object("http://localhost"), names_object("C:\\index")
    (True, False, False)
    """
    module, colon, name = text.partition(":")
    return bool(colon) and module.replace(".", "").isidentifier() and name.isidentifier()


def import_object(kind: str, text: str, expected: str) -> object:
    """The object that `module:name` names; a module in the working folder is found first, as `python -m` would.

    Args:
        kind: What it is wanted as, for the message.
        text: Its module and name.
        expected: What it should be, for the message.

    Raises:
        ResourceError: Where the module or the name is not there.
    """
    module, _, name = text.partition(":")
    added = "" not in sys.path
    if added:
        sys.path.insert(0, "")
    try:
        found: object = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ResourceError(f"{kind} '{text}': {error}; expected {expected} of a module on the path") from None
    finally:
        if added:
            sys.path.remove("")
    return found
