"""Chat messages as one text: what the assistant wrote, with its separate reasoning in think tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reasonscore.errors import InputError
from reasonscore.kind import kind_of

_REASONING = ("reasoning_content", "reasoning", "thinking")
_RESULTS = ("tool", "function", "ipython", "environment")
_ASSISTANTS = ("assistant", "model", "ai", "gpt", "bot")


def flatten_messages(messages: Sequence[object], path: str = "response", *, role: str = "assistant") -> str:
    """The text of a list of chat messages.

    The turns of one role (or, where no turn names a role, all of them) are joined by blank lines. For the assistant,
    separate reasoning (`reasoning_content`, `reasoning`, thinking blocks) becomes a think block before its content, and
    tool results become `<information>` blocks: evidence, never claims. Tool calls are left out.

    Args:
        messages: Objects with role and content; content is text, a list of text blocks, or null.
        path: The field that they stand in, for messages.
        role: Whose turns are wanted: `assistant`, or `user` for a question.

    Raises:
        InputError: Where a message is not an object or its content is neither text nor blocks.

    >>> flatten_messages([{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "Because."}])
    'Because.'
    """
    parts: list[str] = []
    for index, message in enumerate(messages):
        where = f"{path}[{index}]"
        if not isinstance(message, Mapping):
            raise InputError(
                f"found {kind_of(message)}, expected a chat message: an object with role and content", field=where
            )
        speaker = str(message.get("role", message.get("from", role)))
        content = message.get("content", message.get("value"))
        thinking, text = _content(content, f"{where}.content")
        if role == "assistant" and speaker in _RESULTS:
            parts += [f"<information>\n{text}\n</information>"] if text else []
        elif speaker == role or (role == "assistant" and speaker in _ASSISTANTS):
            apart = next((message[key] for key in _REASONING if isinstance(message.get(key), str)), "") or thinking
            parts += [f"<think>\n{apart}\n</think>"] if apart and role == "assistant" else []
            parts += [text] if text else []
    return "\n\n".join(parts)


def is_tool_result(message: object) -> bool:
    """Whether a chat message is what a tool gave back, and no words of the model.

    >>> is_tool_result({"role": "tool", "content": "3 hits"})
    True
    """
    return isinstance(message, Mapping) and str(message.get("role", message.get("from", ""))) in _RESULTS


def _content(content: object, path: str) -> tuple[str, str]:
    """The thinking and the text of a message's content."""
    if content is None:
        return "", ""
    if isinstance(content, str):
        return "", content
    if not isinstance(content, list):
        raise InputError(f"found {kind_of(content)}, expected a string or a list of content blocks", field=path)
    thinking: list[str] = []
    texts: list[str] = []
    for index, block in enumerate(content):
        if isinstance(block, str):
            texts.append(block)
            continue
        if not isinstance(block, Mapping):
            raise InputError("expected a text block: an object with a string in text", field=f"{path}[{index}]")
        apart, text = block.get("thinking", block.get("reasoning")), block.get("text", "")
        if isinstance(apart, str):
            thinking.append(apart)
        elif isinstance(text, str):
            texts.append(text)
        else:
            raise InputError("expected a text block: an object with a string in text", field=f"{path}[{index}]")
    return "\n\n".join(thinking), "".join(texts)
