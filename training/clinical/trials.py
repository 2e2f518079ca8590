"""Frames over trial records in the style of a registry: adverse events, outcomes, arms, eligibility.

A record is drawn as a structure and then changed at random into many variants; a claim reads its label from the
structure, so that the text of the claim says nothing about the label.
"""

from training.clinical.trial_arms import interventions
from training.clinical.trial_criteria import eligibility
from training.clinical.trial_facts import with_facts
from training.clinical.trial_outcomes import outcomes
from training.clinical.trial_safety import safety

FRAMES = [(safety, 7), (outcomes, 6), (interventions, 6), (eligibility, 8)]
FRAMES += [(with_facts(frame), 1) for frame in (safety, outcomes, interventions)]
