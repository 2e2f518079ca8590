"""Token and sentence embeddings of a model that the user names (extra `torch`)."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from reasonscore.errors import InputError, MissingExtraError


@lru_cache(maxsize=2)
def load_encoder(model: str) -> tuple[Any, Any, Any]:
    """The torch module, tokenizer and encoder of a local folder or a cached model name; nothing is downloaded.

    Raises:
        MissingExtraError: Without torch and transformers.
        InputError: Where the model is not there.
    """
    try:
        torch, transformers = import_module("torch"), import_module("transformers")
    except ImportError:
        raise MissingExtraError("a metric over embeddings", "torch") from None
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(model, local_files_only=True)
        encoder = transformers.AutoModel.from_pretrained(model, local_files_only=True).eval()
    except (OSError, ValueError):
        message = f"model '{model}': not a local folder and not in the cache; give the path of a model"
        raise InputError(message) from None
    return torch, tokenizer, encoder


def token_embeddings(model: str, text: str) -> Any:
    """One unit vector a token, special tokens left out, as a (n_tokens, width) array."""
    torch, tokenizer, encoder = load_encoder(model)
    inputs = tokenizer(text, return_tensors="pt", truncation=True, max_length=512, return_special_tokens_mask=True)
    special = inputs.pop("special_tokens_mask")[0].bool()
    with torch.inference_mode():
        hidden = encoder(**inputs).last_hidden_state[0][~special]
    return torch.nn.functional.normalize(hidden, dim=-1).numpy()


def check_model(model: object) -> None:
    """Nothing, where a model was named or none was.

    Raises:
        InputError: For anything but a string.
    """
    if not isinstance(model, str):
        raise InputError(f"model is {model!r}, expected the path or name of a model in quotes")
