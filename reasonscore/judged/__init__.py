"""Readers for files that other systems already judged.

from reasonscore.judged import read_judged
"""

from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.reader import FORMATS, read_judged

__all__ = ["FORMATS", "JudgedProblem", "read_judged"]
