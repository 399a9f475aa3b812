"""A folder of small documents, and the batch command."""

import json
from contextlib import contextmanager

import pytest

from clausetag.serve.batch import run, work

CLAUSES = [
    "Calls upon all States to release persons held in arbitrary detention;",
    "Urges States to protect the rights of the child, in particular girls;",
    "Condemns trafficking in persons in all its forms;",
    "Reaffirms the right of workers to join trade unions and to safe working conditions;",
    "Requests the Secretary-General to report to the General Assembly at its next session;",
]


def make_text(number):
    chosen = [CLAUSES[(number + k) % len(CLAUSES)] for k in range(2 + number % 3)]
    lines = [f"{place}. {text}" for place, text in enumerate(chosen, 1)]
    return "\n\n".join(["The General Assembly,", "Recalling its resolution 60/1 on migrants,", *lines]) + "\n"


_SUBJECTS = (
    "<classification source='#a'>"
    "<keyword dictionary='UNBIS' href='http://metadata.un.org/thesaurus/1004108' showAs='migrant workers' value='x'/>"
    "<keyword dictionary='SDGO' href='http://metadata.un.org/sdg/8' showAs='work; growth' value='x'/>"
    "</classification>"
)


@pytest.fixture(scope="session")
def akn_resolution(akn):
    """Make a small resolution in AKN of its operative paragraphs: a preambular one, a symbol, a day, two subjects."""

    def make(*texts, language="eng"):
        paragraphs = "".join(
            f"<paragraph eId='p{n}'><num>{n}.</num><content><p>{text}</p></content></paragraph>"
            for n, text in enumerate(texts, 1)
        )
        return akn(
            "<preface><p><docNumber refersTo='#symbol'>A/RES/75/900</docNumber></p></preface>",
            "<preamble><container name='Recalling' eId='c1'><p>Recalling its wish of old,</p></container></preamble>",
            f"<mainBody>{paragraphs}</mainBody>",
            language=language,
            more=_SUBJECTS,
        )

    return make


@pytest.fixture(scope="session")
def text_of():
    return make_text


@pytest.fixture
def docs(tmp_path):
    """230 documents, three parts; one empty, one a picture."""
    folder = tmp_path / "docs"
    (folder / "sub").mkdir(parents=True)
    for number in range(230):
        (folder / ("sub" if number % 7 == 0 else ".") / f"d{number:03d}.txt").write_text(make_text(number))
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n")
    return folder


@pytest.fixture
def corpus(tmp_path):
    """The layout of the public corpus with texts of our own."""
    folder = tmp_path / "corpus" / "train-data"
    folder.mkdir(parents=True)
    for number in (3, 1, 2):
        entries = [{"type": "p", "text_fr": "", "text_en": text} for text in make_text(number).split("\n\n")]
        (folder / f"A-RES-60-{number}-fr-parsed.json").write_text(json.dumps(entries))
    return folder.parent


@pytest.fixture(scope="session")
def in_this_process():
    """Have parts tagged in this process: worker processes, which some tests are about, take seconds to start."""

    @contextmanager
    def patched():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(run, "tag_parts", lambda parts, job, workers: (work.tag_part(part, job) for part in parts))
            yield

    return patched


@pytest.fixture
def batch(cli, bundle):
    return lambda *args: cli("batch", *args, "--bundle", bundle)


@pytest.fixture(scope="session")
def read():
    """Rows of a table of an output folder."""

    def rows(out, table, form="parquet"):
        from clausetag.serve.batch.read import read_table

        return list(read_table(out, table, form))

    return rows


@pytest.fixture(scope="session")
def bytes_of():
    """Bytes of every file of the tables, by path."""
    return lambda out: {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.glob("*/part-*"))}
