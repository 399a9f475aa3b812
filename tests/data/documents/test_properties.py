"""Properties that hold for any resolution, and for any bytes."""

import zipfile
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausetag.data import Clause, DocumentError, Resolution, Section, read_resolution_bytes, resolution_from_paragraphs

WORDS = [
    "children",
    "rights",
    "of",
    "migrants",
    "in",
    "detention",
    "and",
    "the",
    "protection",
    "of",
    "workers",
    "against",
    "trafficking",
    "by",
    "States",
    "in",
    "2012",
]
tail = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6).map(" ".join)
preambular = st.builds(
    "{} the {},".format, st.sampled_from(["Recalling", "Noting", "Deeply concerned at", "Bearing in mind"]), tail
)
verbs = st.sampled_from(["Calls upon", "Urges", "Decides on", "Requests", "Welcomes"])
leaf = st.builds("{} the {};".format, verbs, tail)
chapeau = st.builds("{} the {}:".format, verbs, tail)
deeper = st.tuples(chapeau, st.lists(leaf, min_size=2, max_size=3))
lettered = st.tuples(chapeau, st.lists(leaf | leaf | deeper, min_size=2, max_size=11))
documents = st.tuples(st.lists(preambular, max_size=3), st.lists(leaf | lettered, min_size=1, max_size=3))
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def rows_of(document) -> list[tuple[str, str, str]]:
    """Path, label and text of every clause of a generated document."""
    before, operative = document
    rows = [(f"pp{n}", "", text) for n, text in enumerate(before, 1)]
    for number, item in enumerate(operative, 1):
        head, below = (item, []) if isinstance(item, str) else item
        rows.append((f"op{number}", f"{number}.", head))
        for letter, sub in zip("abcdefghijklmn", below, strict=False):
            text, deeper = (sub, []) if isinstance(sub, str) else sub
            rows.append((f"op{number}({letter})", f"({letter})", text))
            rows += [(f"op{number}({letter})({r})", f"({r})", t) for r, t in zip(ROMAN, deeper, strict=False)]
    return rows


def check(found: Resolution, rows: list[tuple[str, str, str]]) -> None:
    assert [(c.path, c.text) for c in found.clauses] == [(path, text) for path, _, text in rows]
    texts = {path: text for path, _, text in rows}
    for clause in found.clauses:
        parent = clause.path.rsplit("(", 1)[0] if "(" in clause.path else None
        assert clause.chapeau == (texts[parent] if parent else "")
        assert clause.section is (Section.PREAMBULAR if clause.path.startswith("pp") else Section.OPERATIVE)


@settings(max_examples=40, deadline=None)
@given(documents)
def test_text_round_trip(document):
    rows = rows_of(document)
    text = "\n".join(["The General Assembly,", *(f"\t{label}\t{text}" if label else text for _, label, text in rows)])
    check(read_resolution_bytes(text.encode(), "a.txt"), rows)


@settings(max_examples=20, deadline=None)
@given(documents)
def test_paragraphs_round_trip(document):
    rows = rows_of(document)
    check(
        resolution_from_paragraphs(["The General Assembly,", *(f"{label} {text}".strip() for _, label, text in rows)]),
        rows,
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(document=documents)
def test_pdf_round_trip(document, write_pdf, make_document):
    rows = rows_of(document)
    written = make_document(("", "The General Assembly,"), *((label, text) for _, label, text in rows))
    check(read_resolution_bytes(write_pdf(written, hyphenate=False, height=400), "a.pdf"), rows)


def read_or_refuse(content: bytes) -> None:
    try:
        found = read_resolution_bytes(content, "any.bin")
    except DocumentError as error:
        assert str(error).startswith("any.bin: ")  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(found, Resolution)
        assert len({c.path for c in found.clauses}) == len(found.clauses)
        assert all(isinstance(c, Clause) and c.text for c in found.clauses)


@settings(max_examples=250, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes(content):
    read_or_refuse(content)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_known_beginning(start, content):
    read_or_refuse(start + content + b"\n%%EOF")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 0.999), junk=st.binary(min_size=1, max_size=8), kind=st.sampled_from(["pdf", "docx"]))
def test_damage_anywhere(place, junk, kind, small_files):
    content = small_files[kind]
    at = int(place * len(content))
    read_or_refuse(content[:at] + junk + content[at + len(junk) :])


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_xml_in_a_docx(body):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    read_or_refuse(stream.getvalue())


lines = st.lists(st.text(alphabet="ab1.,;:()iv*[]/ \tRecalling", max_size=40), max_size=30)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_any_paragraphs(rows):
    found = resolution_from_paragraphs(rows)
    assert len({c.path for c in found.clauses}) == len(found.clauses)
