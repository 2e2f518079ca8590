"""Word tables of the clinical pairs and the random choices that templates need from them."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import NamedTuple

TABLES = Path(__file__).parent / "tables"

Row = dict[str, str]


def read_table(name: str) -> list[Row]:
    """Rows of a table in `tables/`."""
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


class Lab(NamedTuple):
    """One laboratory or bedside measurement with its usual range and the values that occur."""

    name: str
    abbreviation: str
    unit: str
    low: float
    high: float
    minimum: float
    maximum: float
    decimals: int
    other_unit: str
    factor: float
    high_term: str
    low_term: str

    def text(self, value: float) -> str:
        """The value as a report prints it."""
        return f"{value:.{self.decimals}f}"

    def with_unit(self, value: float) -> str:
        """The value with its unit, if it has one."""
        return self.text(value) + ("" if self.unit == "-" else "%" if self.unit == "%" else f" {self.unit}")

    def between(self, rng: random.Random, low: float, high: float) -> float:
        """A printable value inside the two limits."""
        return round(rng.uniform(low, high), self.decimals)

    def words(self) -> str:
        """Alternatives for the analyte's name."""
        plain = self.name.removeprefix("serum ")
        return f"[{self.name}|{plain}|{self.abbreviation}]"


def lab_of(row: Row) -> Lab:
    """A table row as a `Lab`."""
    numbers = [float(row[key]) for key in ("low", "high", "minimum", "maximum")]
    return Lab(
        row["name"],
        row["abbreviation"],
        row["unit"],
        *numbers,
        int(row["decimals"]),
        row["other_unit"],
        float(row["factor"]),
        row["high_term"],
        row["low_term"],
    )


DRUGS = read_table("drugs")
LABS = [lab_of(row) for row in read_table("labs")]
DISEASES = read_table("diseases")
FINDINGS = read_table("findings")
IMAGING = read_table("imaging")
ORGANISMS = read_table("organisms")
PROCEDURES = read_table("procedures")
CAUSES = read_table("causes")

RELATIVES = "mother father sister brother daughter son grandmother grandfather aunt uncle cousin".split()
JOBS = "teacher farmer nurse welder carpenter cook driver baker painter electrician librarian gardener".split()
POPULATIONS = [
    "pregnant women",
    "children under 12",
    "adults over 65",
    "patients with cirrhosis",
    "patients with chronic kidney disease",
    "patients on dialysis",
    "immunocompromised patients",
    "smokers",
    "patients with diabetes",
    "breastfeeding women",
    "transplant recipients",
    "neonates",
    "adolescents",
    "frail older people",
    "patients with asthma",
    "people with obesity",
]
CONDITIONS = [
    "the fever persists",
    "the pain worsens",
    "the culture is positive",
    "renal function is normal",
    "the platelet count falls",
    "the lactate rises",
    "the biopsy confirms malignancy",
    "symptoms recur",
    "the blood pressure stays high",
    "the first treatment fails",
    "the INR exceeds the target",
    "the patient becomes unstable",
    "the ultrasound is inconclusive",
    "the pregnancy test is negative",
    "oxygen requirements increase",
    "the wound becomes infected",
    "the creatinine doubles",
    "the rash spreads",
    "consciousness deteriorates",
    "swallowing is unsafe",
    "the QT interval is normal",
    "there is a penicillin allergy",
    "the troponin rises",
    "the drain output exceeds 500 mL",
]
PLANS = [
    "start {drug}",
    "stop {drug}",
    "request {procedure}",
    "arrange {procedure}",
    "switch to {drug}",
    "add {drug}",
    "admit to intensive care",
    "refer to a specialist",
    "repeat the blood tests",
    "discharge home",
]
OUTCOMES = [
    "all-cause mortality",
    "hospital admissions",
    "pain scores",
    "relapse rate",
    "length of stay",
    "progression-free survival",
    "wound infections",
    "quality of life",
    "time to recovery",
    "exacerbation frequency",
    "bone mineral density",
    "systolic blood pressure",
    "HbA1c",
    "body weight",
    "sleep quality",
    "walking distance",
    "major bleeding",
    "stroke incidence",
    "pregnancy rate",
    "overall survival",
    "adverse events",
    "symptom severity",
    "fatigue scores",
    "viral load",
    "treatment discontinuation",
    "tumour response",
    "catheter infections",
    "forced expiratory volume",
]
ARMS = [
    "placebo",
    "usual care",
    "exercise training",
    "cognitive behavioural therapy",
    "acupuncture",
    "early mobilisation",
    "radiotherapy",
    "open surgery",
    "laparoscopic surgery",
    "telephone follow-up",
    "a low-salt diet",
    "physiotherapy",
    "vitamin D",
    "standard dressing",
    "delayed treatment",
    "watchful waiting",
]


def synonyms(row: Row) -> str:
    """Alternatives for a concept's name, the first form twice as likely."""
    return f"[{row['name']}|{row['name']}|{row['synonym']}]"


class Draw:
    """Seeded choices from the tables."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def two(self, rows: list[Row]) -> tuple[Row, Row]:
        """Two different rows."""
        first, second = self.rng.sample(rows, 2)
        return first, second

    def drug(self) -> Row:
        """A drug."""
        return self.rng.choice(DRUGS)

    def disease(self) -> Row:
        """A disease."""
        return self.rng.choice(DISEASES)

    def finding(self) -> Row:
        """A symptom or sign."""
        return self.rng.choice(FINDINGS)

    def lab(self) -> Lab:
        """A measurement."""
        return self.rng.choice(LABS)

    def plan(self) -> str:
        """An action of a plan, as an infinitive without `to`."""
        plan = self.rng.choice(PLANS)
        return plan.replace("{drug}", self.drug()["name"]).replace("{procedure}", self.rng.choice(PROCEDURES)["name"])

    def something(self) -> str:
        """A finding or a disease, by its name."""
        return self.rng.choice([self.finding, self.disease])()["name"]

    def age(self) -> int:
        """An adult's age."""
        return self.rng.randint(19, 91)
