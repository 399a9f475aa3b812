"""Numbers that touch what stands before them, and how likely each is the mark of a note: "Human Rights,2 which"."""

import re

TOUCHING = re.compile(
    r"(?=[\d*†‡])(?<![nNoO][°º])"  # n°6
    r"(?<=[^\s([/\d\-‐‑‒–—−+#$£€=<>“«„《])(?:\d{1,3}|\*{1,3}|[†‡])(?![\w/]|\s?[%°])(?![.,:(]\d)(?![-‐‑–]\w)(?!\s\d{3}(?!\d))"
)
_AT_END = re.compile(r"[^\W_][,;]\d{1,3}\s*\Z")
_WITHIN_SENTENCE = re.compile(
    r"\d{1,3}(?:\s?[,;:)]|\s[“«]|\s[^\W\dA-ZА-Я])"
)  # behind a full stop: "target 16.4 to", "DEC.3,"
_WORDS = re.compile(r"(?:[A-Z]{3,}/)+[A-Z]{3,}")  # HIV/AIDS, and no symbol
_PART_NUMBER = re.compile(r"[(“\"]?[IVXL]+\.")  # paragraph IV.7
_YEARLY = re.compile(
    r"(?:\w|[^\W\d_]\s)\(\d{4}\)$"
)  # F/Rec(2022)16, Resolution (2020)2; in "1325 (2000)1" it is a mark
_RECOMMENDED = re.compile(r"\b(?:[Rr][eé]c\w*|[Рр]екомендац\w+|(?:ال)?توصي\w+|建议)\s\(\d{4}\)$")
CHINESE_REFERENCE = re.compile(
    r"第(?![一二三四五六七八九十、和至]+$)[\d、和至().a-z一二三四五六七八九十]*$|(?:目标|附件|项目|附录|表|图|类|小组|部分|对话|圆桌会议|方案)[\d、和至]*$"
)
ABBREVIATION = re.compile(
    r"\b(?:[Nn]os?|[Vv]ols?|[Pp]{1,2}|[Pp]aras?|[Aa]rts?|[Cc]hap|[Ss]ect|[Aa]dd|[Cc]orr|[Rr]ev|L|[Dd]oc)\.$"
)


def touching_weight(text: str, start: int) -> float:
    """Return how likely a number that touches what stands before it is a marker."""
    head = text[max(0, start - 40) : start]
    token = head.rsplit(None, 1)[-1] if head.split() else ""
    if text[start] in "*†‡" or _AT_END.match(text, max(0, start - 2)):
        return 3.0  # also where a clause would end with the comma or semicolon that stands before the number
    if ABBREVIATION.search(head) or (token[-1:] == "." and "/" in token) or _PART_NUMBER.fullmatch(token):
        return 0.0
    if match := CHINESE_REFERENCE.search(head):
        return 0.0 if match[0][0] == "第" else 0.4
    if _YEARLY.search(head):
        return 0.0 if _RECOMMENDED.search(head) else 0.6
    if token[-1:].isalpha():
        word = re.search(r"[^\W\d_]+$", token)
        length = len(word[0]) if word else 0
        if "/" in token and token.isascii() and token.isupper():
            return 2.5 if _WORDS.fullmatch(token) else 0.0
        if word and word[0].isupper() and (length <= 3 or any(ch.isdigit() for ch in token)):
            return 0.6
        return 0.6 if length <= 1 else 2.5 if token.isupper() else 3.0
    if token[-1:] == "." and _WITHIN_SENTENCE.match(text, start):
        return 0.0
    if token[-1:] in ",.:" and len(token) > 1 and token[-2].isdigit() and token[-1] != ",":
        return 1.5
    if token[-1:] == "," and re.search(r"(?:^|[^\d/])\d{1,3},$", token):
        return 0.4  # 12,3 or a thousands separator
    return 3.0
