"""The micro-batcher: one batch for calls from threads and event loops, bounded, and answered on close."""

import asyncio
import pickle
import threading
import time

import pytest

from reasonscore.reward import Reward, Sample
from reasonscore.reward.batcher import MicroBatcher

CHOICE = Reward("choice", profile="rule")


class Counting:
    def __init__(self, delay=0.0):
        self.sizes = []
        self.delay = delay

    def __call__(self, samples):
        time.sleep(self.delay)
        self.sizes.append(len(samples))
        return CHOICE.score_batch(samples)


def samples(count):
    return [Sample(f"The answer is {'AB'[n % 2]}.", question=str(n), answer="B") for n in range(count)]


def test_concurrent_calls_become_one_batch_and_come_back_in_their_own_order():
    score = Counting()
    batcher = MicroBatcher(score, wait=0.2)

    async def gather():
        return await asyncio.gather(*[batcher.score(sample) for sample in samples(40)])

    for _ in range(2):  # a second event loop
        found = asyncio.run(gather())
        assert [one.reward for one in found] == [n % 2 for n in range(40)]
    assert len(score.sizes) <= 4
    batcher.close()


def test_threads_get_their_own_results():
    batcher = MicroBatcher(Counting(), most=8)
    found = {}
    threads = [
        threading.Thread(target=lambda n=n, one=one: found.update({n: batcher.submit(one).result().reward}))
        for n, one in enumerate(samples(32))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: n % 2 for n in range(32)}
    batcher.close()


def test_a_full_queue_refuses_and_close_answers_what_it_took():
    batcher = MicroBatcher(Counting(delay=0.1), wait=0.0, most=1, room=2)
    taken = [batcher.submit(samples(1)[0])]
    with pytest.raises(OverflowError, match="2 samples wait"):
        taken += [batcher.submit(one) for one in samples(5)]
    batcher.close()
    assert all(one.done() for one in taken)
    with pytest.raises(RuntimeError, match="closed"):
        batcher.submit(samples(1)[0])


def test_an_error_reaches_its_callers_and_the_thread_lives_on():
    calls = []

    def fails_once(given):
        calls.append(len(given))
        if len(calls) == 1:
            raise OSError("model is gone")
        return CHOICE.score_batch(given)

    batcher = MicroBatcher(fails_once, wait=0)
    with pytest.raises(OSError, match="gone"):
        batcher.submit(samples(1)[0]).result()
    assert batcher.submit(samples(2)[1]).result().reward == 1.0
    batcher.close()


def test_a_cancelled_call_is_not_scored():
    score = Counting()
    batcher = MicroBatcher(score, wait=0.1)
    first, second = batcher.submit(samples(1)[0]), batcher.submit(samples(2)[1])
    assert first.cancel()
    assert second.result().reward == 1.0
    assert score.sizes == [1]
    batcher.close()


def test_a_batcher_pickles():
    again = pickle.loads(pickle.dumps(MicroBatcher(CHOICE.score_batch)))
    assert again.submit(samples(2)[1]).result().reward == 1.0
    again.close()
