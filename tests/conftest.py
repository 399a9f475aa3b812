"""What the tests of more than one room share: a few drafted clauses, and a tiny encoder in place of the real one."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import settings

from clausetag.data import load_themes
from clausetag.data.dataset.examples import drafted_examples

settings.register_profile("clausetag", deadline=None)  # a busy machine is no failure
settings.load_profile("clausetag")


@pytest.fixture(scope="session")
def few_examples():
    """Some 360 drafted clauses of every theme, each a cluster of its own."""
    drafted = drafted_examples([theme.key for theme in load_themes()])
    return [replace(example, cluster=example.id) for example in drafted[::5]]


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory, few_examples):
    """Folder of a random BERT of two layers with a tokenizer of its own, accepted as the pretrained encoder."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel

    from clausetag.models import base_encoder

    folder = tmp_path_factory.mktemp("tiny") / "base"
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(
        [example.text for example in few_examples],
        trainers.WordPieceTrainer(vocab_size=600, special_tokens=special, show_progress=False),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    torch.set_num_threads(1)  # threads that wait for each other take longer than so small a network
    torch.manual_seed(0)
    size = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=600, max_position_embeddings=64, **size)).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    with pytest.MonkeyPatch.context() as patch:
        weights = (folder / base_encoder.WEIGHTS).read_bytes()
        patch.setattr(base_encoder, "WEIGHTS_SHA256", hashlib.sha256(weights).hexdigest())
        yield folder
