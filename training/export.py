"""Export a trained model to int8 ONNX in which no row of a batch changes another (see graph.py).

python training/export.py --model RUN_FOLDER/model --out RESOURCES/nli
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from batch import LENGTH
from graph import INPUTS, Int8Bert
from pairs import LABELS
from transformers import AutoModelForSequenceClassification, AutoTokenizer

VERDICTS = {"entailment": "supported", "contradiction": "contradicted", "neutral": "unverifiable"}


class Wrapper(torch.nn.Module):
    """Inputs in a fixed order, logits only."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def export_float(folder: Path, target: Path) -> None:
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    sample = tokenizer(["a premise", "b"], ["a hypothesis", "c d"], padding=True, return_tensors="pt")
    axes = {name: {0: "batch", 1: "length"} for name in INPUTS} | {"logits": {0: "batch"}}
    torch.onnx.export(
        Wrapper(model).eval(), tuple(sample[name] for name in INPUTS), str(target), input_names=list(INPUTS),
        output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the logits; fitted by calibrate.py")
    parser.add_argument("--float", type=Path, help="also keep the fp32 ONNX file here, to measure the loss")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.float:
        export_float(options.model, options.float)
    model = AutoModelForSequenceClassification.from_pretrained(options.model)
    weights = {name: value.float().numpy() for name, value in model.state_dict().items()}
    onnx.save(Int8Bert(weights, model.config.num_attention_heads, LENGTH).build(), options.out / "model.onnx")
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    content = (options.out / "model.onnx").read_bytes()
    config = {
        "name": "minilm-l6-nli",
        "version": 5,
        "labels": [VERDICTS[label] for label in LABELS],
        "max_tokens": LENGTH,
        "temperature": options.temperature,
        "sha256": {
            "model.onnx": hashlib.sha256(content).hexdigest(),
            "tokenizer.json": hashlib.sha256((options.out / "tokenizer.json").read_bytes()).hexdigest(),
        },
    }
    (options.out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    print(f"{len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
