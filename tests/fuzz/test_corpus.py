"""The corpus and mutations of it through every target: what the long runs did, in seconds, and the same every time."""

from itertools import islice

import pytest

from tests.fuzz.mutation import mutations, seeds, words
from tests.fuzz.target import TARGETS

SHORT = {"json": 2000, "trace": 60, "shallow": 60, "parse": 10}


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_their_mutations(name):
    for data in [*seeds(name), *islice(mutations(name, seed=1), SHORT[name])]:
        TARGETS[name](data)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_mutations(name):
    for data in islice(mutations(name, seed=2), 20 * SHORT[name]):
        TARGETS[name](data)


def test_the_fuzzer_repeats_itself_and_changes_its_seeds():
    first, again = list(islice(mutations("trace"), 50)), list(islice(mutations("trace"), 50))
    assert first == again
    assert len(set(first)) > 45
    assert first != list(islice(mutations("trace", seed=1), 50))
    assert len(words()) > 80
    assert sum(len(data) for name in TARGETS for data in seeds(name)) < 20_000
