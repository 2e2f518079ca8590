"""Export a trained model to int8 ONNX in which no row of a batch changes another.

    python training/export.py --model RUN_FOLDER/model --out RESOURCES/nli

Every matrix product with a constant weight becomes an integer product. Weights get one scale a column, in seven bits:
AVX2 adds pairs of products in 16 bits and would saturate with eight. Activations get one scale a token, computed from
that token alone, so a row's numbers cannot depend on what stands beside it. The word embeddings get one scale a word.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from pairs import LABELS
from transformers import AutoModelForSequenceClassification, AutoTokenizer

VERDICTS = {"entailment": "supported", "contradiction": "contradicted", "neutral": "unverifiable"}
WEIGHT_LEVELS = 63
ACTIVATION_LEVELS = 127


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
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "length"} for name in names} | {"logits": {0: "batch"}}
    torch.onnx.export(
        Wrapper(model).eval(), tuple(sample[name] for name in names), str(target), input_names=names,
        output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


class Quantiser:
    """Rewrites a graph node by node; activations that feed several products are quantised once."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.weights = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
        self.nodes: list[onnx.NodeProto] = []
        self.added: list[onnx.TensorProto] = []
        self.removed: set[str] = set()
        self.quantised: dict[str, tuple[str, str]] = {}
        self.constant("levels", np.float32(ACTIVATION_LEVELS))
        self.constant("tiny", np.float32(1e-8))
        self.constant("middle", np.float32(128))
        self.constant("zero_point", np.uint8(128))

    def constant(self, name: str, value: np.ndarray) -> None:
        self.added.append(numpy_helper.from_array(np.asarray(value), name))

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{kind}_{output}", **attributes))
        return output

    def activation(self, name: str) -> tuple[str, str]:
        if name not in self.quantised:
            peak = self.node(
                "ReduceMax", [self.node("Abs", [name], f"{name}_abs")], f"{name}_peak", axes=[-1], keepdims=1
            )
            scale = self.node("Div", [self.node("Max", [peak, "tiny"], f"{name}_floor"), "levels"], f"{name}_scale")
            level = self.node("Round", [self.node("Div", [name, scale], f"{name}_ratio")], f"{name}_level")
            moved = self.node("Add", [level, "middle"], f"{name}_moved")
            self.quantised[name] = (self.node("Cast", [moved], f"{name}_q", to=TensorProto.UINT8), scale)
        return self.quantised[name]

    def product(self, node: onnx.NodeProto) -> None:
        data, weight_name = node.input
        weight = self.weights[weight_name]
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / WEIGHT_LEVELS
        self.constant(f"{weight_name}_q", np.round(weight / scale).astype(np.int8))
        self.constant(f"{weight_name}_scale", scale.astype(np.float32))
        self.removed.add(weight_name)
        levels, row_scale = self.activation(data)
        out = node.output[0]
        sums = self.node("MatMulInteger", [levels, f"{weight_name}_q", "zero_point"], f"{out}_sums")
        number = self.node("Cast", [sums], f"{out}_float", to=TensorProto.FLOAT)
        both = self.node("Mul", [number, row_scale], f"{out}_rows")
        self.node("Mul", [both, f"{weight_name}_scale"], out)

    def lookup(self, node: onnx.NodeProto) -> None:
        table_name, index = node.input
        table = self.weights[table_name]
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        self.constant(f"{table_name}_q", np.round(table / scale).astype(np.int8))
        self.constant(f"{table_name}_scale", scale.astype(np.float32))
        self.removed.add(table_name)
        out = node.output[0]
        levels = self.node("Gather", [f"{table_name}_q", index], f"{out}_levels")
        number = self.node("Cast", [levels], f"{out}_number", to=TensorProto.FLOAT)
        self.node("Mul", [number, self.node("Gather", [f"{table_name}_scale", index], f"{out}_row")], out)

    def run(self) -> onnx.ModelProto:
        for node in self.model.graph.node:
            weight = self.weights.get(node.input[1]) if len(node.input) > 1 else None
            table = self.weights.get(node.input[0]) if node.input else None
            if node.op_type == "MatMul" and weight is not None and weight.ndim == 2:
                self.product(node)
            elif node.op_type == "Gather" and table is not None and table.size > 1_000_000:
                self.lookup(node)
            else:
                self.nodes.append(node)
        kept = [item for item in self.model.graph.initializer if item.name not in self.removed]
        graph = helper.make_graph(self.nodes, "nli", self.model.graph.input, self.model.graph.output, kept + self.added)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="reasonscore")
        made.ir_version = 8
        onnx.checker.check_model(made)
        return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the logits; fitted by calibrate.py")
    parser.add_argument("--float", type=Path, help="also keep the fp32 ONNX file here, to measure the loss")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "float.onnx")
        export_float(options.model, plain)
        quantised = Quantiser(onnx.load(plain)).run()
        if options.float:
            shutil.copyfile(plain, options.float)
    onnx.save(quantised, options.out / "model.onnx")
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    content = (options.out / "model.onnx").read_bytes()
    config = {
        "name": "minilm-l6-nli",
        "version": 2,
        "labels": [VERDICTS[label] for label in LABELS],
        "max_tokens": 256,
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
