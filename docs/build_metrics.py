"""Writes docs/metrics: one page a metric from its docstring and class attributes, and the index.

Also writes reasonscore/metrics/__init__.pyi, which names the metrics to type checkers and editors.

python docs/build_metrics.py
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from reasonscore.metrics import registry
from reasonscore.metrics.description import describe
from reasonscore.metrics.family import FAMILIES, family_of
from reasonscore.metrics.row_metric import RowMetric

HERE = Path(__file__).parent / "metrics"
STUB = Path(__file__).parent.parent / "reasonscore" / "metrics" / "__init__.pyi"
BETTER = {"higher": "higher is better", "lower": "lower is better", "none": "neither way is better"}
PAPERS = [
    ("MedScore", "`Factuality`", "its mean of 0/1 verdicts; a third verdict is told apart and counts as not supported"),
    ("FActScore", "`FActScore(gamma=10)`", "`init_score`, `respond_ratio` and facts per response in the details"),
    ("VeriScore", "`F1@K(k=64)`", "without k the pool's upper median, with a warning; `k='max'` for K_max"),
    ("SAFE (long-form factuality)", "`SAFEF1@K(k=64)`", "K is 100 in its code"),
    ("RAGAS faithfulness", "`Factuality`", "`no_claims` in place of NaN"),
    (
        "ChestX-Reasoner (RadRScore)",
        "`RadRFactuality`, `RadRCompleteness`, `RadREffectiveness`, `RadRScore`",
        "the mean of the three is not in its released code",
    ),
    (
        "MedR-Bench, reasoning",
        "`ReasoningEfficiency`, `ReasoningFactuality`, `ReasoningCompleteness`",
        "0 for empty cases; `max_steps=10` where its code splits the response",
    ),
    ("MedR-Bench, examinations", "`ExamPrecision`, `ExamRecall`", "each side against the other, not one to one"),
    ("MedR-Bench, diagnosis", "`AnswerAccuracy`", "a matching ladder in place of a judge"),
    (
        "MedCaseReasoning",
        "`ReasoningRecall`, `Pass@1`, `Pass@5`, `Pass@10`",
        "whether n-shot accuracy means any or mean is not said there: `mode`",
    ),
    ("MedThink-Bench", "`ReasoningRecall`", "a partial point is not awarded; one that was not judged voids the item"),
    ("Chiron-o1 (MICS-Score)", "`MICSScore(interns=3)`", "a missing completion is wrong"),
    (
        "MEDEC, MEDIQA-CORR 2024",
        "`ErrorFlagAccuracy`, `ErrorSentenceAccuracy`, `CorrectionScore`, `CorrectionComposite`",
        "ROUGE-1; BERTScore and BLEURT come in the row's `similarities`",
    ),
    (
        "MedRECT",
        "the same with `base=1`, and `NoErrorAccuracy`",
        "sentences count from 1; its no_error_accuracy is a precision",
    ),
    ("med-lm-envs, correction reward", "`CorrectionComposite(gated=True)`", "0 where the sentence is wrong"),
    ("MedCalc-Bench", "`MedCalcAccuracy`", "the rule of each calculator, without eval"),
    ("NLI4CT 2023 and 2024", "`NLI4CT`", "`given_right=True` for the published faithfulness; constants beside it"),
    ("R2MED", "`Retrieval@10`", "`Retrieval@100(measure='recall')` and the other cut-offs likewise"),
    ("DiagnosisArena", "`DiagnosisArena@1`, `DiagnosisArena@5`", "grade 2 only"),
    ("MedReason", "`PathValidity`, `Sufficiency`, `ChoiceAccuracy`", "path validity is our measure on its graph paths"),
    (
        "Med-REFL",
        "`ChoiceAccuracy`, `StepValue`, `ReflectionValue`",
        "unread answers stay in n; the two values are ours",
    ),
    ("MedSSS (MedS3)", "`PRMScore(skip_first=True)`, `BestOfN(skip_first=True)`, `StepValue`", "node value as share"),
    (
        "DR.BENCH",
        "`ChoiceAccuracy`, `ExactMatch`, `ClassificationF1`, `ROUGE`",
        "accuracy, macro F1 and ROUGE-L by task",
    ),
    (
        "ProbSum 2023",
        "`ROUGE(variant='rougeL')`, `ConceptF1`, `BERTScore(model=...)`",
        "package and version in the details",
    ),
    ("CUI-F", "`ConceptF1`", "our lexicon in place of QuickUMLS, or ids in the row; two empty sets score 0"),
    ("CasiMedicos-Arg", "`ArgumentSpanF1`, `ArgumentSpanF1(match='token')`, `RelationF1`", "report which of the two"),
    ("Explanatory argument extraction", "`ExactMatch`, `TokenF1`", "as SQuAD"),
    (
        "Ranked-list answers (arXiv 2509.20866)",
        "`MRR`, `HitRate@5`, `PreferredHit@1`, `ListLength`, `Duplicates`, `FormatRobustness`, `MustNotMiss`",
        "duplicates go before ranking; robustness as we define it",
    ),
]


def page_name(metric: type[RowMetric]) -> str:
    """The file name of a metric's page, without the ending."""
    return metric.id.split(".")[1]


