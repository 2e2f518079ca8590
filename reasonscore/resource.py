"""Embedded resources: read in one place, each held against its hash, so that a damaged one is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from reasonscore.errors import ResourceError

PACKAGE = "reasonscore_resources"
TABLE = "hashes.tsv"
_CURE = "reinstall reasonscore (after a change of your own: python training/hash_resources.py)"


def resource_bytes(name: str) -> bytes:
    """The content of an embedded file.

    Args:
        name: Its path below the resources, for example `verify/sides.tsv`.

    Raises:
        ResourceError: Where it is missing, or not what was released.

    >>> resource_bytes("retrieve/stopwords.txt")[:7]
    b'a about'
    """
    try:
        content = files(PACKAGE).joinpath(*name.split("/")).read_bytes()
    except OSError as error:
        raise ResourceError(f"the embedded file {name} cannot be read ({error.strerror}); {_CURE}") from error
    check_content(name, content)
    return content


def resource_text(name: str) -> str:
    """The text of an embedded file, in UTF-8 with one kind of line end.

    Raises:
        ResourceError: Where it is missing, or not what was released.
    """
    try:
        return resource_bytes(name).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ResourceError(f"the embedded file {name} is damaged: it is no UTF-8; {_CURE}") from error


def check_content(name: str, content: bytes) -> None:
    """Nothing, for content that has the hash of its release, or that the table does not know.

    Raises:
        ResourceError: For other content, with the name of the file.
    """
    expected = hashes().get(name)
    found = hashlib.sha256(content).hexdigest()
    if expected is not None and found != expected:
        raise ResourceError(
            f"the embedded file {name} is damaged: its hash is {found[:12]}, expected {expected[:12]}; {_CURE}"
        )


def check_folder(name: str) -> None:
    """Nothing, for a folder whose files are what was released.

    Raises:
        ResourceError: Where one of them is missing or damaged.
    """
    for known in hashes():
        if known.startswith(f"{name}/"):
            resource_bytes(known)


@cache
def hashes() -> Mapping[str, str]:
    """The hash of each embedded file, by its path below the resources."""
    try:
        lines = files(PACKAGE).joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {name: found for name, found in (line.split("\t") for line in lines if line)}


def resources_digest() -> str:
    """The start of one hash over all embedded files; empty where there is no table of hashes."""
    found = "".join(f"{name}\t{value}\n" for name, value in hashes().items())
    return hashlib.sha256(found.encode("utf-8")).hexdigest()[:12] if found else ""


def resource_names() -> list[str]:
    """The embedded files that are read as data, sorted by path; for the table of hashes."""
    return sorted(name for name in _below(files(PACKAGE), "") if _is_data(name))


def _below(folder: Traversable, prefix: str) -> Iterator[str]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _below(item, f"{prefix}{item.name}/")
        else:
            yield prefix + item.name


def _is_data(name: str) -> bool:
    # The model's own config.json has the hash of its weights.
    skipped = name in (TABLE, "py.typed", "nli/model.onnx") or "__pycache__" in name
    return not skipped and not name.endswith((".py", ".md"))
