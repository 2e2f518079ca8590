"""Adapters for trainers, one a file. No trainer's package is imported before its own objects are handed over."""

from reasonscore.reward.adapters.trl import get_trl_reward, get_trl_reward_async, get_trl_rewards

__all__ = ["get_trl_reward", "get_trl_reward_async", "get_trl_rewards"]
