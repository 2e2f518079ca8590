"""Fit the combination of the embedded model and the checks, and say how well calibrated it is.

    python training/combine.py --data NLI_FOLDER [--model RESOURCES/nli] [--rows FOLDER] [--clinical 3000]

Pairs are those of the calibration parts, which the model was not trained on, the clinical pairs of checks.tsv,
the minimal pairs of training/probes, the written blocks kept for this, also between other evidence, made pairs of
another seed, statements beside long answers, and reference steps beside judged responses
(`../cases/medrbench_judged.jsonl.gz`, half of the cases); development parts and clinical_probes_dev are never read.
`--rows` keeps the model's rows between runs.
Writes verify/verdict.json and verify/verdict_lexical.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from pairs import LABELS as NLI_LABELS
from pairs import Pair, read_pairs
from scipy.optimize import minimize
from stored import StoredBackend
from turned import turned

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backend import Backend, TextPair
from reasonscore.verify.backends.lexical import LexicalBackend
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.combine import choose, features_of
from reasonscore.verify.settled import settle
from reasonscore.verify.shared_name import share_names
from reasonscore.verify.verdict import LABELS
from reasonscore.verify.verdict_model import VerdictModel, load_verdict_model, read_verdict_model
from reasonscore.verify.window import Window, WindowIndex
from reasonscore.verify.words import content_words

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.clinical.generate import generate
from training.clinical.written import read_written

RESOURCES = Path(__file__).parent.parent / "resources" / "reasonscore_resources"
SOURCES: dict[str, int] = {
    "mnli_train_part": 700,
    "snli_train_part": 400,
    "tenp_train": 900,
    "evinf_train": 900,
    "scifact_train": 500,
}
ORDER = {"entailment": "supported", "neutral": "unverifiable", "contradiction": "contradicted"}
NEAR = ("scifact_train", "evinf_train", "tenp_train")
"""Sources in which the evidence of another claim seldom decides this one, even where it is about the like."""
BURIED = ("composed", "scifact_train", "evinf_train")
"""Sources whose evidence is hidden in longer ones."""
WINDOWS = 2
"""The verifier's own number of single sentences."""
ABSTAINED = LABELS.index("unverifiable")
THRESHOLD = 0.4
"""Probability below which nothing is asserted: of three labels, hardly more than chance. Chosen, not fitted."""
CLINICAL_SEED = 902
WHOLE = ("judged", "buried", "responses", "turned")
"""Sources of long evidence, which say nothing of short evidence."""
LATER = ("long", "examination", "sure_examination", "trial", "sure_trial")
"""Features that begin with one of these are fitted last, with the weights of all others held."""
ROUNDS = 4
"""Times that the window which decides a claim is chosen anew by the model fitted so far."""


PROBES = Path(__file__).parent / "probes"
RESPONSES = Path(__file__).parent / "clinical" / "responses"
TURNED = 900
"""Statements beside long answers that are taken once more, denied."""
EMPHASIS = {
    "written": 2.0,
    "judged": 3.0,
    "buried": 3.0,
    "probes": 10.0,
    "undecided": 2.0,
    "scifact_train": 2.0,
    "mnli_train_part": 3.0,
    "snli_train_part": 3.0,
    "tenp_train": 2.0,
    "near tenp_train": 0.3,
    "among tenp_train": 0.3,
}
"""What a pair of a source counts for: few are written for the checks; general ones near a claim are read loosely."""
LATER_EMPHASIS = {"responses": 4.0, "turned": 1.5, "judged": 1.7, "buried": 1.0, "composed": 0.3}
"""The same for what is fitted last: whole answers as they are written count more than pairs made to mislead."""


@dataclass(slots=True)
class Sample:
    """One claim with its evidence; `features` has one entry a window."""

    claim: str
    evidence: list[str]
    label: int
    source: str
    weight: float = 1.0
    windows: list[Window] = field(default_factory=list)
    features: list[dict[str, float]] = field(default_factory=list)


