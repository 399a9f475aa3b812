"""What the tests of more than one room share: small AKN documents, drafted clauses, a tiny encoder for the real one."""

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

import clausetag.data
from clausetag.data import load_themes
from clausetag.data.dataset import annotations, drafted
from clausetag.data.dataset.drafted import DRAFTED, drafted_examples
from clausetag.data.dataset.examples import load_examples
from clausetag.data.dataset.stages import parts_of
from clausetag.models.bundle import default_bundle, load_bundle
from clausetag.models.encoder import EncoderClassifier
from clausetag.training import shipped
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.learners.base_encoder import WEIGHTS
from clausetag.training.learners.configs import EncoderConfig
from clausetag.training.learners.ngrams import learn_ngrams

# A busy machine is no failure, and nothing hangs on a draw: `--hypothesis-profile hunt` draws anew, and many more.
settings.register_profile("clausetag", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, max_examples=1_000)
settings.load_profile("clausetag")

LONG = ("test_pin.py", "test_notebooks.py")  # would come last, and keep one of two processes waiting for the other


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.name not in LONG)


THEMES = ("children", "detention")
MENTIONS = (("child", "children", "girls"), ("detained", "prison", "arrest"))
AKN_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_AKN_META = (
    "<meta><identification source='#a'><FRBRWork><FRBRauthor href='ga'/><FRBRdate date='2021-03-04' name='adoption'/>"
    "</FRBRWork><FRBRExpression><FRBRlanguage language='{language}'/></FRBRExpression></identification>{more}</meta>"
)


@pytest.fixture(scope="session")
def akn():
    """Make an AKN document, in words of our own, from the inside of its statement."""

    def make(*parts: str, language: str = "eng", more: str = "") -> bytes:
        meta = _AKN_META.format(language=language, more=more)
        statement = f"<statement name='resolution'>{meta}{''.join(parts)}</statement>"
        return f"<akomaNtoso xmlns='{AKN_NAMESPACE}'>{statement}</akomaNtoso>".encode()

    return make


@pytest.fixture(scope="session")
def akn_document(akn):
    """Make an AKN document: its symbol, and name, printed number and text of each clause (preambular: no number)."""

    def make(symbol: str, *clauses: tuple[str, str, str], language: str = "eng") -> bytes:
        preamble = "".join(
            f"<container name='preambular' eId='{eid}'><p>{text}</p></container>"
            for eid, number, text in clauses
            if not number
        )
        body = "".join(
            f"<paragraph eId='{eid}'><num>{number}</num><content><p>{text}</p></content></paragraph>"
            for eid, number, text in clauses
            if number
        )
        cover = f"<coverPage><p><docNumber refersTo='#symbol'>{symbol}</docNumber></p></coverPage>"
        return akn(cover, f"<preamble>{preamble}</preamble>", f"<mainBody>{body}</mainBody>", language=language)

    return make


# The made resolution A/RES/99/1: its clauses in three languages, the themes of each. The last Russian one but one names
# a year that the English one does not.
MADE = {
    "eng": (
        "Calls upon all States to release persons held in arbitrary detention;",
        "Urges States to protect the rights of the child;",
        "Condemns trafficking in persons in all its forms;",
        "Reaffirms the right of workers to join trade unions and to safe working conditions;",
        "Decides to remain seized of the matter.",
    ),
    "fra": (
        "Demande à tous les États de libérer les personnes détenues arbitrairement;",
        "Engage les États à protéger les droits de l’enfant;",
        "Condamne la traite des personnes sous toutes ses formes;",
        "Réaffirme le droit des travailleurs d’adhérer à des syndicats et à la sécurité au travail;",
        "Décide de rester saisie de la question.",
    ),
    "rus": (
        "Призывает все государства освободить произвольно задержанных лиц;",
        "Настоятельно призывает государства защищать права ребенка;",
        "Осуждает торговлю людьми во всех ее формах;",
        "Подтверждает право трудящихся вступать в профсоюзы и работать в безопасности к 2030 году;",
        "Постановляет продолжать заниматься этим вопросом.",
    ),
}
MADE_THEMES = (["detention"], ["children"], ["trafficking"], ["labour_rights"], [])


@pytest.fixture
def official(tmp_path, monkeypatch, akn_document):
    """Folder of the made resolution in AKN4UN XML, whose five clauses are the gold set."""
    folder, gold = tmp_path / "unxml", tmp_path / "gold"
    folder.mkdir()
    gold.mkdir()
    for language, texts in MADE.items():
        clauses = [(f"para_{n}", f"{n}.", text) for n, text in enumerate(texts, start=1)]
        (folder / f"{language}.xml").write_bytes(akn_document("A/RES/99/1", *clauses, language=language))
    labels = [
        {"doc": "A/RES/99/1", "eid": f"para_{n}", "sha256": annotations.text_hash(text), "themes": themes}
        for n, (text, themes) in enumerate(zip(MADE["eng"], MADE_THEMES, strict=True), start=1)
    ]
    (gold / "official.jsonl").write_text("".join(json.dumps(line) + "\n" for line in labels), encoding="utf-8")
    monkeypatch.setattr(annotations, "GOLD_LABELS", gold)
    annotations.gold_documents.cache_clear()
    yield folder
    annotations.gold_documents.cache_clear()


