import numpy as np
import pytest

from reasonscore.errors import ResourceError
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.label_name import label_columns
from reasonscore.verify.backends.torch import TorchBackend


def test_labels_are_mapped_by_name():
    assert label_columns({0: "entailment", 1: "neutral", 2: "contradiction"})[2] == "contradicted"
    assert label_columns({0: "Unsupported", 1: "Supported"}) == {0: "unverifiable", 1: "supported"}
    with pytest.raises(ResourceError, match="'LABEL_0' is no entailment label"):
        label_columns({0: "LABEL_0", 1: "LABEL_1"})
    with pytest.raises(ResourceError, match="none of the model's labels means entailment"):
        label_columns({0: "neutral", 1: "contradiction"})


@pytest.fixture
def tiny(tmp_path):
    """A folder with a tiny random BERT whose label names are shuffled."""
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
    return tmp_path


def test_a_local_classifier_judges_pairs(tiny):
    """Rows sum to one, in order, mapped, the same in any batch."""
    backend = TorchBackend(str(tiny))
    pairs = [TextPair("the patient has fever . " * n, "the patient has cough .") for n in (1, 40, 3)]
    rows = backend.predict(pairs)
    assert np.allclose(rows.sum(axis=1), 1)
    assert np.allclose(rows, np.concatenate([backend.predict([pair]) for pair in pairs]), atol=1e-5)


def test_a_model_that_is_not_here_is_explained():
    pytest.importorskip("transformers", reason="needs the extra 'torch'")
    with pytest.raises(ResourceError, match="cannot load the model 'no/such-model' from this machine"):
        TorchBackend("no/such-model")


def test_several_devices_give_the_rows_of_one(tiny):
    pairs = [TextPair("the patient has fever . " * (n % 7 + 1), "the patient has no cough .") for n in range(50)]
    one = TorchBackend(str(tiny), tokens_per_batch=64).predict(pairs)
    two = TorchBackend(str(tiny), device="cpu,cpu", tokens_per_batch=64).predict(pairs)
    assert np.allclose(one, two, atol=1e-6)


def test_a_batch_that_does_not_fit_is_halved(tiny, monkeypatch):
    import torch

    backend = TorchBackend(str(tiny))
    forward, sizes = backend._forward, []

    def tight(encoded, place):
        sizes.append(len(encoded))
        if len(encoded) > 3:
            raise torch.OutOfMemoryError("full")
        return forward(encoded, place)

    pairs = [TextPair("fever " * n, "cough .") for n in range(10)]
    expected = backend.predict(pairs)
    monkeypatch.setattr(backend, "_forward", tight)
    assert np.allclose(backend.predict(pairs), expected, atol=1e-6)
    assert sizes[:3] == [10, 5, 2]


def test_a_long_premise_is_cut_where_the_claim_is_nearest(tiny):
    backend = TorchBackend(str(tiny))
    far = TextPair("the patient has a cough . " * 200 + "no fever .", "no fever .")
    near = TextPair("no fever .", "no fever .")
    assert backend.predict([far]).shape == backend.predict([near]).shape == (1, 3)


def test_a_device_or_precision_that_is_not_there_is_explained(tiny):
    with pytest.raises(ResourceError, match="expected float32, float16 or bfloat16"):
        TorchBackend(str(tiny), dtype="int3")
    with pytest.raises(ResourceError, match=r"--device cuda:77 is not to be had; this machine has \d+ GPUs"):
        TorchBackend(str(tiny), device="cuda:77")
