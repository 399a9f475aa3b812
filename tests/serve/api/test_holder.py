import asyncio
import shutil
import threading
import time

import pytest

from clausetag.data.errors import BundleError
from clausetag.models.bundle import load_bundle, save_bundle
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.serve.api.holder import MISSING, Folder, Holder, Registered, source_of


@pytest.fixture
def copy(bundle, tmp_path):
    return shutil.copytree(bundle, tmp_path / "bundle")


def other(folder, threshold):
    """Put a model with other rules in the folder's place."""
    model = load_bundle(folder).model
    rules = (ThemeRule(threshold, threshold / 2),) * len(model.themes)
    new = Model(model.classifier, Rules(model.shared.calibrations, rules))
    return save_bundle(new, folder, card="", dataset={}, metrics={}, config={}).manifest.version


def wait(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_service_will_not_start_without_a_model(tmp_path):
    with pytest.raises(BundleError):
        Holder(Folder(tmp_path))


def test_new_model_is_taken_with_no_failed_request(served, copy):
    with served(bundle=copy, model_seconds=0.05) as client:
        versions, failed, stop = [], [], threading.Event()

        def ask():
            while not stop.is_set():
                answer = client.post("/v1/tag", json={"texts": ["Urges States to release children;"]})
                (versions if answer.status_code == 200 else failed).append(answer.json().get("model_version"))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        wait(lambda: versions)
        expected = [versions[0]]
        for threshold in (0.6, 0.7):
            expected.append(other(copy, threshold))
            wait(lambda: versions[-1] == expected[-1])
        stop.set()
        for thread in threads:
            thread.join()
        assert not failed
        assert list(dict.fromkeys(versions)) == expected
        assert "clausetag_model_swaps 2.0" in client.get("/metrics").text


def test_model_that_cannot_be_used_is_not_taken_and_the_next_one_is(served, copy):
    with served(bundle=copy, model_seconds=0.05) as client:
        old = client.get("/v1/model").json()["version"]
        manifest = copy / "manifest.json"
        kept = manifest.read_text()
        manifest.write_text("{")
        wait(lambda: client.app.state.service.holder.failures)
        assert client.get("/v1/model").json()["version"] == old
        assert client.post("/v1/tag", json={"texts": ["x y"]}).status_code == 200
        manifest.write_text(kept)
        new = other(copy, 0.8)
        wait(lambda: client.get("/v1/model").json()["version"] == new)


def test_watch_goes_on_whatever_a_source_raises(bundle):
    class Source(Folder):
        stamps = iter(["first", ValueError("no such thing"), "second"])

        def stamp(self):
            stamp = next(self.stamps, "second")
            if isinstance(stamp, Exception):
                raise stamp
            return stamp

    async def main():
        holder = Holder(Source(bundle))
        watch = asyncio.create_task(holder.watch(0.01))
        while not holder.swaps:
            assert not watch.done()
            await asyncio.sleep(0.01)
        watch.cancel()
        assert holder.failures == 1

    asyncio.run(asyncio.wait_for(main(), 20))


def test_an_alias_that_moves_in_the_registry_is_followed_with_no_failed_request(served, copy, register):
    first = load_bundle(copy).manifest.version
    assert register(copy) == "1"
    with served(bundle="models:/clausetag@champion", model_seconds=0.05) as client:
        answers, stop = [], threading.Event()

        def ask():
            while not stop.is_set():
                answers.append(client.post("/v1/tag", json={"texts": ["Urges States to release children;"]}))

        thread = threading.Thread(target=ask)
        thread.start()
        wait(lambda: answers)
        second = other(copy, 0.7)
        assert register(copy) == "2"
        wait(lambda: answers[-1].json().get("model_version") == second)
        stop.set()
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert list(dict.fromkeys(answer.json()["model_version"] for answer in answers)) == [first, second]


def test_a_registry_that_goes_away_changes_nothing(register, copy, tmp_path):
    register(copy)
    source = source_of("models:/clausetag@champion")
    assert isinstance(source, Registered)
    assert source.stamp() == "1"
    (tmp_path / "mlflow.db").rename(tmp_path / "moved.db")
    assert source.stamp() == MISSING
    assert source_of("models:/clausetag/3").stamp() == "models:/clausetag/3"
    assert isinstance(source_of(copy), Folder)
