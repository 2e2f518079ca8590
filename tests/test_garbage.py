"""Work without collections of garbage: afterwards they are as they were before, whatever happened."""

import gc

import pytest

from reasonscore.garbage import no_collection


def interrupted() -> None:
    with no_collection():
        assert not gc.isenabled()
        with no_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("broken")


@pytest.mark.parametrize("was_on", [True, False])
def test_collection_is_as_before_also_after_an_error(was_on: bool) -> None:
    try:
        if not was_on:
            gc.disable()
        with pytest.raises(ValueError, match="broken"):
            interrupted()
        assert gc.isenabled() == was_on
    finally:
        gc.enable()
