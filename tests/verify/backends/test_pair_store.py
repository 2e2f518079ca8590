import multiprocessing

import numpy as np
import pytest

from reasonscore.errors import ResourceError
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.lexical import LexicalBackend
from reasonscore.verify.backends.pair_store import StoredBackend

PAIRS = [TextPair(f"the patient has fever {n}.", "the patient has fever.") for n in range(1200)]


class Counting:
    """A backend that counts what it is asked; its name is part of its signature."""

    def __init__(self, name="counting"):
        self.asked, self.name, self.backend = 0, name, LexicalBackend()

    def predict(self, pairs):
        self.asked += len(pairs)
        return self.backend.predict(pairs)

    def signature(self):
        return {"backend": self.name}


def test_a_later_run_finds_the_same_bits_and_asks_nothing(tmp_path):
    file = tmp_path / "new" / "pairs.sqlite"
    first, second = Counting(), Counting()
    rows = StoredBackend(first, file).predict([*PAIRS, PAIRS[0]])
    again = StoredBackend(second, file).predict(PAIRS[::-1])
    assert (first.asked, second.asked) == (len(PAIRS), 0)
    assert np.array_equal(rows[:-1], again[::-1])
    assert StoredBackend(second, file).predict([]).shape == (0, 3)


def test_rows_of_another_model_are_not_found(tmp_path):
    StoredBackend(Counting(), tmp_path / "p").predict(PAIRS[:5])
    other = Counting("another")
    StoredBackend(other, tmp_path / "p").predict(PAIRS[:5])
    assert other.asked == 5


def test_texts_that_only_join_alike_are_different_pairs(tmp_path):
    backend = StoredBackend(Counting(), tmp_path / "p")
    one, two = TextPair("a\0b", "c"), TextPair("a", "b\0c")
    assert backend._key(one) != backend._key(two)


def test_no_text_is_stored(tmp_path):
    StoredBackend(Counting(), tmp_path / "p").predict([TextPair("a secret diagnosis", "secret")])
    assert all(b"secret" not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_file_of_somebody_is_left_as_it_is(tmp_path):
    file = tmp_path / "responses.jsonl"
    file.write_text('{"response": "x"}\n')
    with pytest.raises(ResourceError, match="is no pair cache but another file; give --pair-cache a file of its own"):
        StoredBackend(Counting(), file)
    assert file.read_text() == '{"response": "x"}\n'
    assert [path.name for path in tmp_path.iterdir()] == ["responses.jsonl"]


def test_a_damaged_file_is_begun_anew_with_a_warning(tmp_path):
    file = tmp_path / "p"
    StoredBackend(Counting(), file).predict(PAIRS)
    content = bytearray(file.read_bytes())
    content[100:4000] = b"\xff" * 3900
    file.write_bytes(bytes(content))
    for ending in ("-wal", "-shm"):
        file.with_name("p" + ending).unlink(missing_ok=True)
    backend = Counting()
    with pytest.warns(UserWarning, match=r"was damaged .* kept as 'p.damaged' and begun anew"):
        rows = StoredBackend(backend, file).predict(PAIRS[:3])
    assert backend.asked == 3
    assert np.allclose(rows.sum(axis=1), 1)
    assert (tmp_path / "p.damaged").exists()


def test_a_file_that_cannot_be_made_is_explained(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResourceError, match=r"the pair cache .* cannot be opened: .*; give another file"):
        StoredBackend(Counting(), tmp_path / "file" / "p")


def _judge(file, start):
    backend = StoredBackend(LexicalBackend(), file)
    for at in range(start, start + 600, 50):
        backend.predict(PAIRS[at : at + 50])


def test_several_processes_may_write_at_once(tmp_path):
    file = tmp_path / "p"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_judge, args=(file, start)) for start in (0, 300, 600)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    stored = StoredBackend(LexicalBackend(), file)
    assert len(stored._read([stored._key(pair) for pair in PAIRS])) == len(PAIRS)
    assert np.array_equal(stored.predict(PAIRS), LexicalBackend().predict(PAIRS))
