"""A small model trained on the drafted clauses, and the command line in this process and in one of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from clausetag.data import load_themes, seed_path
from clausetag.data.dataset.drafted import drafted_examples
from clausetag.models.bundle import load_bundle, save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.serve import Tagger
from clausetag.serve.cli import app
from clausetag.training.learners.ngrams import learn_ngrams

COMMAND = [sys.executable, "-c", "from clausetag.serve.cli import main; main()"]


@pytest.fixture(scope="session")
def bundle(tmp_path_factory):
    keys = tuple(theme.key for theme in load_themes())
    examples = [e for e in drafted_examples(keys) if not e.document.startswith("drafted-s")]  # enough, and quicker
    labels = np.array([[key in example.themes for key in keys] for example in examples], dtype=np.int8)
    classifier = learn_ngrams(keys, [example.text for example in examples], labels)
    model = Model(classifier, Rules((PlattCalibration(),) * len(keys), (ThemeRule(0.5, 0.2),) * len(keys)))
    folder = tmp_path_factory.mktemp("bundles") / "small"
    metrics = {"a small set": {"clauses": 7, "macro_f1": [0.9, 0.8, 0.95]}}
    return save_bundle(model, folder, card="# A model for tests\n", dataset={}, metrics=metrics, config={}).path


@pytest.fixture(scope="session")
def tagger(bundle):
    return Tagger.load(bundle)


@pytest.fixture(scope="session")
def seed():
    return seed_path()


@pytest.fixture(scope="session")
def marked_up(akn):
    """A resolution in AKN XML with subjects, and a number that stands in the text of a paragraph."""
    keyword = "<keyword value='x' href='http://metadata.un.org/{}' showAs='{}' dictionary='{}'/>"
    subjects = [
        keyword.format("thesaurus/1001603", "DETAINED PERSONS", "UNBIS"),
        keyword.format("sdg/16", "Peace", "SDGO"),
        "<keyword value='x' showAs='PRISONS' dictionary='UNBIS'/>",
    ]
    return akn(
        "<coverPage><p><docNumber refersTo='#symbol'>A/RES/99/1</docNumber></p></coverPage>",
        "<preface><p><docTitle refersTo='#resolutionTitle'>Prisons</docTitle></p></preface>",
        "<preamble><container name='Recalling' eId='c1'><p>Recalling its concern for prisoners,</p></container>"
        "</preamble>",
        "<mainBody><paragraph eId='p1'><num>1.</num><content><p>Calls upon States to release all children who are held "
        "in prison;</p></content></paragraph><paragraph eId='p2'><content><p>2. Decides to remain seized of the matter."
        "</p></content></paragraph></mainBody>",
        more=f"<classification>{''.join(subjects)}</classification>",
    )


@pytest.fixture
def cli():
    """Run a command in this process; the result has exit_code, stdout, stdout_bytes and stderr."""
    return lambda *args, **kwargs: CliRunner().invoke(app, [str(arg) for arg in args], **kwargs)


@pytest.fixture
def tag(cli, bundle):
    return lambda *args, **kwargs: cli("tag", *args, "--bundle", bundle, **kwargs)


@pytest.fixture(scope="session")
def process():
    """Run a command in a process of its own."""

    def run(*args, **kwargs):
        env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run([*COMMAND, *map(str, args)], capture_output=True, timeout=120, env=env, **kwargs)

    return run


@pytest.fixture
def register(tmp_path, monkeypatch):
    """Log a bundle to a real MLflow store and give it the alias that is served; returns its version in the registry."""
    import mlflow

    from clausetag.models.mlflow_store import REGISTERED, artifact_folder, connect
    from clausetag.serve.model_code import MODEL_CODE
    from clausetag.training.runs.log_model import log_model

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    client = connect(create=True)
    experiment = client.create_experiment("served", artifact_location=artifact_folder())
    client.create_registered_model(REGISTERED)

    def put(folder):
        with mlflow.start_run(experiment_id=experiment) as run:
            model = log_model(run.info.run_id, folder, "ngrams", load_bundle(folder).model.themes, MODEL_CODE)
        version = client.create_model_version(REGISTERED, f"models:/{model}", run.info.run_id, model_id=model).version
        client.set_registered_model_alias(REGISTERED, "champion", version)
        return str(version)

    return put


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, headless. Closed after each module: Playwright's loop would be in the way of other loops."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield found
        found.close()


@pytest.fixture(scope="session")
def violations():
    """What axe finds on a page; it is put in through the debugger, for a page's policy lets no script in."""
    axe = pytest.importorskip("axe_playwright_python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def of(page):
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": script})
        asked = "axe.run({resultTypes: ['violations']}).then(r => JSON.stringify(r))"  # of what passes one node each
        run = {"expression": asked, "awaitPromise": True, "returnByValue": True}
        result = json.loads(session.send("Runtime.evaluate", run)["result"]["value"])
        assert len(result["passes"]) > 10, "axe looked at hardly anything"
        return [(v["id"], v["impact"], v["nodes"][0]["html"][:120]) for v in result["violations"]]

    return of


SEARCHED = {
    "a.txt": (
        "A/RES/67/901\nResolution adopted by the General Assembly on 20 December 2012\n\nCare of lakes\n\n"
        "The General Assembly,\n\nRecalling the rights of the child,\n\n"
        "1. Urges States to protect every child in detention;\n\n2. Decides to clean the lakes.\n"
    ),
    "b.txt": (
        "A/RES/73/902\nResolution adopted by the General Assembly on 20 December 2018\n\nCare of rivers\n\n"
        "The General Assembly,\n\n1. Calls upon States to combat trafficking in persons, in particular in Lakes;\n"
    ),
    "c.txt": (
        "A/RES/73/903\nRésolution adoptée par l’Assemblée générale le 20 décembre 2018\n\n"
        "L’Assemblée générale,\n\n1. Engage les États à protéger les droits de l’enfant;\n"
    ),
    "notes.txt": "Buy milk and eggs for the child at the lakes\n",
}


@pytest.fixture(scope="session")
def tagged_folder(bundle, tmp_path_factory):
    """Tables of four small documents: two in English, one in French, which the model does not know, and some notes."""
    from clausetag.serve.batch.run import run_batch

    folder = tmp_path_factory.mktemp("searched")
    for name, text in SEARCHED.items():
        (folder / name).write_text(text, encoding="utf-8")
    out = folder / "tags"
    run_batch([str(folder / name) for name in SEARCHED], out, bundle=bundle, workers=1)
    return out
