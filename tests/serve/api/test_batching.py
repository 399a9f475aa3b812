import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from clausetag.serve.api.batching import Batcher
from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError


class Recorder:
    """Tags a text with itself and remembers the batches; a text "bad" is too much for it."""

    def __init__(self):
        self.batches = []

    def tag_texts(self, texts):
        self.batches.append(list(texts))
        if "bad" in texts:
            raise ValueError("bad text")
        return list(texts)


@asynccontextmanager
async def batching(settings, **changes):
    recorder = Recorder()
    batcher = Batcher(SimpleNamespace(tagger=recorder), replace(settings(), **changes), Metrics())
    task = asyncio.create_task(batcher.run())
    yield batcher, recorder
    task.cancel()


def test_requests_that_run_at_once_are_tagged_together_and_get_their_own(settings):
    async def main():
        async with batching(settings) as (batcher, recorder):
            found = await asyncio.gather(*(batcher.tag([f"{n}", f"{n}b"]) for n in range(20)))
            assert [answered.tags for answered in found] == [[f"{n}", f"{n}b"] for n in range(20)]
            assert len(recorder.batches) == 1

    asyncio.run(main())


def test_batches_are_cut_by_characters_and_a_large_request_is_taken_alone(settings):
    async def main():
        async with batching(settings, batch_characters=10) as (batcher, recorder):
            await asyncio.gather(*(batcher.tag([text]) for text in ("aaaa", "bbbb", "c" * 50, "dddd")))
            assert recorder.batches == [["aaaa", "bbbb"], ["c" * 50], ["dddd"]]

    asyncio.run(main())


def test_others_get_in_between_the_parts_of_a_large_request(settings):
    async def main():
        async with batching(settings, batch_characters=10) as (batcher, recorder):
            large, small = await asyncio.gather(batcher.tag(["aaaa", "aaaa", "bbbb", "c" * 50]), batcher.tag(["d"]))
            assert large.tags == ["aaaa", "aaaa", "bbbb", "c" * 50]
            assert small.tags == ["d"]
            assert recorder.batches == [["aaaa", "aaaa", "d"], ["bbbb"], ["c" * 50]]

    asyncio.run(main())


def test_a_large_request_is_answered_by_one_model_though_it_is_swapped_meanwhile(settings):
    async def main():
        async with batching(settings, batch_characters=4) as (batcher, recorder):
            new = Recorder()

            def swap(texts):
                batcher._holder.tagger = new
                return list(texts)

            recorder.tag_texts = swap
            answered = await batcher.tag(["aaaa", "bbbb"])
            assert answered.tagger is new
            assert answered.tags == ["aaaa", "bbbb"]
            assert new.batches == [["bbbb"], ["aaaa"], ["bbbb"]]

    asyncio.run(main())


@pytest.mark.parametrize("limit", [{"queue_requests": 2}, {"queue_texts": 2}])
def test_full_queue_refuses_at_once_and_says_when_to_come_back(settings, limit):
    async def main():
        batcher = Batcher(SimpleNamespace(tagger=Recorder()), replace(settings(), **limit), Metrics())
        waiting = [asyncio.create_task(batcher.tag(["x"])) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(ProblemError) as raised:
            await batcher.tag(["y"])
        assert raised.value.status == 503
        assert raised.value.headers["retry-after"] == "1"
        task = asyncio.create_task(batcher.run())
        assert [answered.tags for answered in await asyncio.gather(*waiting)] == [["x"], ["x"]]
        assert (await batcher.tag(["y"])).tags == ["y"]
        task.cancel()

    asyncio.run(main())


def test_trouble_with_one_request_is_not_the_others(settings):
    async def main():
        async with batching(settings) as (batcher, _):
            found = await asyncio.gather(*(batcher.tag([t]) for t in ("a", "bad", "b")), return_exceptions=True)
            assert [getattr(f, "tags", None) for f in found] == [["a"], None, ["b"]]
            assert isinstance(found[1], ValueError)
            assert (await batcher.tag(["c"])).tags == ["c"]

    asyncio.run(main())


def test_requests_whose_callers_have_gone_are_not_tagged(settings):
    async def main():
        batcher = Batcher(SimpleNamespace(tagger=(recorder := Recorder())), settings(), Metrics())
        gone = asyncio.create_task(batcher.tag(["gone"]))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        task = asyncio.create_task(batcher.run())
        await batcher.tag(["here"])
        assert recorder.batches == [["here"]]
        task.cancel()

    asyncio.run(main())


def test_answers_that_take_too_long_are_an_honest_503(settings):
    async def main():
        batcher = Batcher(SimpleNamespace(tagger=Recorder()), replace(settings(), answer_seconds=0.01), Metrics())
        with pytest.raises(ProblemError) as raised:  # nothing runs the queue
            await batcher.tag(["x"])
        assert raised.value.status == 503

    asyncio.run(main())


def test_no_texts_need_no_batch(settings):
    async def main():
        batcher = Batcher(SimpleNamespace(tagger=Recorder()), settings(), Metrics())
        assert (await batcher.tag([])).tags == []

    asyncio.run(main())
