import re
from pathlib import Path

import pytest

from clausetag.data.errors import LabelError, UsageError
from clausetag.data.fetch.catalogue import load_catalogue
from clausetag.data.fetch.symbols import clean_symbol, file_stem
from clausetag.data.themes import load_themes

HEAD = "symbol\ttitle\tyear\tthemes\n"
GOOD = "A/RES/54/166\tProtection of migrants\t1999\tdetention children\n"


def test_the_catalogue_holds_many_resolutions_each_once() -> None:
    entries = load_catalogue()
    assert len(entries) >= 90
    assert len({entry.symbol for entry in entries}) == len(entries)
    assert len({file_stem(entry.symbol).lower() for entry in entries}) == len(entries)


def test_every_theme_has_its_share() -> None:
    for theme in load_themes():
        chosen = load_catalogue(theme=theme.key)
        assert len(chosen) >= 20
        assert all(theme.key in entry.themes for entry in chosen)


def test_years_agree_with_the_symbols() -> None:
    for entry in load_catalogue():
        body, _, rest = entry.symbol.partition("/RES/")
        if body == "A" and rest.split("/")[0].isdecimal():
            session = int(rest.split("/")[0])
            assert entry.year - session in (1945, 1946), entry
        elif body == "S":
            assert rest.endswith(f"({entry.year})"), entry
        elif body == "E" and not re.fullmatch(r"\d+\([IVXL]+\)", rest):  # early ones count the Council's sessions
            assert rest.startswith(f"{entry.year}/"), entry
        elif body == "A/HRC":
            assert entry.year == 2006 + (int(rest.split("/")[0]) - 1) // 3 or rest == "6/14" or rest == "6/4", entry


@pytest.mark.parametrize(
    ("symbol", "title", "year"),
    [
        ("A/RES/67/172", "Protection of migrants", 2012),
        ("A/RES/64/293", "United Nations Global Plan of Action to Combat Trafficking in Persons", 2010),
        ("A/RES/45/113", "United Nations Rules for the Protection of Juveniles Deprived of their Liberty", 1990),
        ("S/RES/1612(2005)", "Children and armed conflict", 2005),
        ("A/HRC/RES/24/7", "Arbitrary detention", 2013),
    ],
)
def test_some_of_it(symbol: str, title: str, year: int) -> None:
    (entry,) = [entry for entry in load_catalogue() if entry.symbol == symbol]
    assert (entry.title, entry.year) == (title, year)


def test_an_unknown_theme_is_named() -> None:
    with pytest.raises(UsageError, match="unknown theme 'trade'; the themes are detention, children"):
        load_catalogue(theme="trade")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("symbol\ttitle\n", "line 1: the columns must be symbol, title, year, themes"),
        (HEAD + GOOD + GOOD, "line 3: A/RES/54/166 stands in line 2 already"),
        (HEAD + "A/RES/54/166\tProtection of migrants\t1999\n", "line 2: has 3 columns, not 4"),
        (HEAD + GOOD.replace("A/RES/54/166", "../passwd"), "line 2: '../passwd' is not a document symbol"),
        (HEAD + GOOD.replace("A/RES", "a/res"), "line 2: 'a/res/54/166' is not a document symbol"),
        (HEAD + GOOD.replace("1999", "1899"), "line 2: the year of A/RES/54/166 is '1899'"),
        (HEAD + GOOD.replace("Protection of migrants", " "), "line 2: the title of A/RES/54/166 is empty"),
        (HEAD + GOOD.replace("detention children", "detention detention"), "line 2: A/RES/54/166 needs theme keys"),
        (HEAD + GOOD.replace("detention children", "trade"), "line 2: unknown theme 'trade'"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LabelError) as caught:
        load_catalogue(path)
    assert str(caught.value).startswith(f"{path}, {message}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"none\.tsv: cannot be read"):
        load_catalogue(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (" a/res/67/172 ", "A/RES/67/172"),
        ("S/RES/1612 (2005)", "S/RES/1612(2005)"),
        ("A / RES / 67 / 172", "A/RES/67/172"),
        ("A/RES/48/75 A", "A/RES/48/75 A"),
        ("A/RES/1386 (XIV)", "A/RES/1386(XIV)"),
        ("A/C.3/67/L.40/Rev.1", "A/C.3/67/L.40/Rev.1"),
        ("A/HRC/RES/S-35/1", "A/HRC/RES/S-35/1"),
        ("E/ESCAP/RES/47/12", "E/ESCAP/RES/47/12"),
        ("CCPR/C/21/Rev.1/Add.13", "CCPR/C/21/Rev.1/Add.13"),
    ],
)
def test_symbols_have_one_spelling(text: str, symbol: str) -> None:
    assert clean_symbol(text) == symbol


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "67/172",
        "../../etc/passwd",
        "A/../../etc/passwd",
        "/etc/passwd",
        "A//RES",
        "A/RES/67/172/",
        "A\\..\\x",
        "A/RES/\x00",
        "A/RES/67&t=doc",
        "A/RES/%2e%2e/1",
        "C:/windows",
        "A/.hidden",
        "A/RES/67?x=1#y",
        "A/" + "9" * 100,
        "https://example.org/A/RES/1/1",
    ],
)
def test_other_texts_are_no_symbols(text: str) -> None:
    assert clean_symbol(text) is None
