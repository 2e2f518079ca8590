"""Adapters for evaluation frameworks: each holds a `Scorer` and gives it texts; no framework is loaded before its use.

from reasonscore.adapters import TextMetric
TextMetric(["Factuality"]).compute(predictions=[...], references=[...], evidence=[...])
"""

from reasonscore.adapters.evaluate_metric import evaluate_metric
from reasonscore.adapters.frame import frame_rows, score_frame
from reasonscore.adapters.inspect_scorer import inspect_scorer
from reasonscore.adapters.lm_eval import make_process_results, metric_list
from reasonscore.adapters.running_metric import RunningMetric
from reasonscore.adapters.text_metric import TextMetric
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.adapters.torch_metric import torch_metric

__all__ = [
    "RunningMetric",
    "TextMetric",
    "TextScorer",
    "evaluate_metric",
    "frame_rows",
    "inspect_scorer",
    "make_process_results",
    "metric_list",
    "score_frame",
    "torch_metric",
]
