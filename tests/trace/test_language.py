import pytest

from reasonscore.trace.language import detect_language

CASES = [
    ("en", ""),
    ("en", "B"),
    ("en", "Staphylococcus aureus, Escherichia coli, Klebsiella pneumoniae et al."),
    ("en", "Cor pulmonale; status post cholecystectomy; diabetes mellitus; per os q.i.d.; post partum; in situ"),
    ("en", "Exanthema subitum (roseola infantum) vs. erythema infectiosum vs. pityriasis rosea"),
    ("en", "α-synuclein, β-blocker, γ-GT 120 U/L, Δ pressure, µg/dL"),
    ("en", "Patient: Müller, José; diagnosis: Guillain–Barré syndrome, Sjögren syndrome and Ménière disease."),
    ("en", "The patient was seen in La Paz and in Los Angeles with fever. It was dengue."),
    ("en", "WBC 12.1, Hb 9.0, Plt 90, Na 130, K 5.1, Cr 2.2, CRP 80, ESR 96, pH 7.21, HCO3 14"),
    ("en", "The Chinese name of the drug is 青蒿素, but it is sold as artemisinin in most of the world."),
    ("es", "El paciente presenta fiebre y tos desde hace tres días, con dolor en el costado."),
    ("fr", "Le patient présente une fièvre avec une toux depuis trois jours et une douleur du côté."),
    ("it", "Il paziente presenta febbre e tosse da tre giorni con dolore al fianco che non passa."),
    ("pt", "O paciente apresenta febre e tosse há três dias, com dor no flanco que não melhora."),
    ("ro", "Pacientul prezintă febră și tuse de trei zile, cu durere în partea stângă a toracelui."),
    ("de", "Der Patient hat seit drei Tagen Fieber und Husten mit Schmerzen in der Flanke."),
    ("zh", "患者三天前开始发热、咳嗽，伴有胸痛。"),
    ("ja", "患者は三日前から発熱と咳があり、胸痛を伴う。"),
    ("ko", "환자는 사흘 전부터 열과 기침이 있었다."),
    ("ru", "У пациента три дня лихорадка и кашель."),
    ("ar", "يعاني المريض من الحمى والسعال منذ ثلاثة أيام."),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_language(language, text):
    assert detect_language(text) == language


def test_english_with_one_foreign_paragraph_stays_english():
    english = "The patient has had a fever for three weeks and the murmur over the apex of the heart is new. "
    assert detect_language(english * 4 + "El paciente tiene fiebre y un soplo en el corazón.") == "en"