def page(metric: type[RowMetric]) -> str:
    """The page of a metric."""
    described = describe(metric)
    example = f"{metric.name}@5" if metric.cutoff else metric.name
    lines = [f"# {metric.name}", "", described.body, "", "| | |", "|---|---|"]
    lines.append(f"| range | {metric.range_text()}, {BETTER[metric.direction]} |")
    lines.append(f"| formula | {escape(metric.formula)} |")
    lines.append(f"| empty case | {escape(metric.empty)} |")
    lines.append(f"| over a file | {'computed over all rows' if metric.pooled else 'mean of the rows'} |")
    lines.append(f"| needs | {', '.join(sorted(metric.needs)) or 'nothing that must be judged'} |")
    lines.append(f"| source | {escape(metric.source)} |")
    lines.append(f"| id | `{metric.id}` |")
    if described.parameters:
        lines += ["", "## Parameters", "", "| parameter | default | meaning |", "|---|---|---|"]
        defaults = {item.name: item.default for item in fields(metric)}  # type: ignore[arg-type]
        lines += [
            f"| `{name}` | `{defaults.get(name)!r}` | {escape(text)} |" for name, text in described.parameters.items()
        ]
    lines += [
        "",
        "## Use",
        "",
        "```",
        f'reasonscore score in.jsonl -o out.jsonl -m "{example}"',
        "```",
        "",
        "```python",
    ]
    lines += ["import json", "", "from reasonscore import metrics", ""]
    lines += ['with open("out.jsonl", encoding="utf-8") as file:', "    rows = [json.loads(line) for line in file]"]
    lines += [f'metrics.parse_metric("{example}").compute(rows).value', "```"]
    return "\n".join([*lines, ""])


def escape(text: str) -> str:
    """The text for a table cell."""
    return text.replace("|", "\\|")


def index() -> str:
    """The index: metrics by group, and which metric belongs to which paper."""
    lines = [
        "# Metrics",
        "",
        "Generated by `docs/build_metrics.py` from the metrics; `reasonscore metrics` prints the same facts.",
        "",
        "A metric is a value: its printed name holds its parameters and parses back. A row that cannot be scored has",
        "no value but a status, never 0 unless the page says so; `--missing` decides what that means for a file.",
    ]
    for family in FAMILIES.values():
        lines += ["", f"## {family.title}", "", "| metric | formula | range |", "|---|---|---|"]
        for name in registry:
            metric = registry[name]
            if family_of(metric) == family:
                arrow = {"higher": "↑", "lower": "↓", "none": ""}[metric.direction]
                link = f"[{name}{'@k' if metric.cutoff else ''}]({page_name(metric)}.md)"
                lines.append(
                    f"| {link} | {escape(metric.formula)} | {metric.range_text()} {arrow} |".replace("  |", " |")
                )
    lines += [
        "",
        "## Which metric for which paper",
        "",
        "| paper or system | metrics | what to know |",
        "|---|---|---|",
    ]
    lines += [f"| {system} | {names} | {escape(note)} |" for system, names, note in PAPERS]
    lines += [
        "",
        "Files that these systems already judged are read by `reasonscore judged`: see [judged](../judged.md).",
    ]
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Every file of docs/metrics with its content."""
    found = {f"{page_name(registry[name])}.md": page(registry[name]) for name in registry}
    return {"index.md": index(), **found}


def stub() -> str:
    """What `reasonscore.metrics` imports at first use: its functions and every metric class."""
    found = [("parse", "parse_metric", "parse_metric"), ("parse", "parse_metrics", "parse_metrics")]
    found += [("catalogue", "registry", "registry"), ("score", "Score", "Score")]
    lines = {f"from reasonscore.metrics.{module} import {own} as {name}" for module, own, name in found}
    lines |= {f"from {one.__module__} import {one.__name__} as {one.__name__}" for one in registry.classes().values()}
    others = [f"{name} = {one.__name__}" for name, one in registry.classes().items() if name != one.__name__]
    head = '"""Generated by docs/build_metrics.py: what `reasonscore.metrics` imports at first use."""'
    return "\n".join([head, "", *sorted(lines), "", *others, ""])


if __name__ == "__main__":
    from write_pages import write_pages

    write_pages(HERE, pages())
    STUB.write_text(stub(), encoding="utf-8")
