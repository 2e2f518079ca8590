import pytest

from reasonscore.errors import ResourceError
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.loader import BackendChoice, load_backend

PAIR = TextPair("No fever.", "The patient has no fever.")


def test_a_pair_cache_is_put_around_any_backend(tmp_path):
    file = tmp_path / "pairs.sqlite"
    rows = load_backend("lexical", pair_cache=str(file)).predict([PAIR])
    assert file.stat().st_size > 0
    assert (load_backend("lexical").predict([PAIR]) == rows).all()


def test_a_device_without_torch_is_refused():
    with pytest.raises(ResourceError, match=r"the onnx verifier runs on the CPU .* --device and --dtype need torch"):
        load_backend("onnx", BackendChoice(device="cuda"))
    with pytest.raises(ResourceError, match="the torch verifier needs --model"):
        load_backend("torch", BackendChoice(device="cuda"))
