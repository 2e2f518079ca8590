"""Every regular expression that the package compiles, and those whose work grows faster than the text; prints JSON.

Run in a process of its own: compiling is watched from the first import on.
"""

from __future__ import annotations

import ast
import contextlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from importlib import import_module
from pathlib import Path
from re import _constants as sre
from re import _parser

SMALL, FACTOR, MOST, PATIENCE = 160, 8, 32.0, 1.0
"""Characters of the shorter text, how much longer the other is, growth between linear (8) and square (64), seconds."""

SHORT = 0.0004
"""Seconds under which a match of the longer text is taken to be linear."""

TRIES = 3
"""Times that a pattern must be found to grow: a machine with other work may be slow once."""

ROOT = Path(__file__).parents[2]
ANCHORED = {"match", "fullmatch", "pattern"}
SEEN: dict[tuple, str] = {}


def watch() -> None:
    """Remember what modules of ours compile."""
    compiled = re.compile

    def compile_and_remember(pattern, flags=0):
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.startswith("reasonscore") and not isinstance(pattern, re.Pattern):
            SEEN.setdefault((pattern, int(flags)), caller)
        return compiled(pattern, flags)

    re.compile = compile_and_remember


def names() -> dict[tuple, set[tuple[str, str]]]:
    """The modules and names under which modules of ours hold each pattern."""
    found: dict[tuple, set[tuple[str, str]]] = {}
    for where, module in list(sys.modules.items()):
        for name, value in vars(module).items() if where.startswith("reasonscore") else ():
            if isinstance(value, re.Pattern):
                found.setdefault(_key(value.pattern, value.flags), set()).add((where, name))
    return found


