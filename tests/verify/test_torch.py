import numpy as np
import pytest

from reasonscore.errors import ResourceError
from reasonscore.verify.backend import TextPair
from reasonscore.verify.torch import TorchBackend, label_columns


def test_labels_are_mapped_by_name():
    assert label_columns({0: "entailment", 1: "neutral", 2: "contradiction"})[2] == "contradicted"
    assert label_columns({0: "Unsupported", 1: "Supported"}) == {0: "unverifiable", 1: "supported"}
    with pytest.raises(ResourceError, match="'LABEL_0' is no entailment label"):
        label_columns({0: "LABEL_0", 1: "LABEL_1"})
    with pytest.raises(ResourceError, match="none of the model's labels means entailment"):
        label_columns({0: "neutral", 1: "contradiction"})


def test_a_local_classifier_judges_pairs(tmp_path):
    """A tiny random BERT with shuffled label names: rows sum to one, in order, mapped, the same in any batch."""
    transformers = pytest.importorskip("transformers", reason="needs the extra 'torch'")
    pytest.importorskip("torch", reason="needs the extra 'torch'")
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] fever cough the patient has no . a".split()
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    transformers.BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    names = {0: "neutral", 1: "entailment", 2: "contradiction"}
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        id2label=names, label2id={name: index for index, name in names.items()},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(tmp_path)
    backend = TorchBackend(str(tmp_path))
    pairs = [TextPair("the patient has fever . " * n, "the patient has cough .") for n in (1, 40, 3)]
    rows = backend.predict(pairs)
    assert np.allclose(rows.sum(axis=1), 1)
    assert np.allclose(rows, np.concatenate([backend.predict([pair]) for pair in pairs]), atol=1e-5)


def test_a_model_that_is_not_here_is_explained():
    pytest.importorskip("transformers", reason="needs the extra 'torch'")
    with pytest.raises(ResourceError, match="cannot load the model 'no/such-model' from this machine"):
        TorchBackend("no/such-model")
