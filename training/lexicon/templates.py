"""Concepts that follow from lists: sided body parts, their complaints, images of regions, courses of a disease."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

Row = tuple[str, str, list[str], list[str]]
"""Kind, name, forms and broader names."""

PAIRED = {
    "leg": ["leg", "lower extremity", "lower limb"],
    "arm": ["arm", "upper extremity", "upper limb"],
    "hand": ["hand"],
    "foot": ["foot"],
    "knee": ["knee"],
    "hip": ["hip"],
    "shoulder": ["shoulder"],
    "elbow": ["elbow"],
    "wrist": ["wrist"],
    "ankle": ["ankle"],
    "thigh": ["thigh"],
    "calf": ["calf"],
    "forearm": ["forearm"],
    "eye": ["eye"],
    "ear": ["ear"],
    "kidney": ["kidney"],
    "lung": ["lung"],
    "breast": ["breast"],
    "testis": ["testicle", "testis"],
    "ovary": ["ovary", "adnexa"],
    "flank": ["flank"],
    "groin": ["groin"],
    "axilla": ["axilla", "armpit"],
    "femur": ["femur"],
    "tibia": ["tibia"],
    "fibula": ["fibula"],
    "humerus": ["humerus"],
    "ulna": ["ulna"],
    "clavicle": ["clavicle", "collarbone"],
    "scapula": ["scapula", "shoulder blade"],
    "hemithorax": ["hemithorax"],
    "cerebral hemisphere": ["cerebral hemisphere", "hemisphere"],
    "frontal lobe": ["frontal lobe"],
    "temporal lobe": ["temporal lobe"],
    "parietal lobe": ["parietal lobe"],
    "occipital lobe": ["occipital lobe"],
    "carotid artery": ["carotid artery", "carotid"],
    "femoral artery": ["femoral artery"],
    "adrenal gland": ["adrenal gland", "adrenal"],
    "heel": ["heel"],
    "great toe": ["great toe", "big toe"],
    "thumb": ["thumb"],
    "face": ["face"],
    "neck": ["neck"],
    "buttock": ["buttock"],
    "chest": ["chest"],
    "middle cerebral artery": ["middle cerebral artery", "MCA"],
    "renal artery": ["renal artery"],
    "ureter": ["ureter"],
    "internal jugular vein": ["internal jugular vein", "internal jugular", "IJ"],
}
SIDES = {
    "left": ["left", "left-sided", "L"],
    "right": ["right", "right-sided", "R"],
    "bilateral": ["bilateral", "both"],
}
ACHES = {
    "knee": ["knee"],
    "hip": ["hip"],
    "shoulder": ["shoulder"],
    "elbow": ["elbow"],
    "wrist": ["wrist"],
    "ankle": ["ankle"],
    "foot": ["foot"],
    "heel": ["heel"],
    "hand": ["hand"],
    "finger": ["finger"],
    "toe": ["toe"],
    "thigh": ["thigh"],
    "groin": ["groin"],
    "rib": ["rib"],
    "face": ["face", "facial"],
    "leg": ["leg"],
    "arm": ["arm"],
    "calf": ["calf"],
    "flank": ["flank"],
    "eye": ["eye"],
    "ear": ["ear"],
    "breast": ["breast"],
    "testis": ["testicular"],
}
SWELLS = ("knee", "hand", "foot", "arm", "leg", "calf", "face", "eye", "lip", "tongue", "finger", "wrist", "elbow")
BONES = {
    "femur": ["femur", "femoral", "thigh bone"],
    "tibia": ["tibia", "tibial"],
    "fibula": ["fibula", "fibular"],
    "humerus": ["humerus", "humeral"],
    "radius": ["radius", "radial", "distal radius"],
    "ulna": ["ulna", "ulnar"],
    "clavicle": ["clavicle", "collarbone", "clavicular"],
    "rib": ["rib"],
    "skull": ["skull"],
    "pelvis": ["pelvis", "pelvic"],
    "wrist": ["wrist"],
    "ankle": ["ankle"],
    "scaphoid": ["scaphoid"],
    "patella": ["patella", "kneecap"],
    "mandible": ["mandible", "mandibular", "jaw"],
    "nose": ["nose", "nasal"],
    "sternum": ["sternum", "sternal"],
    "foot": ["foot"],
    "hand": ["hand"],
    "leg": ["leg"],
    "arm": ["arm"],
}
MODALITIES = {
    "CT": ["CT", "CT scan", "computed tomography", "CAT scan", "computed tomography scan"],
    "MRI": ["MRI", "MRI scan", "magnetic resonance imaging", "MR imaging", "MR"],
    "ultrasound": ["ultrasound", "ultrasonography", "sonography", "US", "sonogram", "USG", "ultrasound scan"],
    "X-ray": ["x-ray", "radiograph", "plain film", "radiography", "plain radiograph"],
    "CT angiography": ["CT angiography", "CTA", "CT angiogram"],
    "MR angiography": ["MR angiography", "MRA", "MR angiogram"],
}
MODALITY_NAMES = {
    "CT": "computed tomography",
    "MRI": "magnetic resonance imaging",
    "ultrasound": "ultrasound",
    "X-ray": "radiography",
    "CT angiography": "CT angiography",
    "MR angiography": "MR angiography",
}
REGIONS = {
    "head": (["head", "brain", "cranial"], "CT"),
    "brain": (["brain", "head", "cranial"], "MRI"),
    "head and neck": (["head and neck"], "CT MRI CT_angiography MR_angiography"),
    "neck": (["neck"], "CT MRI ultrasound CT_angiography MR_angiography"),
    "chest": (["chest", "thorax"], "CT MRI"),
    "abdomen": (["abdomen", "abdominal"], "CT MRI ultrasound CT_angiography"),
    "pelvis": (["pelvis", "pelvic"], "CT MRI ultrasound X-ray"),
    "abdomen and pelvis": (
        ["abdomen and pelvis", "abdomen/pelvis", "abdominopelvic", "abdomen pelvis", "A/P"],
        "CT MRI",
    ),
    "chest, abdomen and pelvis": (["chest abdomen and pelvis", "chest/abdomen/pelvis", "CAP"], "CT"),
    "spine": (["spine", "spinal"], "CT MRI X-ray"),
    "cervical spine": (["cervical spine", "C-spine"], "CT MRI X-ray"),
    "thoracic spine": (["thoracic spine", "T-spine"], "CT MRI X-ray"),
    "lumbar spine": (["lumbar spine", "L-spine", "lumbosacral spine", "lumbar"], "CT MRI X-ray"),
    "sinuses": (["sinuses", "sinus", "paranasal sinuses"], "CT X-ray"),
    "orbits": (["orbits", "orbital"], "CT MRI"),
    "temporal bones": (["temporal bones"], "CT"),
    "pituitary": (["pituitary", "sella"], "MRI"),
    "knee": (["knee"], "MRI X-ray CT"),
    "hip": (["hip"], "MRI X-ray CT ultrasound"),
    "shoulder": (["shoulder"], "MRI X-ray CT ultrasound"),
    "wrist": (["wrist"], "MRI X-ray CT"),
    "hand": (["hand"], "X-ray MRI"),
    "foot": (["foot"], "X-ray MRI"),
    "ankle": (["ankle"], "X-ray MRI"),
    "elbow": (["elbow"], "X-ray MRI"),
    "leg": (["leg", "lower extremity"], "X-ray ultrasound MRI CT_angiography"),
    "arm": (["arm", "upper extremity"], "X-ray ultrasound"),
    "skull": (["skull"], "X-ray"),
    "kidneys": (["kidney", "renal", "KUB"], "ultrasound CT MRI"),
    "liver": (["liver", "hepatic"], "ultrasound CT MRI"),
    "bladder": (["bladder"], "ultrasound"),
    "breast": (["breast"], "ultrasound MRI"),
    "thyroid": (["thyroid"], "ultrasound"),
    "scrotum": (["scrotum", "scrotal", "testicular"], "ultrasound"),
    "prostate": (["prostate"], "MRI"),
    "heart": (["heart", "cardiac"], "CT"),
    "aorta": (["aorta", "aortic"], "ultrasound CT_angiography MR_angiography"),
    "coronary arteries": (["coronary arteries"], "CT"),
    "bone": (["bone"], "X-ray"),
    "soft tissue": (["soft tissue"], "ultrasound"),
    "pancreas": (["pancreas", "pancreatic"], "CT MRI ultrasound"),
    "brain vessels": (["brain", "head", "cerebral"], "CT_angiography MR_angiography"),
    "lung": (["lung", "pulmonary"], "ultrasound"),
    "whole body": (["whole body", "total body"], "MRI CT"),
    "placenta": (["placenta"], "ultrasound"),
}
CONTRAST = {
    "with contrast": ["contrast-enhanced {}", "{} with contrast", "{} with IV contrast", "contrast {}"],
    "without contrast": [
        "noncontrast {}",
        "non-contrast {}",
        "{} without contrast",
        "unenhanced {}",
        "{} without IV contrast",
    ],
}
COURSES = (
    "hepatitis|bronchitis|gastritis|prostatitis|sinusitis|otitis media|pyelonephritis|pericarditis|leukemia|cough"
    "|rhinitis|tonsillitis|urticaria|liver disease|kidney disease|liver failure|respiratory failure|heart failure"
    "|subdural hematoma|glaucoma|osteomyelitis|cystitis|thyroiditis|endometritis|cholecystitis|pancreatitis"
    "|diarrhea|pain|abdominal pain|back pain|low back pain|pelvic pain|headache|inflammation|mesenteric ischemia"
    "|limb ischemia|graft-versus-host disease|transplant rejection|constipation|fatigue|hyponatremia|hypoxia"
    "|anemia|anxiety|appendicitis|interstitial nephritis|lymphadenitis|dermatitis|eczema|laryngitis|pharyngitis|uveitis"
)


STAGED = (
    ("chronic kidney disease", ("chronic kidney disease", "CKD"), "stage", 5),
    ("hypertension", ("hypertension", "HTN"), "stage", 2),
    ("pressure ulcer", ("pressure ulcer", "pressure injury", "bedsore", "decubitus ulcer"), "stage", 4),
    ("cancer", ("cancer",), "stage", 4),
    ("lung cancer", ("lung cancer",), "stage", 4),
    ("breast cancer", ("breast cancer",), "stage", 4),
    ("colorectal cancer", ("colorectal cancer", "colon cancer"), "stage", 4),
    ("prostate cancer", ("prostate cancer",), "stage", 4),
    ("acute kidney injury", ("acute kidney injury", "AKI"), "stage", 3),
    ("hepatic encephalopathy", ("hepatic encephalopathy",), "grade", 4),
    ("glioma", ("glioma", "astrocytoma"), "grade", 4),
    ("esophageal varices", ("varices", "esophageal varices"), "grade", 3),
)


def generated() -> Iterator[Row]:
    """Kind, name, forms and broader names of each generated concept."""
    yield from _sided()
    yield from _complaints()
    yield from _images()
    yield from _courses()


def _sided() -> Iterator[Row]:
    for (part, words), (side, ways) in product(PAIRED.items(), SIDES.items()):
        forms = [f"{way} {word}" for way, word in product(ways, words)]
        yield "anatomy", f"{side} {part}", forms, [part] if part not in ("hemithorax",) else []
    for part in ("internal jugular vein", "hemithorax"):
        yield "anatomy", part, [], []


def _complaints() -> Iterator[Row]:
    for part, words in ACHES.items():
        broader = ["joint pain"] if part in ("knee", "hip", "shoulder", "elbow", "wrist", "ankle") else ["pain"]
        forms = [f"{word} {ache}" for word, ache in product(words, ("pain", "ache", "tenderness", "soreness"))]
        forms += [f"painful {part}", f"sore {part}", f"aching {part}", f"{part} hurts"]
        yield "finding", f"{part} pain", forms, broader
        for side in ("left", "right"):
            sided = [f"{side} {form}" for form in forms] + [f"{side}-sided {word} pain" for word in words]
            yield "finding", f"{side} {part} pain", sided, [f"{part} pain"]
    for part in SWELLS:
        forms = [f"swollen {part}", f"{part} edema", f"{part} swelling"]
        broader = "joint swelling" if part in ("knee", "wrist", "elbow") else "edema"
        if part not in ("leg", "foot", "face", "eye"):
            yield "finding", f"{part} swelling", forms, [broader]
        for side in ("left", "right"):
            if part not in ("lip", "tongue"):
                yield "finding", f"{side} {part} swelling", [f"{side} {form}" for form in forms], []
    for side, body in product(("left", "right"), ("arm", "leg", "facial", "hand")):
        yield "finding", f"{side} {body} weakness", [f"{side}-sided {body} weakness"], ["weakness"]
    for side in ("left", "right"):
        forms = [f"{side}-sided weakness", f"{side} hemiplegia", f"{side}-sided hemiparesis", f"{side} sided weakness"]
        yield "finding", f"{side} hemiparesis", forms, ["hemiparesis"]
    for bone, words in BONES.items():
        forms = [f"{word} {crack}" for word, crack in product(words, ("fracture", "break"))]
        forms += [f"{broken} {word}" for broken, word in product(("broken", "fractured"), words)]
        yield "disease", f"{bone} fracture", forms, ["fracture"]
        for side in ("left", "right"):
            yield "disease", f"{side} {bone} fracture", [f"{side} {form}" for form in forms], [f"{bone} fracture"]


def _images() -> Iterator[Row]:
    for modality, ways in MODALITIES.items():
        regions = [
            (region, words)
            for region, (words, wanted) in REGIONS.items()
            if modality.replace(" ", "_") in wanted.split()
        ]
        for region, words in regions:
            forms = [form for way, word in product(ways, words) for form in (f"{word} {way}", f"{way} {word}")]
            yield "imaging", f"{modality} of the {region}", forms, [MODALITY_NAMES[modality]]
            if modality in ("CT", "MRI"):
                for contrast, shapes in CONTRAST.items():
                    short = [
                        form for way, word in product(ways[:2], words) for form in (f"{word} {way}", f"{way} {word}")
                    ]
                    contrasted = [shape.format(form) for shape, form in product(shapes, short)]
                    contrasted += [f"{shape.format(modality)} {word}" for shape, word in product(shapes, words)]
                    yield (
                        "imaging",
                        f"{modality} of the {region} {contrast}",
                        contrasted,
                        [f"{modality} of the {region}"],
                    )
    for modality, (contrast, shapes) in product(("CT", "MRI"), CONTRAST.items()):
        forms = [shape.format(way) for shape, way in product(shapes, MODALITIES[modality][:2])]
        yield "imaging", f"{modality} {contrast}", forms, [MODALITY_NAMES[modality]]


def _courses() -> Iterator[Row]:
    for (name, words, word, last), number in product(STAGED, range(1, 6)):
        if number <= last:
            roman = ("I", "II", "III", "IV", "V")[number - 1]
            numbers = (str(number), roman)
            forms = [f"{word} {n} {way}" for n, way in product(numbers, words)]
            forms += [f"{way} {word} {n}" for n, way in product(numbers, words)]
            yield "disease", f"{word} {number} {name}", forms, [name]
    for number, roman in enumerate(("I", "II", "III", "IV"), 1):
        forms = [f"{word} {n}" for word, n in product(("NYHA", "NYHA class", "NYHA functional class"), (number, roman))]
        yield "vital", f"NYHA class {roman}", forms, ["NYHA class"]
    for name, course in product(COURSES.split("|"), ("acute", "chronic")):
        yield "disease", f"{course} {name}", [], [name]
