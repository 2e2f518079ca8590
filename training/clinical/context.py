"""Sentences that stand around a premise and bear on no claim."""

from __future__ import annotations

import random
import re

from training.clinical.vocabulary import ARMS, DISEASES, DRUGS, FINDINGS, IMAGING, JOBS, LABS, OUTCOMES, PROCEDURES

PATIENT = """
[He|She] works as a {job} and lives [alone|with family|in a rural area].
A {age}-year-old [man|woman] was [seen in clinic|brought to the emergency department|reviewed on the ward].
[Past history includes|There is a history of|The medical history is notable for] {disease}.
[Regular medicines include|The patient also takes] {drug}.
[The patient also had|Examination also revealed|The examination was further notable for] {finding}.
[The cause of the {finding} is unclear.|Whether {disease} plays a role is not known.]
[The date of {procedure} was not recorded.|{procedure} is not planned.]
[The result of {lab} is awaited.|{disease} is possible but was not pursued.|{disease} was thought unlikely.]
[{disease} has been ruled out.|{disease} was confirmed years ago.|If {finding} appears, the family will call.]
[{lab} was {value}.|{lab}: {value}.|{lab} came back at {value}.]
{procedure} was performed {n} [years|months] ago.
The {modality} was [unremarkable|reported as normal|obtained on arrival].
[Diet is regular.|Sleep is undisturbed.|Alcohol intake is modest.|Vaccinations are up to date.]
[He|She] has [never smoked|smoked {n} cigarettes a day|recently returned from abroad].
[There was no|Examination showed no|The patient denied] {finding}.
[The plan was discussed with the family.|Follow-up is arranged.|The patient agreed with the plan.]
[Consent was obtained.|Observations are recorded every 4 hours.|The notes were reviewed.]
[Incidentally,|Besides,|In addition,] {disease} [is well controlled|was diagnosed {n} years ago].
[This is hospital day {n}.|The consult was requested by the ward team.]
[{finding} was mild and settled on its own.|{finding} had been present for {n} days.]
[The family asked about {disease}.|Relatives were worried about {disease}.]
"""
STUDY = """
[The trial|The study] [enrolled|recruited|randomised] {count} participants [at {n} centres|over {n} years].
[Baseline characteristics were similar.|Follow-up was complete in most participants.]
[The primary endpoint|A secondary endpoint] was {outcome}.
[Participants were blinded.|Allocation was concealed.|The protocol was registered.]
[No external funding was received.|Ethics approval was obtained.]
[Patients with {disease} were excluded.|The mean age was {age} years.]
[Rescue medication with {drug} was allowed.|Compliance was assessed by pill count.]
[Analyses were by intention to treat.|Missing data were imputed.]
[Whether {drug} adds benefit is not known.|Data on {outcome} were not reported.|{outcome} may be analysed later.]
[{outcome} did not change.|No effect on {outcome} was seen.]
The [comparison|control] group [received {arm}|was managed with {arm}].
"""
BOOK = """
[{disease}|{disease}] is [more common in older people|a frequent reason for referral|often seen in primary care].
[Guidelines differ between countries.|Practice varies.|Evidence in this area is limited.]
[Risk factors include age and smoking.|The incidence has been rising.]
{drug} is [taken by mouth or given by injection|widely available|excreted mainly by the kidneys].
[A careful history is essential.|Early recognition matters.|Shared decisions are encouraged.]
[Whether {drug} helps in {disease} is not known.|{disease} may have several causes.]
[The order of events in {disease} is debated.|{disease} might be more common than thought.]
[{drug} is not used in {disease}.|{disease} does not cause {finding}.|If {finding} occurs, {drug} is stopped.]
{finding} is a common [complaint|reason for consultation].
[The pathophysiology is complex.|Several mechanisms have been proposed.]
{procedure} is [usually done under local anaesthesia|widely performed|a day-case procedure].
"""
REPORT = """
[Comparison: none.|Technique: standard protocol.|Image quality is good.]
[There is|There is also] {image}.
[The bones are intact.|The soft tissues are normal.|Degenerative changes are noted.]
[Indication: {finding}.|Clinical details: {finding}.|History of {disease}.]
[The remaining structures are unremarkable.|No previous examination is available.]
"""
STYLES = {
    "patient": PATIENT.strip().splitlines(),
    "study": STUDY.strip().splitlines(),
    "book": BOOK.strip().splitlines(),
    "report": REPORT.strip().splitlines() + PATIENT.strip().splitlines()[:6],
}
WORD = re.compile(r"[a-z]{4,}")


def sentence(rng: random.Random, style: str, sex: str) -> str:
    """One sentence of the style, not yet checked against the claim."""
    from training.clinical.pair import expand

    lab = rng.choice(LABS)
    slots = {
        "_sex": sex,
        "job": rng.choice(JOBS),
        "age": str(rng.randint(19, 91)),
        "disease": rng.choice(DISEASES)["name"],
        "drug": rng.choice(DRUGS)["name"],
        "finding": rng.choice(FINDINGS)["name"],
        "lab": lab.name,
        "value": lab.with_unit(lab.between(rng, lab.minimum, lab.maximum)),
        "procedure": rng.choice(PROCEDURES)["name"],
        "n": str(rng.randint(2, 12)),
        "count": str(rng.randint(40, 900)),
        "modality": rng.choice(IMAGING)["modality"],
        "outcome": rng.choice(OUTCOMES),
        "arm": rng.choice(ARMS),
        "image": rng.choice(IMAGING)["name"],
    }
    return expand(rng, rng.choice(STYLES[style]), slots)


def context_sentences(rng: random.Random, style: str, n: int, avoid: set[str], sex: str) -> list[str]:
    """At most `n` sentences without the avoided words."""
    out: list[str] = []
    for _ in range(n * 6):
        if len(out) == n:
            break
        text = sentence(rng, style, sex)
        if not (set(WORD.findall(text.lower())) - COMMON) & avoid and text not in out:
            out.append(text)
    return out


COMMON = set("patient patients with there also history years year days months this that were woman".split())
