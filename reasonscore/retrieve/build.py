"""Builds an index: corpora stream in, shards are written, and the finished folder gets its name in one step.

While it is built the folder is called `.NAME.partial` and has no manifest, so that a killed build leaves nothing that
loads. An addition writes files of a new generation beside the old ones and then replaces the manifest.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.retrieve.intake import JOURNAL, Intake
from reasonscore.retrieve.manifest import (
    CorpusInfo,
    IndexInfo,
    check_sizes,
    file_info,
    partial_folder,
    read_manifest,
    write_manifest,
)
from reasonscore.retrieve.reading import Progress, Reading
from reasonscore.retrieve.tokenizer import signature
from reasonscore.retrieve.weights import write_weights


def build_index(
    corpora: Sequence[Path],
    folder: Path,
    *,
    k1: float = 0.9,
    b: float = 0.4,
    note: str | None = None,
    overwrite: bool = False,
    resume: bool = False,
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> IndexInfo:
    """What the new index holds.

    Args:
        corpora: Files and folders, read in this order; the order of passages decides between equal scores.
        folder: Where the index shall stand.
        k1: Saturation of the term frequency, not negative.
        b: Weight of the passage length, from 0 to 1.
        note: A word of caution that is kept with the index.
        overwrite: Replace an index that stands there.
        resume: Go on with an interrupted build of the same corpora and settings.
        reading: How the corpora are read.
        progress: Told what is being done.

    Raises:
        InputError: Where a corpus or a parameter is not what it should be, or no corpus holds a readable passage.
        ReasonScoreError: Where the folder is taken, or an interrupted build does not fit.
    """
    reading = _reading(reading, progress)
    if not (k1 >= 0 and 0 <= b <= 1):
        raise InputError(f"BM25 parameters: found k1={k1}, b={b}; expected k1 >= 0 and b from 0 to 1")
    if folder.exists() and not (overwrite and _is_replaceable(folder)):
        raise ReasonScoreError(
            f"'{folder}' is there already; choose another folder, or overwrite an index with --force"
        )
    settings = reading.settings(corpora)
    partial = partial_folder(folder)
    intake = Intake.load(partial, settings) if resume else None
    if intake is None:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        intake = Intake(partial, corpora=[CorpusInfo(path.name) for path in corpora])
    _drop_unlisted(partial, {shard.name for shard in intake.shards} | {JOURNAL})
    intake.take(islice(reading.items(corpora, 0), intake.consumed, None), reading, settings)
    if not intake.shards:
        shutil.rmtree(partial)
        raise InputError(f"no passage found in {', '.join(str(path) for path in corpora)}; see the skipped documents")
    (partial / JOURNAL).unlink()
    info = _finish(intake, 1, k1=k1, b=b, note=note, progress=reading.progress)
    if folder.exists():
        shutil.rmtree(folder)
    partial.rename(folder)
    return info


def add_to_index(
    corpora: Sequence[Path], folder: Path, *, reading: Reading | None = None, progress: Progress | None = None
) -> IndexInfo:
    """What the index holds once the corpora are added; every weight is computed anew, as if built at once.

    An index that is open meanwhile keeps answering from the files that it has mapped.

    Raises:
        InputError: Where a corpus is not what it should be.
        ResourceError: Where the folder holds no whole index of this release.
        ReasonScoreError: Where the index was built with another tokenizer.
    """
    reading = _reading(reading, progress)
    old = read_manifest(folder)
    if old.tokenizer != signature():
        raise ReasonScoreError(
            f"index '{folder}': found tokenizer {old.tokenizer}, expected {signature()}; build it again"
        )
    check_sizes(folder, old)
    settings = reading.settings(corpora)
    intake = Intake(folder, list(old.shards), [*old.corpora, *(CorpusInfo(path.name) for path in corpora)])
    intake.licences.update(old.licences)
    intake.dates = old.dates
    _drop_unlisted(folder, {shard.name for shard in old.shards} | {"manifest.json"})
    intake.see_shards()
    intake.take(reading.items(corpora, len(old.corpora)), reading, settings)
    (folder / JOURNAL).unlink(missing_ok=True)
    info = _finish(intake, old.generation + 1, k1=old.k1, b=old.b, note=old.note, progress=reading.progress)
    for name in sorted(old.files.keys() - info.files.keys()):
        (folder / name).unlink(missing_ok=True)
    return info


def _finish(intake: Intake, generation: int, *, k1: float, b: float, note: str | None, progress: Progress) -> IndexInfo:
    """Write the weights and, last of all, the manifest."""
    progress("weighing", intake.passages)
    paths = [intake.folder / shard.name for shard in intake.shards]
    tokens = sum(shard.tokens for shard in intake.shards)
    terms = write_weights(paths, generation, k1=k1, b=b, passages=intake.passages, tokens=tokens)
    progress("hashing", intake.passages)
    current = [file for path in paths for file in sorted(path.iterdir()) if _is_current(file.name, generation)]
    info = IndexInfo(
        tokenizer=signature(),
        k1=k1,
        b=b,
        terms=terms,
        shards=tuple(intake.shards),
        corpora=tuple(intake.corpora),
        files={f"{file.parent.name}/{file.name}": file_info(file) for file in current},
        licences=dict(sorted(intake.licences.items())),
        dates=intake.dates,
        note=note,
        generation=generation,
    )
    write_manifest(info, intake.folder)
    return info


def _reading(reading: Reading | None, progress: Progress | None) -> Reading:
    reading = reading or Reading()
    return replace(reading, progress=progress) if progress else reading


def _is_current(name: str, generation: int) -> bool:
    stem = name.split(".")
    return stem[0] not in ("scores", "frequencies", "peaks") or stem[1] == str(generation)


def _drop_unlisted(folder: Path, kept: set[str]) -> None:
    """Remove what a killed build or addition left."""
    for path in sorted(folder.iterdir()):
        if path.name in kept:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _is_replaceable(folder: Path) -> bool:
    """Only an index or an empty folder is ever removed."""
    return folder.is_dir() and ((folder / "manifest.json").is_file() or not any(folder.iterdir()))
