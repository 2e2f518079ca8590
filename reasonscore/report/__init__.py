"""Scores as tables for people and programs.

from reasonscore.report import format_table
"""

from reasonscore.report.compare_table import format_comparisons
from reasonscore.report.export import format_csv, format_json, format_latex
from reasonscore.report.labelling import read_labelling, write_labelling
from reasonscore.report.table import format_table

__all__ = [
    "format_comparisons",
    "format_csv",
    "format_json",
    "format_latex",
    "format_table",
    "read_labelling",
    "write_labelling",
]
