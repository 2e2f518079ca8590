"""Rewards for reinforcement learning: the scorer, batched, bounded and finite.

    from reasonscore.reward import Reward, Sample
    Reward("clinical").score_batch([Sample("...", question="...", answer="gout", evidence=["..."])])

The trainers' adapters stand in `reasonscore.reward.adapters`, TRL's also here; no trainer's package is imported.
"""

from reasonscore.reward.adapters.trl import get_trl_reward, get_trl_reward_async, get_trl_rewards
from reasonscore.reward.budget import Budget
from reasonscore.reward.preset import Preset, preset_names
from reasonscore.reward.result import RewardResult
from reasonscore.reward.reward import Reward, score_batch
from reasonscore.reward.sample import Sample

__all__ = [
    "Budget",
    "Preset",
    "Reward",
    "RewardResult",
    "Sample",
    "get_trl_reward",
    "get_trl_reward_async",
    "get_trl_rewards",
    "preset_names",
    "score_batch",
]
