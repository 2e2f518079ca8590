"""Presets, one a file; importing this package registers them."""

from reasonscore.reward.presets.choice import Choice
from reasonscore.reward.presets.factuality import FactualityReward
from reasonscore.reward.presets.format import FormatReward
from reasonscore.reward.presets.ranked_list import RankedList

__all__ = ["Choice", "FactualityReward", "FormatReward", "RankedList"]
