"""A problem: something in a judged file that could not be read, or that contradicts itself."""

from __future__ import annotations

from typing import Any, NamedTuple


class JudgedProblem(NamedTuple):
    """What was found where; `where` is a file, line, or path of a field, `why` never quotes clinical text.

    >>> print(JudgedProblem("results.jsonl:3 recall_res", "the count 4 disagrees with its list of 3"))
    results.jsonl:3 recall_res: the count 4 disagrees with its list of 3
    """

    where: str
    why: str

    def to_row(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        return {"where": self.where, "why": self.why}

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"
