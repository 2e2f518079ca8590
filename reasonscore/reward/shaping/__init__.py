"""Shapings: what is done to a reward for the length of its response, one a file; importing this registers them."""

from reasonscore.reward.shaping.budget_length import BudgetLength
from reasonscore.reward.shaping.cosine import Cosine
from reasonscore.reward.shaping.overlong import Overlong
from reasonscore.reward.shaping.repetition import Repetition
from reasonscore.reward.shaping.target_length import TargetLength

__all__ = ["BudgetLength", "Cosine", "Overlong", "Repetition", "TargetLength"]
