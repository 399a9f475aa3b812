"""Which script a text is written in."""

import re
from enum import StrEnum


class Script(StrEnum):
    """The scripts of the official languages and of their neighbours; `OTHER` for any other letters."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    OTHER = "other"


HAN_SIGNS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9"  # inside a class; no code point without a sign
HAN = re.compile(f"[{HAN_SIGNS}]+")
_BEYOND_LATIN = re.compile("[^\x00-\u02ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u214f]")
_LETTERS = {
    Script.LATIN: (re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]+"), 1),
    Script.CYRILLIC: (re.compile("[\u0400-\u052f]+"), 1),
    Script.ARABIC: (re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]+"), 1),
    # A sign of these says as much as a few letters.
    Script.KANA: (re.compile("[\u3041-\u30ff]+"), 3),
    Script.HANGUL: (re.compile("[\uac00-\ud7a3\u1100-\u11ff]+"), 2),
    Script.HAN: (HAN, 3),
}
_KANA_OF_JAPANESE = 1 / 8  # Chinese quotes a kana now and then; Japanese is at least this part kana


def script_of(text: str) -> Script | None:
    """Return the script of most of a text; None where it has no letters. Han signs among kana are Japanese: kana."""
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return Script.LATIN if any(map(str.isalpha, text)) else None
    weight = dict.fromkeys(_LETTERS, 0)
    for script, (run, size) in _LETTERS.items():
        letters = sum(map(len, run.findall(text)))
        if 4 * letters > 3 * len(text) and not weight[Script.KANA]:  # whatever the rest is, it weighs less
            return script
        weight[script] = size * letters
    han, kana = weight[Script.HAN], weight[Script.KANA]
    if kana and kana >= _KANA_OF_JAPANESE * (han + kana):
        weight[Script.KANA], weight[Script.HAN] = han + kana, 0
    best = max(weight, key=lambda script: weight[script])
    if 2 * weight[best] < len(text):  # only then may letters of none of these be the most
        others = sum(map(str.isalpha, text)) - sum(weight[script] // size for script, (_, size) in _LETTERS.items())
        if others > weight[best]:
            return Script.OTHER
    return best if weight[best] else None
