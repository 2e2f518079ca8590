"""Presets, one a file; importing this package registers them."""

from reasonscore.reward.presets.choice import Choice
from reasonscore.reward.presets.clinical import Clinical
from reasonscore.reward.presets.completeness import CompletenessReward
from reasonscore.reward.presets.factuality import FactualityReward
from reasonscore.reward.presets.format import FormatReward
from reasonscore.reward.presets.process import Process
from reasonscore.reward.presets.ranked_list import RankedList
from reasonscore.reward.presets.retrieval_use import RetrievalUse

__all__ = [
    "Choice",
    "Clinical",
    "CompletenessReward",
    "FactualityReward",
    "FormatReward",
    "Process",
    "RankedList",
    "RetrievalUse",
]