def unused_pairs(folder: Path) -> list[Sample]:
    """Pairs of the calibration parts, which the model has not seen, balanced by label."""
    rng = random.Random(5)
    found = []
    for name, wanted in SOURCES.items():
        pairs = list(read_pairs(folder / f"{name}.jsonl.gz", "calibration"))
        for label in range(3):
            group = [pair for pair in pairs if pair.label == label]
            found += [_sample(pair) for pair in rng.sample(group, min(wanted // 3, len(group)))]
    return found


def unrelated_pairs(samples: Sequence[Sample], count: int) -> list[Sample]:
    """Claims beside evidence of another claim of the same source: what is not about the claim decides nothing."""
    rng = random.Random(7)
    by_source: dict[str, list[Sample]] = {}
    for sample in samples:
        # Two scenes or two remarks are taken to exclude each other in the general sets.
        if sample.source not in ("snli_train_part", "mnli_train_part"):
            by_source.setdefault(sample.source, []).append(sample)
    found = []
    while len(found) < count:
        group = by_source[rng.choice(sorted(by_source))]
        one, two = rng.choice(group), rng.choice(group)
        if one.evidence != two.evidence:
            found.append(Sample(one.claim, two.evidence, LABELS.index("unverifiable"), "unrelated"))
    return found


def searched_pairs(folder: Path, count: int) -> list[Sample]:
    """Claims as a search meets them, `count` of each kind and source.

    Half stand beside three passages that resemble them most among the evidence of other claims, which decide nothing;
    half have their own evidence among two of these, and keep their label.
    """
    rng = random.Random(17)
    found = []
    for name in NEAR:
        path = folder / f"{name}.jsonl.gz"
        own = list(read_pairs(path, "calibration"))
        pairs = own + (list(read_pairs(path, "training")) if len(own) < count else [])
        known = sorted({pair.premise for pair in pairs})
        words = {text: frozenset(content_words(text)) for text in known}
        holders = Counter(word for text in known for word in words[text])
        fresh = {pair.premise for pair in own}
        decided = [pair for pair in pairs if ORDER[NLI_LABELS[pair.label]] != "unverifiable"]
        for pair in rng.sample(decided, min(len(decided), count)):
            asked, mine = frozenset(content_words(pair.hypothesis)), words[pair.premise]
            others = [t for t in known if len(words[t] & mine) <= 0.4 * min(len(words[t]), len(mine))]
            others.sort(key=lambda t: (-sum(holders[w] ** -0.5 for w in words[t] & asked), t))
            near = others[1:4]
            found.append(Sample(pair.hypothesis, near, ABSTAINED, f"near {name}"))
            if pair.premise in fresh:
                among = rng.sample([pair.premise, *near[:2]], 3)
                found.append(Sample(pair.hypothesis, among, _sample(pair).label, f"among {name}"))
    return found


def trial_pairs(path: Path, count: int) -> list[Sample]:
    """Statements about trials with two labels, balanced by the same statements beside another trial's section."""
    rng = random.Random(11)
    pairs = rng.sample(list(read_pairs(path, "training")), count)
    found = []
    for index, pair in enumerate(pairs):
        found.append(_sample(pair))
        if index % 2:
            other = rng.choice(pairs)
            if other.premise != pair.premise:
                found.append(Sample(pair.hypothesis, [other.premise], LABELS.index("unverifiable"), pair.source))
    return found


def clinical_pairs(size: int) -> list[Sample]:
    """Generated pairs of another seed than the model's own."""
    return [
        Sample(row["hypothesis"], [row["premise"]], LABELS.index(ORDER[row["label"]]), "clinical")
        for row in generate(CLINICAL_SEED, size)
    ]


def written_pairs(times: int = 4) -> list[Sample]:
    """The pairs of checks.tsv, each filled several times: label, claim, evidence."""
    rng = random.Random(13)
    slots: dict[str, list[str]] = {}
    found: dict[tuple[str, str, str], Sample] = {}
    for line in (Path(__file__).parent / "checks.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name, fillers = line[1:].split("\t")
            slots[name] = fillers.split("|")
        elif line and not line.startswith("#"):
            for _ in range(times):
                chosen = {name: rng.choice(fillers) for name, fillers in slots.items()}
                label, claim, evidence = (_capital(part.format(**chosen)) for part in line.split("\t"))
                key = (label.lower(), claim, evidence)
                found[key] = Sample(claim, [evidence], LABELS.index(key[0]), "written")
    return list(found.values())


def composed_pairs() -> list[Sample]:
    """The written pairs of the blocks that are kept for calibration."""
    return [
        Sample(pair.hypothesis, [pair.premise], LABELS.index(ORDER[pair.label]), "composed")
        for pair in read_written()
        if pair.is_calibration
    ]


def buried_pairs(samples: Sequence[Sample], count: int) -> list[Sample]:
    """Pairs whose evidence stands between that of others, in 180 to 420 words, none of which is about the claim.

    A judge's opinion of whole responses is noisy, and says only what was found: here the labels are those of the pairs.
    """
    rng = random.Random(23)
    own = [one for one in samples if one.source in BURIED]
    words = {one.evidence[0]: frozenset(content_words(one.evidence[0])) for one in own}
    known = sorted(text for text in words if 15 <= len(text.split()) <= 90)
    found = []
    for one in rng.sample(own, min(count, len(own))):
        parts, asked = [one.evidence[0]], frozenset(content_words(one.claim))
        size, wanted = len(parts[0].split()), rng.randint(180, 420)
        for text in rng.sample(known, min(60, len(known))):
            if size < wanted and text not in parts and len(words[text] & asked) <= 1:
                parts.append(text)
                size += len(text.split())
        rng.shuffle(parts)
        found.append(Sample(one.claim, [" ".join(parts)], one.label, "buried"))
    return found


def response_pairs(*, measured: bool = False) -> list[Sample]:
    """Statements beside long answers, as a reader who knows the field labels them: three blocks of four.

    Args:
        measured: The fourth instead, which is for measuring.
    """
    found = []
    for pair in read_written(RESPONSES):
        if (hashlib.md5(pair.block.encode()).hexdigest()[-1] in "0123") == measured:
            label = LABELS.index(ORDER[pair.label])
            found.append(Sample(pair.hypothesis, [pair.premise], label, "responses"))
    return found


def turned_pairs(samples: Sequence[Sample], count: int) -> list[Sample]:
    """Statements denied by rule (`turned.py`): contradicted where they were supported, else undecided as before."""
    found = []
    for one in samples:
        denied = turned(one.claim) if one.label != LABELS.index("contradicted") else None
        if denied is not None:
            label = LABELS.index("contradicted") if one.label == LABELS.index("supported") else ABSTAINED
            found.append(Sample(denied, one.evidence, label, "turned"))
    return random.Random(37).sample(found, min(count, len(found)))


def probe_pairs() -> list[Sample]:
    """The minimal pairs of the weak phenomena that the checks were built on; the second file is for measuring."""
    return [
        Sample(pair.hypothesis, [pair.premise], LABELS.index(ORDER[pair.label]), "probes")
        for pair in read_written(PROBES)
    ]


def training_samples(folder: Path, clinical: int) -> list[Sample]:
    """Everything that the combination is fitted on."""
    samples = unused_pairs(folder) + trial_pairs(folder / "nli4ct_train.jsonl.gz", 300)
    samples += unrelated_pairs(samples, 400)
    samples += searched_pairs(folder, 400)
    samples += judged_pairs(folder.parent / "cases" / "medrbench_judged.jsonl.gz", 600)
    samples += response_pairs()
    samples += turned_pairs(response_pairs(), TURNED)
    composed = composed_pairs()
    samples += buried_pairs(samples + composed, 1200)
    return samples + written_pairs() + probe_pairs() + composed + clinical_pairs(clinical)


def judged_pairs(path: Path, count: int, half: int = 0) -> list[Sample]:
    """Steps of a reference reasoning beside a whole response, half of the cases: what a judge found there or not.

    The other half of the cases (1) is for measuring: training/long_evidence.py.
    """
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for case in map(json.loads, handle):
            if int(hashlib.md5(case["id"].encode()).hexdigest(), 16) % 2 == half:
                response = "\n".join(step["step"] for step in case["judged_steps"] or [])
                for step in case["judged_reference_steps"] or []:
                    label = LABELS.index("supported") if step["hit"] else ABSTAINED
                    found.append(Sample(_unlabelled(step["step"]), [response], label, "judged"))
    rng = random.Random(19)
    return [one for label in (0, ABSTAINED) for one in rng.sample([s for s in found if s.label == label], count // 2)]


def _unlabelled(step: str) -> str:
    """A step without the mark that counts it."""
    return re.sub(r"^<?step \d+>?[:.]?\s*", "", step, flags=re.IGNORECASE)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sample(pair: Pair) -> Sample:
    return Sample(pair.hypothesis, [pair.premise], LABELS.index(ORDER[NLI_LABELS[pair.label]]), pair.source)


def prepare(samples: Sequence[Sample], backend: Backend) -> None:
    """Fill in windows and features, all pairs in one call of the backend."""
    for sample in samples:
        passages = [Passage(text, id=f"e{i}") for i, text in enumerate(sample.evidence)]
        sample.windows = WindowIndex(passages).best(sample.claim, WINDOWS)
    rows = backend.predict([share_names(window.text, s.claim) for s in samples for window in s.windows])
    start = 0
    for sample in samples:
        part = rows[start : start + len(sample.windows)]
        start += len(sample.windows)
        claim = Claim("c", sample.claim, sample.claim, ())
        checks = settle(sample.windows, [run_checks(claim, one.text, one.passage, one.piece) for one in sample.windows])
        sample.features = features_of(sample.claim, sample.windows, part, checks)


class UndecidedBackend:
    """Knows nothing: what is left then is what the checks and the words say."""

    def predict(self, pairs: Sequence[TextPair]) -> np.ndarray:
        return np.full((len(pairs), len(LABELS)), 1 / len(LABELS))

    def signature(self) -> dict[str, str]:
        return {"backend": "undecided"}


def undecided_pairs() -> list[Sample]:
    """The minimal pairs once more, beside a model that cannot tell: the checks must carry them by themselves."""
    found = written_pairs(1) + probe_pairs()
    # What is about something else decides nothing, whatever the model says or does not say.
    others = found[len(found) // 2 :] + found[: len(found) // 2]
    found += [
        Sample(one.claim, other.evidence, ABSTAINED, "") for one, other in zip(found[::4], others[::4], strict=True)
    ]
    for sample in found:
        sample.source = "undecided"
    prepare(found, UndecidedBackend())
    return found


class Table:
    """The features of all windows of some samples as one matrix, with where each sample's windows begin."""

    def __init__(self, samples: Sequence[Sample], names: Sequence[str]) -> None:
        self.samples = [sample for sample in samples if sample.features]
        self.names = list(names)
        self.matrix = np.array([[f[name] for name in names] for s in self.samples for f in s.features])
        sizes = [len(s.features) for s in self.samples]
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        self.labels = np.array([s.label for s in self.samples])
        sources = [s.source for s in self.samples]
        # A judge who did not find a step in a response did not say whether the response contradicts it.
        self.truth = np.eye(len(LABELS))[self.labels]
        self.truth[(np.array(sources) == "judged") & (self.labels == ABSTAINED), LABELS.index("contradicted")] = 1
        total = {source: sources.count(source) for source in set(sources)}
        plain = np.array([source not in WHOLE for source in sources])

        def weights(emphasis: dict[str, float]) -> np.ndarray:
            found = np.array([s.weight * emphasis.get(s.source, 1.0) * total[s.source] ** -0.2 for s in self.samples])
            return found * plain.sum() / found[plain].sum()

        self.weights, self.later_weights = weights(EMPHASIS), weights(EMPHASIS | LATER_EMPHASIS)

    def chosen(self, model: VerdictModel, which: np.ndarray) -> np.ndarray:
        """Rows of the matrix that decide the samples at `which`."""
        rows = _softmax(self.matrix @ model.weights + model.intercept)
        return np.array([
            self.starts[i] + choose(rows[self.starts[i] : self.starts[i + 1]]).chosen for i in which
        ])  # fmt: skip

    def judge(self, model: VerdictModel, which: np.ndarray) -> np.ndarray:
        """Shape `(n, 3)`: the probabilities of the samples at `which`."""
        return _softmax(self.matrix[self.chosen(model, which)] @ model.weights + model.intercept)


def _softmax(odds: np.ndarray) -> np.ndarray:
    exponents = np.exp(odds - odds.max(axis=1, keepdims=True))
    return exponents / exponents.sum(axis=1, keepdims=True)


def fit(table: Table, which: np.ndarray, strength: float, base: VerdictModel | None = None) -> VerdictModel:
    """The model: first what holds for every passage, then what a long one adds.

    The weights of long passages are fitted with those of all passages held, so that what is judged of a short passage
    never depends on them. Each round looks at the window that the model before would let decide (first: the fullest).

    Args:
        table: The samples' features.
        which: The samples to fit on.
        strength: Inverse of the regularisation.
        base: The weights for every passage, where they are kept.
    """
    added = np.array([name.startswith(LATER) for name in table.names])
    size = (len(table.names), len(LABELS))
    model = base and _model(table.names, _spread(table.names, base), base.intercept)
    if model is None:
        plain = np.array([i for i in which if table.samples[i].source not in WHOLE])
        recall = table.names.index("recall")
        rows = np.array([
            table.starts[i] + table.matrix[table.starts[i] : table.starts[i + 1], recall].argmax() for i in plain
        ])  # fmt: skip
        names = [name for name in table.names if not name.startswith(LATER)]
        for _ in range(ROUNDS):
            if model is not None:
                rows = table.chosen(model, plain)
            weights = np.zeros(size)
            weights[~added], intercept = regression(
                names, table.matrix[rows][:, ~added], table.truth[plain], table.weights[plain], strength
            )
            model = _model(table.names, weights, intercept)
    assert model is not None
    long = np.array([i for i in which if added.any() and table.matrix[table.starts[i], added].any()], dtype=int)
    names = [name for name in table.names if name.startswith(LATER)]
    for _ in range(ROUNDS if len(long) else 0):
        rows = table.chosen(model, long)
        weights = model.weights.copy()
        weights[added] = 0
        known = table.matrix[rows] @ weights + model.intercept
        weights[added], _ = regression(
            names, table.matrix[rows][:, added], table.truth[long], table.later_weights[long], strength, known
        )
        model = _model(table.names, weights, model.intercept)
    return model


def _model(names: Sequence[str], weights: np.ndarray, intercept: np.ndarray) -> VerdictModel:
    """A model as it will stand in its file."""
    content = {
        "intercept": [round(float(value), 3) for value in intercept],
        "weights": {name: [round(float(value), 3) for value in row] for name, row in zip(names, weights, strict=True)},
    }
    return read_verdict_model(content)


def _spread(names: Sequence[str], model: VerdictModel) -> np.ndarray:
    """The weights of a model for every passage in the order of `names`, zero for what it does not know."""
    known = dict(zip(model.names, model.weights, strict=True))
    return np.array([known[n] if n in known and not n.startswith(LATER) else np.zeros(len(LABELS)) for n in names])


Bounds = tuple[float | None, float | None]
_FREE: Bounds = (None, None)
_UP: Bounds = (0.0, None)
_DOWN: Bounds = (None, 0.0)
_NONE: Bounds = (0.0, 0.0)
SIGNS: dict[str, tuple[Bounds, Bounds, Bounds]] = {
    "agree": (_UP, _DOWN, _FREE),
    "contradicts": (_DOWN, _UP, _FREE),
    "withholds": (_DOWN, _DOWN, _UP),
    "missing": (_DOWN, _DOWN, _UP),
    "unrelated": (_DOWN, _DOWN, _UP),
}
"""What a check may do to the labels: none may speak for the opposite of what it found, whatever the sample says.

What the evidence does not name can neither support nor contradict.
"""


def regression(
    names: Sequence[str],
    matrix: np.ndarray,
    truth: np.ndarray,
    sample_weights: np.ndarray,
    strength: float,
    known: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Weights `(n_features, 3)` and intercept of the multinomial logistic regression with a quadratic penalty.

    `truth` has a row of zeros and ones for each sample: the labels that may be right. Where log odds are known
    already, only the weights of what is added to them are fitted, and no intercept.
    """
    free = (_FREE, _FREE, _FREE)
    bounds = [bound for name in names for bound in SIGNS.get(name.rsplit("_", 1)[-1], free)]
    bounds += list(free if known is None else (_NONE, _NONE, _NONE))
    start = np.zeros((len(matrix), 3)) if known is None else known
    width = matrix.shape[1]
    extended = np.hstack([matrix, np.ones((len(matrix), 1))])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(width + 1, 3)
        rows = _softmax(start + extended @ weights)
        penalty = weights.copy()
        penalty[-1] = 0
        right = np.maximum((rows * truth).sum(axis=1, keepdims=True), 1e-12)
        value = -(sample_weights * np.log(right[:, 0])).sum()
        gradient = extended.T @ ((rows - rows * truth / right) * sample_weights[:, None]) + penalty / strength
        return value + (penalty**2).sum() / (2 * strength), gradient.ravel()

    found = minimize(
        loss, np.zeros((width + 1) * 3), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}
    )
    weights = found.x.reshape(width + 1, 3)
    return weights[:-1], weights[-1]


def calibration_error(rows: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error of the likeliest label, equal-width bins."""
    top, right = rows.max(axis=1), rows.argmax(axis=1) == labels
    place = np.minimum((top * bins).astype(int), bins - 1)
    return float(sum(abs((top[place == b] - right[place == b]).sum()) for b in range(bins)) / len(labels))


def held_out(table: Table, strength: float, base: VerdictModel | None = None) -> np.ndarray:
    """Probabilities of each sample by a model of the four folds that it is not in; no evidence is in two folds."""
    folds = np.array([int(hashlib.md5(s.evidence[0].encode()).hexdigest(), 16) % 5 for s in table.samples])
    rows = np.zeros((len(table.samples), 3))
    for fold in range(5):
        model = fit(table, np.flatnonzero(folds != fold), strength, base)
        held = np.flatnonzero(folds == fold)
        rows[held] = table.judge(model, held)
    return rows


def described(table: Table, rows: np.ndarray) -> str:
    """Accuracy and calibration over the folds."""
    parts = []
    for source in sorted({s.source for s in table.samples}):
        mask = np.array([s.source == source for s in table.samples])
        parts.append(f"{source} {np.mean(rows[mask].argmax(axis=1) == table.labels[mask]):.3f}")
    right = np.mean(rows.argmax(axis=1) == table.labels)
    loss = -np.log(rows[np.arange(len(rows)), table.labels]).mean()
    error = calibration_error(rows, table.labels)
    return f"accuracy {right:.3f}, log loss {loss:.3f}, ECE {error:.3f}; " + ", ".join(parts)


def print_abstention(table: Table, rows: np.ndarray) -> None:
    """Print what each threshold for an assertion would do."""
    top, label = rows[:, :2].max(axis=1), rows.argmax(axis=1)
    for threshold in (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8):
        judged = np.where((label != ABSTAINED) & (top < threshold), ABSTAINED, label)
        said = judged != ABSTAINED
        right = judged == table.labels
        print(f"  below {threshold:.2f} unverifiable: accuracy {right.mean():.3f}, asserts {said.mean():.3f}, "
              f"of these right {right[said].mean():.3f}")  # fmt: skip


def write(name: str, model: VerdictModel, threshold: float, source: str) -> None:
    weights = {n: [float(v) for v in row] for n, row in zip(model.names, model.weights, strict=True)}
    lines = ",\n".join(f"    {json.dumps(n)}: {json.dumps(row)}" for n, row in weights.items())
    intercept = json.dumps([float(v) for v in model.intercept])
    head = f'  "source": {json.dumps(source)},\n  "labels": {json.dumps(list(LABELS))},\n'
    head += f'  "intercept": {intercept},\n  "threshold": {threshold},\n'
    (RESOURCES / "verify" / f"{name}.json").write_text(
        f'{{\n{head}  "weights": {{\n{lines}\n  }}\n}}\n', encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=RESOURCES / "nli")
    parser.add_argument("--rows", type=Path, default=Path("/tmp/reasonscore-rows"))
    parser.add_argument("--clinical", type=int, default=3000, help="pairs of training/clinical/generate.py")
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the regularisation")
    parser.add_argument(
        "--keep", action="store_true", help="keep the weights for every passage, fit the long ones' anew"
    )
    options = parser.parse_args()
    samples = training_samples(options.data, options.clinical)
    backends: list[tuple[str, Backend]] = [
        ("verdict", StoredBackend(OnnxBackend(options.model), options.rows)),
        ("verdict_lexical", LexicalBackend()),
    ]
    for name, backend in backends:
        start = time.perf_counter()
        base = load_verdict_model(name.partition("_")[2]) if options.keep else None
        prepare(samples, backend)
        names = list(next(s.features[0] for s in samples if s.features))
        table = Table([*samples, *undecided_pairs()], names)
        print(f"{name}: {len(samples)} pairs, {sum(len(s.windows) for s in samples)} windows, "
              f"{time.perf_counter() - start:.0f} s")  # fmt: skip
        rows = held_out(table, options.strength, base)
        print("  five-fold:", described(table, rows))
        print_abstention(table, rows)
        model = fit(table, np.arange(len(table.samples)), options.strength, base)
        write(name, model, THRESHOLD, f"training/combine.py, {len(samples)} pairs")


if __name__ == "__main__":
    main()
