"""One faithful fixture per published format: parts, steps, answer and what is not the model's own statement."""

import pytest

from reasonscore.record import Record
from reasonscore.span import slices
from reasonscore.trace.layout import formats, in_layer
from reasonscore.trace.reader import read_trace

CASES = {
    "deepseek-r1": (
        "<think>\nOkay, the patient has a dry cough. Lisinopril was started.\n\nSo it is the drug.\n</think>\n\n"
        "The cough is caused by **lisinopril**.",
        {
            "format": "think_tags",
            "thinking": "Okay, the patient has a dry cough. Lisinopril was started.\n\nSo it is the drug.",
            "final": "The cough is caused by **lisinopril**.",
            "steps": ["Okay, the patient has a dry cough. Lisinopril was started.", "So it is the drug."],
        },
    ),
    "m1 chat turns": (
        "<|im_start|>think\nFever and a murmur.\n<|im_start|>answer\nAnswer: endocarditis<|im_end|>",
        {
            "format": "think_tags+headings",
            "thinking": "Fever and a murmur.",
            "steps": ["Fever and a murmur."],
            "answer": "endocarditis",
        },
    ),
    "thinking without an end": (
        "<think>\nFever and a murmur. Perhaps endocarditis, because the",
        {"format": "think_tags", "final": None, "truncated": True, "answer": None},
    ),
    "huatuogpt-o1": (
        "## Thinking\n\nAlright, a new murmur.\n\nHmm, cultures grew streptococci.\n\n## Final Response\n\n"
        "The most likely diagnosis is infective endocarditis.",
        {
            "format": "thinking_final_response",
            "thinking": "Alright, a new murmur.\n\nHmm, cultures grew streptococci.",
            "final": "The most likely diagnosis is infective endocarditis.",
            "steps": ["Alright, a new murmur.", "Hmm, cultures grew streptococci."],
            "answer": "infective endocarditis",
        },
    ),
    "medreason": (
        "## Finding Reasoning Paths:\n1. fever -> endocarditis\n2. murmur -> endocarditis\n\n"
        "## Reasoning Process:\n1. Fever is unspecific.\n2. The murmur is new.\n\n"
        "## Conclusion:\nInfective endocarditis.",
        {"format": "reasoning_conclusion", "answer": "Infective endocarditis"},
    ),
    "med-r bench diagnosis": (
        "```\n### Resoning:\n<step 1> Fever.\n<step 2> Murmur.\n\n### Answer:\nInfective endocarditis\n```",
        {"format": "medrbench", "steps": ["Fever.", "Murmur."], "answer": "Infective endocarditis"},
    ),
    "med-r bench treatment": (
        "### Reasoning:\n<step 1> Streptococci were grown.\n\n### Treatment:\n"
        "- Penicillin G for four weeks\n- Gentamicin",
        {
            "format": "medrbench",
            "steps": ["Streptococci were grown."],
            "answer": "- Penicillin G for four weeks\n- Gentamicin",
        },
    ),
    "med-r bench request": (
        "### Reasoning:\n<step 1> A murmur needs imaging.\n\n### Additional Information Required:\n"
        "Laboratory: blood cultures",
        {"format": "medrbench", "answer": "Laboratory: blood cultures"},
    ),
    "chiron-o1": (
        "### Step 1: Image findings\nA mass in the left lobe.\n### Step 2: Interpretation\nIt is solid.\n"
        "### Final Answer: hepatic adenoma",
        {
            "steps": ["Image findings\nA mass in the left lobe.", "Interpretation\nIt is solid."],
            "answer": "hepatic adenoma",
        },
    ),
    "chestx-reasoner": (
        "<think>The lungs are clear. No effusion is seen. The heart is enlarged.</think><answer>B</answer>",
        {"format": "think_tags+answer_tags", "answer": "B"},
    ),
    "harmony": (
        "<|channel|>analysis<|message|>Fever, murmur.<|end|><|start|>assistant<|channel|>commentary to=functions.search"
        '<|message|>{"q": "murmur"}<|call|><|start|>assistant<|channel|>final<|message|>It is endocarditis.<|return|>',
        {
            "format": "harmony",
            "thinking": "Fever, murmur.",
            "final": "It is endocarditis.",
            "regions": {"tool": ['{"q": "murmur"}']},
        },
    ),
    "search-r1": (
        "<think>I look it up.</think>\n<search>new murmur fever</search>\n<information>Doc 1: Murmurs are common."
        "</information>\n<think>So it is endocarditis.</think>\n<answer>endocarditis</answer>",
        {
            "format": "think_tags+search+answer_tags",
            "steps": ["I look it up.", "So it is endocarditis."],
            "regions": {
                "query": ["<search>new murmur fever</search>"],
                "retrieved": ["<information>Doc 1: Murmurs are common.</information>"],
            },
            "answer": "endocarditis",
        },
    ),
    "search-o1": (
        "A murmur. <|begin_search_query|>new murmur<|end_search_query|>\n<|begin_search_result|>Murmurs are common."
        "<|end_search_result|>\nSo the answer is endocarditis.",
        {
            "regions": {
                "query": ["<|begin_search_query|>new murmur<|end_search_query|>"],
                "retrieved": ["<|begin_search_result|>Murmurs are common.<|end_search_result|>"],
            },
            "answer": "endocarditis",
        },
    ),
    "react": (
        "Thought: a murmur is new.\nAction: Search[new murmur]\nObservation: Murmurs are common.\n"
        "Thought: fever too.\nAction: Finish[endocarditis]",
        {
            "regions": {
                "query": ["Action: Search[new murmur]"],
                "retrieved": ["Observation: Murmurs are common."],
            },
            "answer": "endocarditis",
        },
    ),
    "i-medrag": (
        "## Follow-up Questions\n1. Is the murmur new?\n2. Were cultures taken?\n\n## Answer\nendocarditis",
        {
            "regions": {"query": ["## Follow-up Questions\n1. Is the murmur new?\n2. Were cultures taken?"]},
            "answer": "endocarditis",
        },
    ),
    "self-biorag": (
        "[Retrieve]<paragraph>Murmurs are common.</paragraph>[Relevant]The murmur is new.[Fully supported][Utility:5]",
        {
            "format": "search+reflection",
            "steps": ["The murmur is new."],
            "regions": {"retrieved": ["<paragraph>Murmurs are common.</paragraph>"]},
        },
    ),
    "mdagents": (
        "**Cardiologist:** The murmur is new.\n\n**Microbiologist:** Streptococci grew.\n\n"
        "**Moderator:** Final answer: endocarditis",
        {
            "format": "transcript+headings",
            "steps": ["The murmur is new.", "Streptococci grew.", "endocarditis"],
            "answer": "endocarditis",
        },
    ),
    "mirage json": (
        '{"step_by_step_thinking": "Fever and a murmur. Cultures grew.", "answer_choice": "B"}',
        {"format": "json", "steps": ["Fever and a murmur. Cultures grew."], "answer": "B"},
    ),
    "code": (
        "The creatinine clearance is low.\n\n```python\nage = 70\nprint((140 - age) * 72)\n```\n\nReduce the dose.",
        {
            "steps": ["The creatinine clearance is low.", "Reduce the dose."],
            "regions": {"code": ["age = 70\nprint((140 - age) * 72)\n"]},
        },
    ),
    "quotation": (
        "The guideline says:\n> Give penicillin for four weeks.\n\nI agree with that.",
        {"regions": {"quoted": ["> Give penicillin for four weeks."]}},
    ),
    "numbered list": (
        "Let me think step by step:\n1. Fever.\n2. Murmur.\n   - new\n3. So it is endocarditis.",
        {"format": "numbered", "steps": ["Fever.", "Murmur.\n   - new", "So it is endocarditis."]},
    ),
    "bulleted list": ("- Fever.\n- Murmur.", {"format": "bulleted", "steps": ["Fever.", "Murmur."]}),
    "paragraphs": ("Fever is high.\n\nA murmur is new.", {"format": "paragraphs"}),
    "plain": ("Fever is high. A murmur is new.", {"format": "plain", "steps": ["Fever is high. A murmur is new."]}),
    "chinese headings": (
        "## 思考过程\n患者发热并有新的杂音。\n\n## 最终诊断\n感染性心内膜炎",
        {"format": "headings", "answer": "感染性心内膜炎", "language": "zh"},
    ),
    "spanish headings": (
        "**Razonamiento:** El paciente tiene fiebre y un soplo nuevo en la exploración de hoy.\n\n"
        "**Diagnóstico final:** Endocarditis infecciosa",
        {"format": "headings", "answer": "Endocarditis infecciosa", "language": "es"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_format(check_exact, name):
    text, expected = CASES[name]
    trace = read_trace(Record("1", text))
    regions = {}
    for region in trace.regions:
        regions.setdefault(region.reason, []).append(text[slice(*region.piece)])
    found = {
        "format": trace.format,
        "thinking": trace.thinking and slices(text, trace.thinking),
        "final": trace.final and slices(text, trace.final),
        "steps": [step.text for step in trace.steps],
        "answer": trace.answer,
        "truncated": trace.truncated,
        "language": trace.language,
        "regions": {reason: regions.get(reason) for reason in expected.get("regions", {})},
    }
    assert {key: found[key] for key in expected} == expected
    check_exact(trace)


def test_every_format_is_registered_with_a_layer_and_a_distinct_rank():
    ranks = [(formats[name].layer, formats[name].rank) for name in formats]
    assert len(ranks) == len(set(ranks)) == 14
    assert [one.rank for one in in_layer("section")] == sorted(one.rank for one in in_layer("section"))


def test_a_plan_that_mentions_follow_up_is_no_query():
    trace = read_trace(Record("1", "Give penicillin.\nFollow-up: echocardiography in two weeks."))
    assert trace.regions == ()


def test_prose_in_a_fence_stays_a_claim():
    text = "```\nThe patient has a fever since two days.\nA murmur was heard at the apex.\n```"
    trace = read_trace(Record("1", text))
    assert [region.reason for region in trace.regions] == ["markup", "markup"]


def test_restated_question_and_options_are_regions():
    question = (
        "A 54-year-old man comes to the clinic because of a two week history of fever, night sweats and weight loss. "
        "He has worked in a bakery for twenty years and has never smoked. What is the most likely diagnosis?"
    )
    options = {"A": "Gout", "B": "Lupus", "C": "Sarcoidosis"}
    text = f"{question}\nA. Gout\nB. Lupus\nC. Sarcoidosis\n\nHilar nodes point to sarcoidosis. The answer is C."
    trace = read_trace(Record("1", text, question=question, options=options))
    copied = [text[slice(*region.piece)] for region in trace.regions if region.reason == "question"]
    assert "".join(copied).startswith("A 54-year-old man")
    assert "Hilar" not in "".join(copied)
    assert trace.choice == "C"


def test_words_that_only_name_the_source_go_with_the_quotation():
    quote = (
        '"' + "Patients with acute gout should be treated within twelve hours of the onset of the flare at home." + '"'
    )
    text = f"The toe is red. According to the guideline, {quote} The patient has gout."
    regions = read_trace(Record("1", text)).regions
    assert [text[slice(*one.piece)] for one in regions] == [f"According to the guideline, {quote}"]
