"""Fine-tuning on few clauses: what is under test is the loop, not what it learns."""

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, replace

import numpy as np
import pytest

from clausetag.data import UsageError
from clausetag.training.learners.configs import EncoderConfig
from clausetag.training.learners.finetune import finetune

KILLED = """
import json, os, signal, sys
from pathlib import Path
import numpy as np
import torch
from clausetag.training.learners.configs import EncoderConfig
from clausetag.training.learners.finetune import finetune

torch.set_num_threads(1)
told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))

def die_in_the_second_epoch(line):
    if line.startswith("epoch 2/"):
        os.kill(os.getpid(), signal.SIGKILL)

labels = np.array(told["labels"], dtype=np.int8)
asked = np.ones(labels.shape, dtype=bool)
validation = (told["texts"][32:], labels[32:], asked[32:])
finetune(EncoderConfig(**told["config"]), (told["texts"][:32], labels[:32], asked[:32]), validation, Path(sys.argv[2]),
         die_in_the_second_epoch)
"""


@pytest.fixture(scope="session")
def few(texts, labels):
    """Clauses to learn from and a validation split."""
    everywhere = np.ones((48, labels.shape[1]), dtype=bool)
    return (texts[:32], labels[:32], everywhere[:32]), (texts[32:48], labels[32:48], everywhere[32:])


@pytest.fixture(scope="session")
def config(tiny_config):
    return replace(tiny_config, epochs=3, batch_size=8)


def quietly(line):
    pass


def weights(tuned):
    return {name: value.numpy() for name, value in tuned.network.state_dict().items()}


def assert_same(one, other):
    for name, value in weights(one).items():
        np.testing.assert_array_equal(value, weights(other)[name], err_msg=name)


@pytest.fixture(scope="session")
def uninterrupted(config, few):
    return finetune(config, few[0], few[1], None, quietly)


def test_the_same_seed_gives_the_same_network_and_another_seed_another(config, few, uninterrupted):
    assert_same(finetune(config, few[0], few[1], None, quietly), uninterrupted)
    other = weights(finetune(replace(config, epochs=1, seed=1), few[0], few[1], None, quietly))
    assert (other["head.weight"] != weights(uninterrupted)["head.weight"]).any()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_fit_that_was_killed_goes_on_to_the_same_network(config, few, uninterrupted, tmp_path):
    told = {
        "texts": few[0][0] + few[1][0],
        "labels": np.concatenate([few[0][1], few[1][1]]).tolist(),
        "config": asdict(config),
    }
    (tmp_path / "told.json").write_text(json.dumps(told), encoding="utf-8")
    arguments = [str(tmp_path / "told.json"), str(tmp_path / "checkpoints")]
    done = subprocess.run([sys.executable, "-c", KILLED, *arguments], capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert [p.name for p in (tmp_path / "checkpoints").iterdir()] == ["last.pt"]

    said = []
    resumed = finetune(config, few[0], few[1], tmp_path / "checkpoints", said.append)
    assert said[0].startswith("epoch 2/3")
    assert resumed.epochs == uninterrupted.epochs
    assert_same(resumed, uninterrupted)

    finished = finetune(config, few[0], few[1], tmp_path / "checkpoints", said.append)
    assert_same(finished, uninterrupted)
    other_split = (few[1][0][::-1], few[1][1][::-1], few[1][2])
    finetune(replace(config, epochs=1), few[0], other_split, tmp_path / "checkpoints", said.append)
    assert said[-1].startswith("epoch 1 done")  # other data: nothing to go on from


@pytest.mark.parametrize("content", [b"something else", {"another": "program's"}])
def test_a_file_that_is_no_checkpoint_is_named(config, few, tmp_path, content):
    import torch

    if isinstance(content, bytes):
        (tmp_path / "last.pt").write_bytes(content)
    else:
        torch.save(content, tmp_path / "last.pt")
    with pytest.raises(UsageError) as caught:
        finetune(config, few[0], few[1], tmp_path, quietly)
    assert str(caught.value) == (
        f"{tmp_path / 'last.pt'}: not a checkpoint of an interrupted fit; remove it to start afresh"
    )


def test_early_stopping_keeps_the_best_epoch(config, few, tmp_path):
    import torch

    held, wanted, asked = few[1]
    turned = (held, 1 - wanted, asked)  # so that what is learned soon makes it worse
    stopped = finetune(replace(config, epochs=8, warmup=0.0), few[0], turned, tmp_path, quietly)
    losses = [epoch["validation_loss"] for epoch in stopped.epochs]
    best = int(np.argmin(losses))
    assert len(losses) == best + 3 < 8  # one worse epoch is let pass, one more stops
    last = torch.load(tmp_path / "last.pt", weights_only=True)
    np.testing.assert_array_equal(weights(stopped)["head.weight"], last["best"]["head.weight"].numpy())
    assert (weights(stopped)["head.weight"] != last["averaged"]["module.head.weight"].numpy()).any()

    def stop_after_the_best(line):
        if line.startswith(f"epoch {best + 2}/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finetune(replace(config, epochs=8, warmup=0.0), few[0], turned, tmp_path / "b", stop_after_the_best)
    then = torch.load(tmp_path / "b" / "last.pt", weights_only=True)
    np.testing.assert_array_equal(weights(stopped)["head.weight"], then["averaged"]["module.head.weight"].numpy())


def test_what_is_kept_is_the_average_of_weights_over_half_an_epoch(config, few, tmp_path):
    import torch

    kept = finetune(replace(config, epochs=1, batch_size=16), few[0], None, tmp_path / "two", quietly)  # two steps
    last = torch.load(tmp_path / "two" / "last.pt", weights_only=True)["network"]
    np.testing.assert_array_equal(weights(kept)["head.weight"], last["head.weight"].numpy())

    kept = finetune(replace(config, epochs=1, batch_size=8), few[0], None, tmp_path / "four", quietly)
    last = torch.load(tmp_path / "four" / "last.pt", weights_only=True)["network"]
    assert (weights(kept)["head.weight"] != last["head.weight"].numpy()).any()


def test_progress_names_epoch_step_and_loss(config, few):
    said = []
    finetune(replace(config, epochs=1), few[0], few[1], None, said.append)
    assert said[0].startswith("epoch 1/1, step 4/4, loss ")
    assert said[1].startswith("epoch 1 done: training loss ")
    assert "validation loss" in said[1]


def test_the_defaults_are_the_shipped_ones_and_can_be_written_down():
    assert EncoderConfig(**asdict(EncoderConfig())) == EncoderConfig()


def test_a_pretrained_model_that_cannot_be_exported_is_refused_before_it_learns(tiny_base, tmp_path):
    from clausetag.training.learners.network import PieceScorer

    other = tmp_path / "other"
    shutil.copytree(tiny_base, other)
    told = json.loads((other / "config.json").read_text(encoding="utf-8")) | {"hidden_act": "relu"}
    (other / "config.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(UsageError, match="kind bert with relu cannot be exported; give a BERT with gelu"):
        PieceScorer(other, 2, 0.0)
