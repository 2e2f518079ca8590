"""The int8 graph of a BERT classifier, in which no row of a batch changes another.

Every matrix product with a constant weight is an integer product. Weights get one scale a column, in seven bits: AVX2
adds pairs of products in 16 bits and would saturate with eight. Activations get one scale a token, computed from that
token alone, so a row's numbers cannot depend on what stands beside it. The word embeddings get one scale a word.

Tokens stand in one axis (batch times length) outside attention: there, a scale a token is a scale a row, which
QuantizeLinear takes as it is.

The classifier reads the first token alone, so the last layer works for that token only. Its keys and values are never
made: a query times a key is the query, taken through the key's weights once, times the token itself; and values mixed
by attention are the tokens mixed, taken through the value's weights once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WEIGHT_LEVELS = 63
LOWEST_ACTIVE = 0.1701
"""No result of GELU is further below zero than this."""
MASKED = 10000.0
ACTIVATION_LEVELS = 127
CONTRIBUTED = "com.microsoft"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class Int8Bert:
    """Builds the graph node by node from the weights of a fine-tuned BertForSequenceClassification.

    Args:
        weights: Tensors under the names of transformers.
        heads: Attention heads.
        length: Longest input in tokens; positions beyond it are left out.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], heads: int, length: int) -> None:
        self.weights, self.heads = weights, heads
        self.width = weights["bert.embeddings.word_embeddings.weight"].shape[1]
        self.layers = 1 + max(int(n.split(".")[3]) for n in weights if n.startswith("bert.encoder.layer."))
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.constant("positions", weights["bert.embeddings.position_embeddings.weight"][:length][None])
        for name, value in {
            "levels": np.float32(ACTIVATION_LEVELS),
            "tiny": np.float32(1e-8),
            "unit": np.float32(1),
            "middle": np.uint8(128),
            "middles": np.array([128], np.uint8),
            "first": np.array(0),
            "begin": np.array([0]),
            "end": np.array([1]),
            "two": np.array([2]),
            "lowest_active": np.float32(LOWEST_ACTIVE),
            "masked": np.float32(MASKED),
            "features": np.array([self.width]),
            "tokens": np.array([-1, self.width]),
            "one_query": np.array([-1, heads, 1, self.width // heads]),
            "by_head": np.array([-1, heads, self.width]),
            "by_head_one": np.array([-1, heads, 1, self.width]),
            "head_weights": np.array([heads, self.width // heads, self.width]),
        }.items():
            self.constant(name, np.asarray(value))

    def build(self) -> onnx.ModelProto:
        """The whole graph: token ids, mask and types in, logits out."""
        hidden = self.embedding()
        mask = self.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        for number in range(self.layers - 1):
            hidden = self.layer(hidden, mask, f"bert.encoder.layer.{number}.")
        start = self.last_layer(hidden, f"bert.encoder.layer.{self.layers - 1}.")
        pooled = self.node("Tanh", [self.dense(start, "bert.pooler.dense", "pooler")], "pooled")
        self.dense(pooled, "classifier", "logits")
        classes = self.weights["classifier.bias"].shape[0]
        inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in INPUTS]
        outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", classes])]
        graph = helper.make_graph(self.nodes, "nli", inputs, outputs, self.constants)
        sets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIBUTED, 1)]
        made = helper.make_model(graph, opset_imports=sets, producer_name="reasonscore")
        made.ir_version = 8
        onnx.checker.check_model(made)
        return made

    def embedding(self) -> str:
        prefix = "bert.embeddings."
        table = self.weights[f"{prefix}word_embeddings.weight"]
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        levels = self.constant("words", np.round(table / scale).astype(np.int8))
        scales = self.constant("words_scale", scale.astype(np.float32))
        types = self.constant("types", self.weights[f"{prefix}token_type_embeddings.weight"])
        batch_and_length = self.node("Shape", ["input_ids"], "batch_and_length")
        self.node("Concat", [batch_and_length, "features"], "shape", axis=0)
        length = self.node("Slice", [batch_and_length, "end", "two", "begin"], "length_now")
        number = self.node("Cast", [self.node("Gather", [levels, "input_ids"], "word")], "number", to=TensorProto.FLOAT)
        word = self.node("Mul", [number, self.node("Gather", [scales, "input_ids"], "word_scale")], "word_value")
        placed = self.node(
            "Add", [word, self.node("Slice", ["positions", "begin", length, "end"], "position")], "placed"
        )
        typed = self.node("Add", [placed, self.node("Gather", [types, "token_type_ids"], "type")], "typed")
        return self.node("Reshape", [self.norm(typed, f"{prefix}LayerNorm", "embedded"), "tokens"], "embedded_tokens")

    def layer(self, hidden: str, mask: str, prefix: str) -> str:
        own = f"{prefix}attention.self."
        names = ("query", "key", "value")
        shared = self.activation(hidden)
        inputs = [
            self.node("Reshape", [self.product(shared, f"{own}{name}"), "shape"], f"{own}{name}_rows") for name in names
        ]
        bias = self.constant(f"{own}bias", np.concatenate([self.weights[f"{own}{name}.bias"] for name in names]))
        attended = self.node(
            "MultiHeadAttention", [*inputs, bias, mask], f"{own}out", domain=CONTRIBUTED, num_heads=self.heads
        )
        return self.after_attention(self.node("Reshape", [attended, "tokens"], f"{own}tokens"), hidden, prefix)

    def last_layer(self, hidden: str, prefix: str) -> str:
        """The last layer's output for the first token of each pair."""
        own = f"{prefix}attention.self."
        whole = self.node("Reshape", [hidden, "shape"], "encoded")
        start = self.node("Gather", [whole, "first"], "start", axis=1)
        bias = [self.constant(f"{own}{name}.bias", self.weights[f"{own}{name}.bias"]) for name in ("query", "value")]
        query = self.node("Add", [self.product(self.activation(start), f"{own}query"), bias[0]], f"{own}asking")
        heads = self.node("Reshape", [query, "one_query"], f"{own}asking_heads")
        asked = self.node("MatMul", [heads, self.head_weights(f"{own}key")], f"{own}asked")
        # The key's bias adds the same to every token and falls out of the softmax.
        asked = self.node("Reshape", [asked, "by_head"], f"{own}asked_heads")
        fit = self.node(
            "FusedMatMul", [asked, whole], f"{own}fit", domain=CONTRIBUTED, transB=1,
            alpha=float((self.width // self.heads) ** -0.5),
        )  # fmt: skip
        seen = self.node("Cast", ["attention_mask"], "seen", to=TensorProto.FLOAT)
        unseen = self.node("Mul", [self.node("Sub", [seen, "unit"], "unseen"), "masked"], "hidden_by")
        fit = self.node("Add", [fit, self.node("Unsqueeze", [unseen, "end"], "hidden_rows")], f"{own}fit_seen")
        mixed = self.node("MatMul", [self.node("Softmax", [fit], f"{own}shares", axis=-1), whole], f"{own}mixed")
        mixed = self.node("Reshape", [mixed, "by_head_one"], f"{own}mixed_heads")
        value = self.node(
            "FusedMatMul", [mixed, self.head_weights(f"{own}value")], f"{own}valued", domain=CONTRIBUTED, transB=1
        )
        flat = self.node("Add", [self.node("Reshape", [value, "tokens"], f"{own}flat"), bias[1]], f"{own}tokens")
        return self.after_attention(flat, start, prefix)

    def head_weights(self, name: str) -> str:
        """Weights in eight bits with a scale a row, as one matrix a head: not used in integer products."""
        weight = self.weights[f"{name}.weight"]
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
        integers = self.constant(f"{name}_q", np.round(weight / scale[:, None]).astype(np.int8))
        scales = self.constant(f"{name}_scale", scale.astype(np.float32))
        rows = self.node("DequantizeLinear", [integers, scales], f"{name}_rows", axis=0)
        return self.node("Reshape", [rows, "head_weights"], f"{name}_heads")

    def after_attention(self, attended: str, hidden: str, prefix: str) -> str:
        """The rest of a layer: the attention's output and the two dense layers behind it."""
        hidden = self.added(attended, hidden, f"{prefix}attention.output.")
        inner = self.product(self.activation(hidden), f"{prefix}intermediate.dense")
        bias = self.constant(f"{prefix}inner_bias", self.weights[f"{prefix}intermediate.dense.bias"])
        active = self.node("BiasGelu", [inner, bias], f"{prefix}active", domain=CONTRIBUTED)
        return self.added(active, hidden, f"{prefix}output.", active=True)

    def added(self, data: str, residual: str, prefix: str, *, active: bool = False) -> str:
        """A dense layer on top of a residual, normalised."""
        product = self.product(self.activation(data, active=active), f"{prefix}dense")
        bias = self.constant(f"{prefix}bias", self.weights[f"{prefix}dense.bias"])
        biased = self.node("Add", [product, bias], f"{prefix}biased")
        return self.norm(self.node("Add", [biased, residual], f"{prefix}sum"), f"{prefix}LayerNorm", f"{prefix}normed")

    def activation(self, name: str, *, active: bool = False) -> tuple[str, str]:
        """Integer levels of the tokens, and their scale as a column; for results of GELU how low they go is known."""
        high = self.node("ReduceMax", [name], f"{name}_high", axes=[-1], keepdims=0)
        if active:
            bounds = [high, "lowest_active"]
        else:
            deep = self.node("ReduceMin", [name], f"{name}_low", axes=[-1], keepdims=0)
            bounds = [high, self.node("Neg", [deep], f"{name}_depth"), "tiny"]
        scale = self.node("Div", [self.node("Max", bounds, f"{name}_peak"), "levels"], f"{name}_scale")
        count = self.node("Shape", [scale], f"{name}_count")
        zero = self.node("Expand", ["middles", count], f"{name}_zero")
        levels = self.node("QuantizeLinear", [name, scale, zero], f"{name}_levels", axis=0)
        return levels, self.node("Unsqueeze", [scale, "end"], f"{name}_column")

    def product(self, activation: tuple[str, str], name: str) -> str:
        levels, row_scale = activation
        weight = self.weights[f"{name}.weight"].T
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / WEIGHT_LEVELS
        integers = self.constant(f"{name}_q", np.round(weight / scale).astype(np.int8))
        column_scale = self.constant(f"{name}_scale", scale.astype(np.float32))
        inputs = [levels, integers, "unit", column_scale, "middle"]
        sums = self.node("MatMulIntegerToFloat", inputs, f"{name}_columns", domain=CONTRIBUTED)
        return self.node("Mul", [sums, row_scale], f"{name}_product")

    def dense(self, data: str, name: str, output: str) -> str:
        parts = [self.constant(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.node("Gemm", [data, *parts], output, transB=1)

    def norm(self, data: str, name: str, output: str) -> str:
        parts = [self.constant(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [data, *parts], output, axis=-1, epsilon=1e-12)

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        made = helper.make_node(kind, inputs, [output], name=f"{kind}_{output}", domain=domain, **attributes)
        self.nodes.append(made)
        return output