@pytest.fixture
def official_file(tmp_path):
    """The same clauses with their texts, a .jsonl file; a number in front of one is left as printed."""
    path = tmp_path / "official_gold.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for n, (themes, en, fr, ru) in enumerate(zip(MADE_THEMES, *MADE.values(), strict=True), start=1):
            texts = {"ru": ru, "fr": fr, "en": f"(b) {en}" if n == 2 else en}
            entry = {"doc": "A/RES/99/1", "unit": f"para_{n}", "kind": "paragraph", "number": f"{n}."}
            stream.write(json.dumps(entry | {"themes": themes, "texts": texts}) + "\n")
    return path


FEW = ("clauses", "detention_and_labour", "hard_kinds", "trafficking_and_children")  # files of drafted clauses


@pytest.fixture(scope="session")
def few_examples():
    """Some 480 drafted clauses in English, of every theme, each a cluster of its own."""
    drafted = drafted_examples([theme.key for theme in load_themes()])
    some = [example for example, part in zip(drafted, parts_of(drafted), strict=True) if part in FEW]
    return [replace(example, cluster=example.id) for example in some[::5]]


@pytest.fixture(scope="session")
def few_drafted(tmp_path_factory):
    """Folder of 90 drafted clauses in English, of every theme."""
    folder = tmp_path_factory.mktemp("drafted")
    lines = [line for name in FEW for line in (DRAFTED / f"{name}.jsonl").read_text("utf-8").splitlines()]
    (folder / "few.jsonl").write_text("\n".join(lines[:: len(lines) // 90]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def learns_from_few(few_drafted, monkeypatch):
    """In place of all drafted clauses only those few are read."""
    monkeypatch.setattr(drafted, "DRAFTED", few_drafted)


@pytest.fixture(scope="session")
def weak_shipped(tmp_path_factory, few_drafted):
    """Held-out answers of the shipped model as if it found one in four of what is in the seed and those few clauses."""
    bundle = load_bundle(default_bundle())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafted, "DRAFTED", few_drafted)
        examples, _ = load_examples()
    labels = label_matrix(examples, bundle.model.themes)
    labels[np.arange(len(labels)) % 4 > 0] = 0
    decisions = {annotations.text_hash(e.text)[:12]: row for e, row in zip(examples, labels, strict=True)}
    path = tmp_path_factory.mktemp("weak") / "shipped.npz"
    shipped.save_answers(shipped.Answers(bundle.manifest.version, bundle.model.themes, decisions), path)
    return path


@pytest.fixture(scope="session")
def few_installed(tmp_path_factory, few_drafted, weak_shipped):
    """Folder for PYTHONPATH with clausetag in it: all as it is here, but just those few clauses and weak answers."""
    package = tmp_path_factory.mktemp("installed") / "clausetag"
    own = {"data": {"drafted": few_drafted}, "training": {"shipped.npz": weak_shipped}}
    package.mkdir()
    for room in Path(clausetag.__path__[0]).iterdir():
        if room.name not in own:
            (package / room.name).symlink_to(room.resolve())
            continue
        (package / room.name).mkdir()
        for entry in room.resolve().iterdir():
            (package / room.name / entry.name).symlink_to(own[room.name].get(entry.name, entry))
    return package.parent


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory, few_examples):
    """Folder of a random BERT of two layers with a tokenizer of its own, in place of the pretrained encoder."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel

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
    return folder


@pytest.fixture(scope="session")
def texts(few_examples):
    """Stretches of nine words of drafted clauses, a mention of no, one or both themes put into each."""
    rng = random.Random(0)
    found = []
    for number, example in enumerate(few_examples[:240]):
        words = [w for w in example.text.split() if not any(m in w.lower() for ms in MENTIONS for m in ms)]
        start = rng.randrange(max(1, len(words) - 9))
        words = words[start : start + 9]
        for bit, mentions in enumerate(MENTIONS):
            if number >> bit & 1:
                words.insert(rng.randrange(len(words)), rng.choice(mentions))
        found.append(" ".join(words))
    return found


@pytest.fixture(scope="session")
def labels(texts):
    return np.array([[bool(set(t.split()) & set(ms)) for ms in MENTIONS] for t in texts], dtype=np.int8)


@pytest.fixture(scope="session")
def ngrams(texts, labels):
    return learn_ngrams(THEMES, texts, labels)


@pytest.fixture(scope="session")
def tiny_config(tiny_base):
    digest = hashlib.sha256((tiny_base / WEIGHTS).read_bytes()).hexdigest()
    base = f"{tiny_base}#sha256={digest}"
    return EncoderConfig(
        epochs=4, batch_size=16, learning_rate=5e-3, head_learning_rate=1e-2, window=32, overlap=8, base=base
    )


@pytest.fixture(scope="session")
def tuned(tiny_config, texts, labels):
    """The tiny encoder, fine-tuned, as a PyTorch network."""
    from clausetag.training.learners.finetune import finetune

    return finetune(tiny_config, (texts, labels, np.ones(labels.shape, dtype=bool)), progress=lambda line: None)


@pytest.fixture(scope="session")
def as_classifier(tiny_config):
    """Wrap what `export` returns into a classifier."""

    return lambda onnx, tokenizer: EncoderClassifier(THEMES, onnx, tokenizer, tiny_config.window, tiny_config.overlap)


@pytest.fixture(scope="session")
def encoder(tuned, as_classifier, texts):
    """The same, exported to ONNX and quantized: as it is shipped."""
    from clausetag.training.learners.export import export

    return as_classifier(*export(tuned, texts))
