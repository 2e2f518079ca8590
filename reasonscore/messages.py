"""Chat messages as one text: what the assistant wrote, with its separate reasoning in think tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reasonscore.errors import InputError


def flatten_messages(messages: Sequence[object], path: str = "response") -> str:
    """The text of a list of chat messages.

    Assistant turns (or, where no turn names a role, all of them) are joined by blank lines; `reasoning_content` becomes
    a think block before its content; tool results become `<information>` blocks: evidence, never claims.

    Raises:
        InputError: Where a message is not an object or its content is neither text nor text blocks.

    >>> flatten_messages([{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "Because."}])
    'Because.'
    """
    parts = []
    for index, message in enumerate(messages):
        where = f"{path}[{index}]"
        if not isinstance(message, Mapping):
            raise InputError("expected a chat message: an object with role and content", field=where)
        role = message.get("role", "assistant")
        text = _content(message.get("content"), f"{where}.content")
        if role == "assistant":
            reasoning = _content(message.get("reasoning_content"), f"{where}.reasoning_content")
            parts += [f"<think>\n{reasoning}\n</think>"] if reasoning else []
            parts += [text] if text else []
        elif role == "tool" and text:
            parts.append(f"<information>\n{text}\n</information>")
    return "\n\n".join(parts)


def _content(content: object, path: str) -> str:
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise InputError("expected a string or a list of content blocks", field=path)
    texts = []
    for index, block in enumerate(content):
        text = block if isinstance(block, str) else block.get("text", "") if isinstance(block, Mapping) else None
        if not isinstance(text, str):
            raise InputError("expected a text block: an object with a string in text", field=f"{path}[{index}]")
        texts.append(text)
    return "".join(texts)
