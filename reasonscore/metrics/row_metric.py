"""What all metrics share: the printed name that parses back, `@` for cutoffs, and `compute` over labels or rows."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, ClassVar, Self, TypeVar, cast

from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.metrics.metric import Direction, Need
from reasonscore.metrics.score import Score
from reasonscore.verify.verdict import LABELS

T = TypeVar("T")
Bounds = tuple[float | None, float | None]
"""The smallest and the largest value, both included; None where there is none."""


class MetricType(ABCMeta):
    """What metric classes are: the class takes a cutoff as its plain value does, `HitRate @ 5` for `HitRate() @ 5`."""

    def __matmul__(cls: type[T], k: int) -> T:
        plain: Any = cls()
        return cast(T, plain @ k)


class RowMetric(metaclass=MetricType):
    """The behaviour of a metric; subclasses are frozen slotted dataclasses that implement `score`.

    Class attributes:
        name: As written on the command line; unique.
        id: Versioned identity; a changed computation gets a new version.
        direction: Which way is better.
        bounds: Smallest and largest value of a row, None where unbounded.
        file_bounds: Those of a file, where they are others.
        needs: What the stages before must have filled in.
        formula: The definition in one line.
        empty: What happens where there is nothing to count.
        source: Where the definition comes from.
        cutoff: Whether `name@5` sets the parameter `k`.
        pooled: Whether the number of a file is defined over all its rows (`pool`) and not the mean of the rows' values;
            `looks_at_file` says so of a metric whose parameters decide it.
    """

    __slots__ = ()
    name: ClassVar[str]
    id: ClassVar[str]
    direction: ClassVar[Direction] = "higher"
    bounds: ClassVar[Bounds] = (0.0, 1.0)
    file_bounds: ClassVar[Bounds | None] = None
    needs: ClassVar[frozenset[Need]] = frozenset()
    formula: ClassVar[str]
    empty: ClassVar[str]
    source: ClassVar[str] = "this library"
    cutoff: ClassVar[bool] = False
    pooled: ClassVar[bool] = False

    @abstractmethod
    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""

    def pool(self, scores: Sequence[Score]) -> Score:
        """The mean over the scored rows; metrics that are defined over a whole set replace it."""
        return mean_score(scores)

    @property
    def looks_at_file(self) -> bool:
        """Whether this metric, with its parameters, is defined over all rows of a file and is no mean of them."""
        return self.pooled

    @classmethod
    def range_text(cls) -> str:
        """The values that a file's number can take, in words.

        >>> from reasonscore import metrics
        >>> metrics.Factuality.range_text(), metrics.MAE.range_text(), metrics.PRMScore.range_text()
        ('0 to 1', '0 and up', 'any number')
        """
        low, high = cls.bounds if cls.file_bounds is None else cls.file_bounds
        if low is None:
            return "any number" if high is None else f"up to {high:g}"
        return f"{low:g} and up" if high is None else f"{low:g} to {high:g}"

    def compute(self, items: Mapping[str, Any] | Iterable[str] | Iterable[Mapping[str, Any]]) -> Score:
        """The score of verdict labels, of one output row, or of many rows.

        Many rows give the number of the file: their mean, or for a pooled metric what it defines over all of them.

        Args:
            items: Labels (`supported`, `contradicted`, `unverifiable`) of one record, for metrics over verdicts; one
                row; or rows.

        Raises:
            InputError: For an unknown label, labels where the metric does not look at verdicts, or anything else.

        >>> from reasonscore import metrics
        >>> metrics.Factuality().compute(["supported", "contradicted"]).value
        0.5
        >>> metrics.nDCG(k=5).compute({"answers": ["lupus", "gout"], "reference": {"answer": "gout"}}).value
        0.6309297535714575
        """
        if isinstance(items, Mapping):
            return self.score(items)
        if isinstance(items, str) or not isinstance(items, Iterable):
            raise InputError(f"found {kind_of(items)}, expected verdict labels, a row or rows")
        found = list(items)
        labels = [item for item in found if isinstance(item, str)]
        if labels and "verdicts" not in self.needs:
            raise InputError(f"found a string, but {self!r} looks at no verdicts; expected a row or rows")
        if len(labels) == len(found):
            return self.score(labelled_row(labels))
        if labels or not all(isinstance(item, Mapping) for item in found):
            raise InputError("found a mixed list, expected only verdict labels or only rows")
        return self.pool([self.score(row) for row in found if isinstance(row, Mapping)])

    def parameters(self) -> dict[str, Any]:
        """The parameters that differ from their defaults, in order."""
        own = [(item, getattr(self, item.name)) for item in fields(self)]  # type: ignore[arg-type]
        return {item.name: value for item, value in own if value != item.default}

    def __matmul__(self, k: int) -> Self:
        """The same metric with the cutoff `k`: `HitRate() @ 5`, or `HitRate @ 5` of the class."""
        if not self.cutoff:
            raise InputError(f"{self.name} has no cutoff, so '@{k}' means nothing; leave it out")
        return replace(self, k=k)  # type: ignore[type-var]

    def __repr__(self) -> str:
        found = self.parameters()
        # A cutoff is printed even where it is the default: a column called DiagnosisArena would hide which one it is.
        cutoff = getattr(self, "k", None) if self.cutoff else None
        name = self.name if cutoff is None else f"{self.name}@{cutoff}"
        found = {key: value for key, value in found.items() if key != "k" or cutoff is None}
        arguments = ", ".join(f"{key}={value!r}" for key, value in found.items())
        return f"{name}({arguments})" if arguments else name


def mean_score(scores: Sequence[Score]) -> Score:
    """The mean of the scored values: numerator their sum, denominator `n_scored`; statuses are counted in the details.

    Where nothing is scored the status is the most frequent reason, the first of equals; without any row it is `error`.

    >>> mean_score([Score(1.0), Score(0.5), Score(None, "no_claims")]).value
    0.75
    """
    values = [score.value for score in scores if score.value is not None]
    statuses = Counter(score.status for score in scores)
    details = {"n": len(scores), "n_scored": len(values), "statuses": dict(statuses)}
    if not values:
        return Score(None, max(statuses, key=lambda name: statuses[name], default="error"), details=details)
    total = sum(values)
    return Score(total / len(values), "scored", total, len(values), details)


def labelled_row(labels: Sequence[str]) -> dict[str, Any]:
    """The row of a record whose claims got these verdicts.

    Raises:
        InputError: For a label that is none of the three.
    """
    unknown = [label for label in labels if label not in LABELS]
    if unknown:
        raise InputError(f"found the label '{unknown[0][:40]}', expected one of {', '.join(LABELS)}")
    return {"claims": [{"verdict": {"status": "judged", "label": label}} for label in labels]}
