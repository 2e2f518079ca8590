"""`reasonscore --citation`: how to cite, as text and as BibTeX."""

from __future__ import annotations

from reasonscore import __version__

TITLE = "reasonscore: claims, verdicts and metrics for clinical reasoning"
AUTHOR = "The reasonscore developers"
YEAR = "2026"


def citation() -> str:
    """What to write into a paper; the same facts as CITATION.cff.

    >>> citation().splitlines()[0].startswith("The reasonscore developers (2026).")
    True
    """
    lines = [
        f"{AUTHOR} ({YEAR}). {TITLE} (version {__version__}) [Computer software]. Apache-2.0.",
        "",
        f"@software{{reasonscore,\n  author  = {{{{{AUTHOR}}}}},\n  title   = {{{TITLE}}},",
        f"  version = {{{__version__}}},\n  year    = {{{YEAR}}},\n  license = {{Apache-2.0}}\n}}",
        "",
        "Give the signature beside your numbers: it says what they depend on. Cite the paper of each metric that is",
        "named after one; `reasonscore metrics` has its source.",
    ]
    return "\n".join(lines)