def calls() -> dict[tuple[str, str], set[str]]:
    """The methods that each module calls on a name; `escapes` where it is handed on, so that anything may be called."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((ROOT / "reasonscore").rglob("*.py")):
        where = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault((where, node.value.id), set()).add(node.attr)
                called.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                found.setdefault((where, node.id), set()).add("escapes")
    return found


def method(pattern, flags: int, held: dict[tuple, set[tuple[str, str]]], used: dict[tuple[str, str], set[str]]) -> str:
    """`match` for a pattern that is only ever matched at one place, else `finditer`."""
    mine = held.get(_key(pattern, re.compile(pattern, flags).flags), set())
    methods = set().union(*(used.get(place, set()) for place in mine))
    return "match" if methods and methods <= ANCHORED else "finditer"


def _key(pattern, flags: int) -> tuple:
    return pattern, flags & ~re.UNICODE.value


def baits(pattern, flags: int) -> list[str]:
    """Texts that a pattern almost matches, over and over: each repeated part many times, with its start before it."""
    tree = _parser.parse(pattern, flags)
    found: list[str] = []
    whole = sample(tree)
    _collect(tree, "", found)
    return list(dict.fromkeys([whole, *found, whole[:-1], " ", "a", "1", "\n"]))[:14]


def sample(items) -> str:
    """The shortest plain text that the items match, roughly."""
    return "".join(_sample_one(op, value) for op, value in items)


def _sample_one(op, value) -> str:
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is sre.ANY:
        return "a"
    if op is sre.IN:
        return _member(value)
    if op is sre.BRANCH:
        return sample(value[1][0])
    if op is sre.SUBPATTERN:
        return sample(value[3])
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return sample(value[2]) * max(1, min(value[0], 3))
    if op is sre.ATOMIC_GROUP:
        return sample(value)
    return ""


def _member(items) -> str:
    if items and items[0][0] is sre.NEGATE:
        excluded = re.compile("[" + "".join(_class(op, value) for op, value in items[1:]) + "]")
        return next((text for text in "a1 ,xé\n" if not excluded.match(text)), "~")
    for op, value in items:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.RANGE:
            return chr(value[0])
        if op is sre.CATEGORY:
            return {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a"}.get(value, ",")
    return "a"


def _class(op, value) -> str:
    if op is sre.LITERAL:
        return re.escape(chr(value))
    if op is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    names = {"DIGIT": "\\d", "SPACE": "\\s", "WORD": "\\w", "NOT_DIGIT": "\\D", "NOT_SPACE": "\\S", "NOT_WORD": "\\W"}
    return names[str(value).removeprefix("CATEGORY_")]


def _collect(items, before: str, found: list[str]) -> None:
    for op, value in items:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[1] > 20:
            found += [sample(value[2]), before + sample(value[2])]
            _collect(value[2], before, found)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _collect(value[2], before, found)
        elif op is sre.SUBPATTERN:
            _collect(value[3], before, found)
        elif op is sre.BRANCH:
            for branch in value[1][:6]:
                _collect(branch, before, found)
        before += _sample_one(op, value)


def cost(compiled, way: str, text) -> float:
    """Seconds to match a text: the best of some tries, one where that is short.

    Other processes only ever make it longer, and what takes less than a turn of theirs is soon seen alone; so texts are
    short. A clock of this process alone jumps on a virtual machine.
    """
    best = float("inf")
    for _ in range(8):
        start = time.perf_counter()
        found = getattr(compiled, way)(text)
        if way == "finditer":
            deque(found, maxlen=0)
        best = min(best, time.perf_counter() - start)
        if best < SHORT:
            break
        time.sleep(0)
    return best


def growth(compiled, way: str, bait: str) -> float:
    """How many times the work grows for a text FACTOR times as long; what is over at once counts as linear."""
    worst = 0.0
    for head, tail in (("", "\x00"), (bait, "\x00" + bait[-1:])):
        made = [head + (bait * (size // len(bait) + 1))[:size] + tail for size in (SMALL * FACTOR, SMALL)]
        long, short = [
            text.encode("utf-8", "replace") if isinstance(compiled.pattern, bytes) else text for text in made
        ]
        if (large := cost(compiled, way, long)) > SHORT:
            small = min(cost(compiled, way, short) for _ in range(4))
            worst = max(worst, large / max(small, 2e-6))
    return worst


def patient(compiled, way: str, bait: str) -> float:
    """The growth; infinite where the work takes too long to be measured."""
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        return growth(compiled, way, bait)
    except TimeoutError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def give_up(number, frame):
    """The work takes longer than anything linear would."""
    raise TimeoutError


def load() -> None:
    """Import every module and score something, so that what is compiled at first use is compiled."""
    import reasonscore

    skipped = ("reasonscore.adapters", "reasonscore.reward.adapters", "reasonscore.serve", "reasonscore.__main__")
    for module in pkgutil.walk_packages(reasonscore.__path__, "reasonscore."):
        if not module.name.startswith(skipped):
            with contextlib.suppress(ImportError):  # What belongs to an extra that is not installed.
                import_module(module.name)
    from reasonscore import Scorer

    row = {"response": "Na 128. No fever. The answer is B.", "evidence": "Na 130.", "options": {"A": "x", "B": "y"}}
    Scorer(tier="shallow", verifier="lexical").score(row)


def main() -> None:
    """Load everything, measure every pattern."""
    watch()
    load()
    signal.signal(signal.SIGVTALRM, give_up)
    held, used, found = names(), calls(), []
    for (pattern, flags), module in SEEN.items():
        compiled, way = re.compile(pattern, flags), method(pattern, flags, held, used)
        for bait in filter(None, baits(pattern, flags)):
            rates = []
            while len(rates) < TRIES and (rate := patient(compiled, way, bait)) > MOST:
                # What had to be ended is not a matter of chance.
                rates += [rate] * (TRIES if rate == float("inf") else 1)
            if len(rates) >= TRIES:
                known = sorted({name for _, name in held.get(_key(pattern, compiled.flags), ())})
                line = {"module": module, "names": known, "way": way, "pattern": str(pattern)[:90], "bait": bait[:40]}
                found.append(line | {"growth": round(min(*rates, 999), 1)})
                sys.stderr.write(json.dumps(found[-1]) + "\n")
                break
    json.dump({"patterns": len(SEEN), "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
