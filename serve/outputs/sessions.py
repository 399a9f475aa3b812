"""The line that names a session, in words, as the United Nations print it: "Sixty-seventh session"."""

from collections.abc import Callable

_HIGHEST = 99  # in words; higher numbers are years: the sessions of the Economic and Social Council

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRENCH = (
    "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième"
)
_FRENCH_TENS = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
_SPANISH = (
    "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercer "
    "decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno"
)
_SPANISH_TENS = "vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"
_RUSSIAN = (
    "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая одиннадцатая двенадцатая "
    "тринадцатая четырнадцатая пятнадцатая шестнадцатая семнадцатая восемнадцатая девятнадцатая"
)
_RUSSIAN_ROUND = "двадцатая тридцатая сороковая пятидесятая шестидесятая семидесятая восьмидесятая девяностая"
_RUSSIAN_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_ARABIC = "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_ARABIC_TENS = "العشرون الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون"
_CHINESE = "一二三四五六七八九"


def session_line(number: int, language: str | None) -> str:
    """Return the line that names a session by its number, or by its year, in a language (English if it is another)."""
    words, by_number, by_year = _LINES.get(language or "", _LINES["en"])
    if not 0 < number <= _HIGHEST:
        return by_year.format(number)
    line = by_number.format(words(number))
    return line[0].upper() + line[1:]


def _nth(words: str, place: int) -> str:
    return words.split()[place - 1]


def _english(number: int) -> str:
    if number < 20:
        return _nth(_ENGLISH, number)
    tens, ones = divmod(number, 10)
    ten = _nth(_ENGLISH_TENS, tens - 1)
    return f"{ten}-{_nth(_ENGLISH, ones)}" if ones else f"{ten[:-1]}ieth"


def _french(number: int) -> str:
    if number < 20:
        return _nth(_FRENCH, number)
    tens, ones = divmod(number, 10)
    ten = _nth(_FRENCH_TENS, tens - 1)
    if tens in (7, 9):  # soixante-dix, quatre-vingt-dix
        ones += 10
    if not ones:
        return f"{ten.removesuffix('e')}ième"
    own = "unième" if ones == 1 else _nth(_FRENCH, ones)
    return f"{ten} et {own}" if ones in (1, 11) and tens < 8 else f"{ten}-{own}"


def _spanish(number: int) -> str:
    if number < 20:
        return _nth(_SPANISH, number)
    tens, ones = divmod(number, 10)
    return f"{_nth(_SPANISH_TENS, tens - 1)} {_nth(_SPANISH, ones)}" if ones else _nth(_SPANISH_TENS, tens - 1)


def _russian(number: int) -> str:
    if number < 20:
        return _nth(_RUSSIAN, number)
    tens, ones = divmod(number, 10)
    return f"{_nth(_RUSSIAN_TENS, tens - 1)} {_nth(_RUSSIAN, ones)}" if ones else _nth(_RUSSIAN_ROUND, tens - 1)


def _arabic(number: int) -> str:
    if number <= 10:
        return _nth(_ARABIC, number)
    tens, ones = divmod(number, 10)
    if not ones:
        return _nth(_ARABIC_TENS, tens - 1)
    own = "الحادية" if ones == 1 else _nth(_ARABIC, ones)
    return f"{own} عشرة" if tens == 1 else f"{own} و{_nth(_ARABIC_TENS, tens - 1)}"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = f"{_CHINESE[tens - 1] if tens > 1 else ''}十" if tens else ""
    return ten + (_CHINESE[ones - 1] if ones else "")


_LINES: dict[str, tuple[Callable[[int], str], str, str]] = {
    "en": (_english, "{} session", "{} session"),
    "fr": (_french, "{} session", "Session de {}"),
    "es": (_spanish, "{} período de sesiones", "Período de sesiones de {}"),
    "ru": (_russian, "{} сессия", "Сессия {} года"),
    "ar": (_arabic, "الدورة {}", "دورة عام {}"),
    "zh": (_chinese, "第{}届会议", "{}年会议"),
}
