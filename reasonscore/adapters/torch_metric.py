"""A `torchmetrics.Metric`: the running metric with its sums as states, so that several processes add up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from reasonscore.adapters.framework import import_framework
from reasonscore.adapters.running_metric import count_errors, refuse_pooled, sum_scored
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS


def torch_metric(metrics: Sequence[str] | Scorer = DEFAULT_METRICS, **settings: Any) -> Any:
    """A `torchmetrics.Metric` with `update(predictions, references, **columns)`, `compute()` and `reset()`.

    `compute` gives tensors by name: for each metric `M` its mean `M`, left out where no row has a value, and
    `M_n_scored`; `n` and `n_errors`.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        **settings: What `Scorer` takes.

    Raises:
        MissingExtraError: Where torchmetrics is not installed.
        ReasonScoreError: For a metric that looks at a whole file at once.
    """
    scorer = TextScorer(metrics, **settings)
    refuse_pooled(scorer.names)
    return _torch_metric_class()(scorer)


@cache
def _torch_metric_class() -> Any:
    framework = import_framework("torchmetrics", "a torchmetrics metric")
    torch = import_framework("torch", "a torchmetrics metric")

    parent: Any = framework.Metric

    class TextTorchMetric(parent):  # type: ignore[misc]
        """The sums and counts of each metric, added up over batches and processes."""

        is_differentiable = False
        full_state_update = False
        sums: Any
        counts: Any
        n: Any
        n_errors: Any

        def __init__(self, scorer: TextScorer, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.scorer = scorer
            size = len(scorer.names)
            states = {"sums": torch.zeros(size, dtype=torch.float64), "counts": torch.zeros(size, dtype=torch.int64)}
            states |= {name: torch.tensor(0, dtype=torch.int64) for name in ("n", "n_errors")}
            for name, default in states.items():
                self.add_state(name, default=default, dist_reduce_fx="sum")

        def update(
            self, predictions: Sequence[Any], references: Sequence[Any] | None = None, **columns: Sequence[Any] | None
        ) -> None:
            """Score these responses and add them up."""
            results = self.scorer.score_texts(predictions, references, **columns)
            found = [sum_scored(results, name) for name in self.scorer.names]
            # Not in place: processes that torch spawned with this object share the memory of its tensors.
            self.sums = self.sums + torch.tensor([total for total, _ in found], dtype=self.sums.dtype).to(self.device)
            self.counts = self.counts + torch.tensor([count for _, count in found]).to(self.device)
            self.n = self.n + len(results)
            self.n_errors = self.n_errors + count_errors(results)

        def compute(self) -> dict[str, Any]:
            """The means and counts so far."""
            found = {}
            for index, name in enumerate(self.scorer.names):
                if self.counts[index] > 0:
                    found[name] = self.sums[index] / self.counts[index]
                found[f"{name}_n_scored"] = self.counts[index].clone()
            return found | {"n": self.n.clone(), "n_errors": self.n_errors.clone()}

    # Found again under this name by `__getattr__` below, so that processes can be handed a pickle.
    TextTorchMetric.__qualname__ = "TextTorchMetric"
    return TextTorchMetric


def __getattr__(name: str) -> Any:
    if name == "TextTorchMetric":
        return _torch_metric_class()
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
