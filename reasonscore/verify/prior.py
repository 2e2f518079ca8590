"""Priors: how often a contradiction holds where claims come from, which no sample of pairs can tell.

The second reading is fitted on a mixture of pairs that were made to be judged, of which many are contradicted, and of
ordinary text, of which hardly any is. Its probabilities are those of that mixture; Bayes' rule moves them to where a
claim really comes from, as long as contradictions look alike in both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reasonscore.resource import resource_bytes


@dataclass(frozen=True, slots=True)
class Priors:
    """Shares of the contradictions found that hold.

    Args:
        fitted: In the sample that the second reading is fitted on, by weight.
        paired: Of claims that come by themselves, each with the evidence that it is to be held against.
        extracted: Of claims taken out of a response, which evidence given or found for the whole seldom contradicts.
    """

    fitted: float
    paired: float
    extracted: float

    def corrected(self, probability: float, *, extracted: bool) -> float:
        """A probability of the fitted sample as it is for a claim by itself or, where `extracted`, of a response.

        Source: C. Elkan (2001), The foundations of cost-sensitive learning, section 2, theorem 2; M. Saerens,
        P. Latinne and C. Decaestecker (2002), Adjusting the outputs of a classifier to new a priori probabilities.

        >>> round(Priors(fitted=0.5, paired=0.8, extracted=0.2).corrected(0.5, extracted=True), 4)
        0.2
        """
        prior = self.extracted if extracted else self.paired
        holds = probability * prior / self.fitted
        fails = (1 - probability) * (1 - prior) / (1 - self.fitted)
        return holds / (holds + fails)

    def signature(self) -> Mapping[str, str]:
        """The two shares that verdicts are corrected for."""
        return {"contradiction_priors": f"{self.paired:g}/{self.extracted:g}"}


@cache
def load_priors(name: str = "contradiction") -> Priors:
    """The priors in `verify/NAME.json` of the resources."""
    found: Mapping[str, float] = json.loads(resource_bytes(f"verify/{name}.json"))["priors"]
    return Priors(found["fitted"], found["paired"], found["extracted"])
