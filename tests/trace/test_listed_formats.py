"""The rest of the published formats: thinking in several blocks, chat messages, headings of eight languages, verdicts.

What a format says is no claim of the model (retrieved, quoted, code, the restated question) is followed to the
decomposer: no claim may stand there.
"""

import pytest

from reasonscore import decompose
from reasonscore.record import parse_record
from reasonscore.span import slices
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Gout", "B": "Septic arthritis", "C": "Lupus"}
CALL = {"function": {"name": "search", "arguments": '{"q": "hot joint"}'}}

CASES = {
    "several think blocks": (
        "<think>The joint is hot.</think>Let me check the fluid.\n<think>Needles are seen.</think>It is gout.",
        {
            "format": "think_tags",
            "thinking": "The joint is hot. Needles are seen.",
            "final": "Let me check the fluid. It is gout.",
            "choice": "A",
        },
    ),
    "nested think blocks": (
        "<think>The joint is hot. <think>Needles are seen.</think></think>The answer is A.",
        {"format": "think_tags", "final": "The answer is A.", "choice": "A"},
    ),
    "boxed": (
        "Needles are seen.\n\n$\\boxed{\\text{A}}$",
        {"format": "boxed", "steps": ["Needles are seen."], "choice": "A"},
    ),
    "answer tags": (
        "Needles are seen.\n<answer>A</answer>",
        {"format": "answer_tags", "steps": ["Needles are seen."], "choice": "A"},
    ),
    "step n": (
        "Step 1: The joint is hot.\nStep 2: Needles are seen.\nAnswer: A",
        {"format": "headings", "steps": ["The joint is hot.", "Needles are seen."], "choice": "A"},
    ),
    "reasoning beside content": (
        [{"role": "assistant", "reasoning_content": "Needles are seen.", "content": "The answer is A."}],
        {"format": "think_tags", "thinking": "Needles are seen.", "final": "The answer is A.", "choice": "A"},
    ),
    "chat with a tool call": (
        [
            {"role": "user", "content": "Which one? The answer is C."},
            {"role": "assistant", "content": "I look it up.", "tool_calls": [CALL]},
            {"role": "tool", "content": "A hot joint is septic until proven otherwise."},
            {"role": "assistant", "content": "Needles are seen, so the answer is A."},
        ],
        {"choice": "A", "outside": ["A hot joint is septic until proven otherwise.", "hot joint"]},
    ),
    "option verdicts": (
        "A fits, because needles are seen.\nB is wrong because the culture is sterile.\nC is wrong because of his age.",
        {"choice": "A"},
    ),
    "zh": ("## 推理\n关节红肿。\n\n## 最终答案\nA", {"format": "headings", "language": "zh", "choice": "A"}),
    "ja": (
        "## 推論\n関節が赤く腫れている。\n\n## 最終回答\nA",
        {"format": "headings", "language": "ja", "choice": "A"},
    ),
    "es": (
        "**Razonamiento:** La articulación está roja y el líquido tiene cristales de urato.\n\n**Respuesta final:** A",
        {"format": "headings", "language": "es", "choice": "A"},
    ),
    "fr": (
        "**Raisonnement :** Le genou est rouge et le liquide contient des cristaux dans les cellules.\n\n"
        "**Réponse finale :** A",
        {"format": "headings", "language": "fr", "choice": "A"},
    ),
    "it": (
        "**Ragionamento:** Il ginocchio è rosso e nel liquido si vedono i cristalli di urato.\n\n"
        "**Risposta finale:** A",
        {"format": "headings", "language": "it", "choice": "A"},
    ),
    "ro": (
        "**Raționament:** Genunchiul este roșu și în lichid se văd cristale de urat.\n\n**Răspuns final:** A",
        {"format": "headings", "language": "ro", "choice": "A"},
    ),
    "pt": (
        "**Raciocínio:** O joelho está vermelho e no líquido há cristais de urato.\n\n**Resposta final:** A",
        {"format": "headings", "language": "pt", "choice": "A"},
    ),
    "de": (
        "**Begründung:** Das Knie ist rot und in der Flüssigkeit sind Kristalle zu sehen.\n\n**Antwort:** A",
        {"format": "headings", "language": "de", "choice": "A"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_format(check_exact, name):
    response, expected = CASES[name]
    trace = read_trace(parse_record({"response": response, "options": OPTIONS}))
    claimed = "".join(c for at, c in enumerate(trace.text) if all(at not in range(*one.piece) for one in trace.regions))
    found = {
        "format": trace.format,
        "thinking": trace.thinking and slices(trace.text, trace.thinking),
        "final": trace.final and slices(trace.text, trace.final),
        "steps": [step.text for step in trace.steps],
        "choice": trace.choice,
        "language": trace.language,
        "outside": [text for text in expected.get("outside", []) if text not in claimed],
    }
    assert {key: found[key] for key in expected} == expected
    check_exact(trace)


SAID = "The joint fluid contains needles of urate."
FOREIGN = {
    "retrieved": "<information>Septic arthritis needs drainage on the same day.</information>",
    "observed": "Action: Search[hot joint]\nObservation: Septic arthritis needs drainage on the same day.",
    "quoted": "The guideline says:\n> Septic arthritis needs drainage on the same day.",
    "code": "```python\nurate = 9.1\nprint(urate > 6.8)\n```",
    "references": "References\n[1] Septic arthritis needs drainage on the same day.",
    "passage": "[Retrieve]<paragraph>Septic arthritis needs drainage on the same day.</paragraph>[Relevant]",
    "question": "A 58-year-old man comes because of a red and very painful first toe since last night, after a long "
    "dinner with wine and lamb at his brother's house.",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_the_models_own_makes_no_claim(kind):
    question = FOREIGN["question"] + " What does he have?"
    text = f"{FOREIGN[kind]}\n\n{SAID}"
    found = decompose(text, question)
    own = text.index(SAID)
    assert found.claims
    assert all(start >= own for claim in found.claims for start, _ in claim.span)
