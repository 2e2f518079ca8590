"""Every regular expression that the package compiles, and those whose work grows faster than the text; prints JSON.

Run in a process of its own: compiling is watched from the first import on.
"""

from __future__ import annotations

import json
import pkgutil
import re
import signal
import sys
import time
from importlib import import_module
from re import _constants as sre
from re import _parser

SMALL, FACTOR, MOST, PATIENCE = 1000, 4, 9.0, 1.0
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


def cost(compiled, text) -> float:
    """Seconds to find every match in a text, the best of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        for _ in compiled.finditer(text):
            pass
        best = min(best, time.process_time() - start)
    return best


def growth(compiled, bait: str) -> float:
    """How many times the work grows for a text FACTOR times as long; what is over at once counts as linear."""
    worst = 0.0
    for head, tail in (("", "\x00"), (bait, "\x00" + bait[-1:])):
        made = [head + (bait * (size // len(bait) + 1))[:size] + tail for size in (SMALL, SMALL * FACTOR)]
        texts = [text.encode("utf-8", "replace") if isinstance(compiled.pattern, bytes) else text for text in made]
        large = cost(compiled, texts[1])
        if large > 0.004:
            worst = max(worst, large / max(cost(compiled, texts[0]), 1e-5))
    return worst


def patient(compiled, bait: str) -> float:
    """The growth; infinite where the work takes too long to be measured."""
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        return growth(compiled, bait)
    except TimeoutError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def give_up(number, frame):
    """The work takes longer than anything linear would."""
    raise TimeoutError


def main() -> None:
    """Load everything, score something, measure."""
    watch()
    import reasonscore

    skipped = ("reasonscore.adapters", "reasonscore.reward.adapters", "reasonscore.serve", "reasonscore.__main__")
    for module in pkgutil.walk_packages(reasonscore.__path__, "reasonscore."):
        if not module.name.startswith(skipped):
            import_module(module.name)
    from reasonscore import Scorer

    row = {"response": "Na 128. No fever. The answer is B.", "evidence": "Na 130.", "options": {"A": "x", "B": "y"}}
    Scorer(tier="shallow", verifier="lexical").score(row)
    signal.signal(signal.SIGVTALRM, give_up)
    found = {}
    for (pattern, flags), module in SEEN.items():
        compiled = re.compile(pattern, flags)
        rates = {bait: patient(compiled, bait) for bait in baits(pattern, flags) if bait}
        bait = max(rates, key=rates.__getitem__)
        if rates[bait] > MOST and patient(compiled, bait) > MOST:
            sys.stderr.write(f"{module}: {pattern!r:.100} grows {rates[bait]:.0f} times on {bait[:30]!r}\n")
            found[str(pattern)] = {"module": module, "bait": bait[:60], "growth": round(min(rates[bait], 999), 1)}
    json.dump({"patterns": len(SEEN), "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
