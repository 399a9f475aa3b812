r"""The patterns that tell what a line is: page furniture, a note, a close, an annex, an organ, a title, a heading.

Two readers ask. The walk through a body sets a line aside for good, so it must be sure: its patterns, `..._LINE`, take
in the whole line. `sections` weighs a line against its neighbours, so evidence will do: its patterns, `..._HINT`, look
at how a line begins, numbers in front aside, and allow for slips of text recognition. Where both ask the same question
the two stand side by side: each pair was tried as one, and answers over real documents changed.
"""

import re

from clausetag.data.documents.dates import MONTH

# Page furniture.

RULE = re.compile(r"[_\-–—\s]{5,}")
PAGE_NUMBER = re.compile(r"[\divxl/ ]{1,9}")  # at the very edge of a page
_JOB = r"\d{2}-\d{5}"  # number of a print job: "12-48892"
_PAGE_MARK = (
    rf"{_JOB}\b.{{0,40}}|(?:\d{{1,3}}\s+)?(?:GE|V|LC)\.{_JOB}.{{0,60}}|.{{0,40}}\b\d{{1,3}}/\d{{1,3}}\s+{_JOB}|"
    r"\*?\d{7}[EFSCAR]?\*?\W*|(?:\*\d{7}\*\s*)?Please recycle.*|/(?:\.\.\.|…)|"
    r"[Pp]age (?:\d+(?:\s*(?:of|/)\s*\d+)?|[ivxl]+)"
)
# At the edge of a page job and page numbers only, since a line there may be the end of a paragraph; anywhere else also
# lines without letters, letterheads, bare symbols, and what converters leave of pictures.
PAGE_EDGE = re.compile(rf"{_PAGE_MARK}|\d{{1,3}}/\d{{1,3}}|[-–—]\s*\d{{1,3}}\s*[-–—]")
FURNITURE_LINE = re.compile(
    rf"{_PAGE_MARK}|[\W\d_]*|\[DU\d\].*|<<ODS.*|\[?<?!?--.*|image:.*|"
    r"English|United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国|الأم+ـ*م المتحـ*دة|"
    r"GENERAL|Distr\.?:?.{0,20}|Original:.{0,30}|Limited|"
    r"Source of position: .*|"  # below recommendations of the universal periodic review
    r"This is not a UNHCR publication\..*|"  # above documents of Refworld
    r"From Wiki\w+, the free .*|Jump to (?:navigation|search|content)|This work is in the public domain .*|"
    r"Retrieved from \W?https?:.*|"  # around those of Wikisource
    r"United Nations\s?A/.{0,30}General Assembly.*|(?:A|S|E)/(?:HRC/)?RES/[\w/() -]+",
    re.DOTALL,
)
_FURNITURE_HINT = r"""
    <!--|(?:[Dd]istr(?:ibution)?|DISTR)\b.{0,3}[.:]|\d\d-\d{4,5}\b|\.\.\.$|Please\s+recycle|(?:Page|page)\s+\d+$
    |\[?(?:English\s+|French\s+)?Original\s?:|ORIGINAL\s?:|Supplement\s+No"""
TABLE_ROW_HINT = re.compile(r"[^,;]{3,90}\s\d{1,3}(?:[ ,.]\d{3})+$")

# Footnotes that stand among the paragraphs: how one begins behind its number, and one that has lost it.

NOTE_BEGINNING = re.compile(
    r"(?:See|Ibid|Idem|Resolution|Decision|United Nations|Official|Document|General Assembly|Supplement|Report|Treaty|"
    r"Available|International|League|World|Previously|Adopted|Security|The text|For the|In accordance|As |Same|"
    r"Formerly|FAO|ILO|UNESCO|UNEP|WHO|[A-Z]{1,6}/|[A-Z][\w’' ]+, )"
)
NOTE_LINE = re.compile(
    r"(?:[\dIl]{1,3}[/.]?\s)?(?:See (?:also )?(?:A|E|S|ST|DP|CCPR|FCCC|UNEP|CEDAW|CRC|TD|HSP)/.{0,160}|"
    r"See (?:General Assembly |Economic and Social Council |Security Council |Human Rights Council )?"
    r"(?:resolutions?|decisions?|Official Records|chap\.|sect\.|para\.|also|United Nations|Report|annex|"
    r"www|https?).{0,250}|"
    r"(?:General Assembly |Security Council |Council |Human Rights Council )?"
    r"(?:[Rr]esolutions?|[Dd]ecisions?) \d[\w/ ()-]{0,40}"
    r"(?:, (?:annex(?:es)?|appendix|part|sect\.|para\.)[\w ,.()-]{0,40})?\.|"
    r"Ibid\b.{0,250}|Idem\b.{0,250}|(?:United Nations|League of Nations), (?:Treaty Series|Recueil).{0,200}|"
    r"(?:Report of|Official Records of) the .{5,200}(?:New York|Geneva|Sales No|Supplement No|chap\. |sect\. ).{0,200}|"
    r"(?:A|E|S|ST|DP|CCPR|FCCC|UNEP|TD)/[\w./-]+(?:,? (?:and|annex|para|sect|chap)\b.{0,60})?\.?|"
    r"Available (?:at|from|on|in) .{0,200})",
    re.DOTALL,
)
_NOTE_HINT = r"""
    (?:\*{1,3}\s*)?(?:[\W_]{0,2}\d{1,3}[\W_]{0,3}\s|\d{1,3}/\s)?(?:
        \(?[AES]/[A-Z0-9][\w.()/*-]*(?:[.,;]?(?:\sand)?$|[,;]\s|\s+and\s|\s+to\s|\s\().{0,150}$
        |SC/\d+\b|(?:See|V[o0][i1l,]{1,2}r)\s.{0,160}\.$|.{0,60}\bSupplement\s+No\..{0,60}$
        |[Ss]ee\s+(?:also\s+)?(?:[Rr]esolution|General\s+Assembly|Official|United\s+Nations|the\s+report|footnote|note
            |[AES]/|decision|chap|sect|para|http|www).{0,300}$
        |I\s?bid\b|.{0,5}?[I1lJT/!|\[]\s?bid\b|Op\.\s?cit
        |(?:Official\s+(?:Records|Documents)|International\s+Legal\s+Materials|Available\s+(?:at|from))\b
        |[Rr]esolutions?\s+\d+(?:/\d+|\s?[A-Z]?(?:-[A-Z])?\s?\([^a-z]{1,12}\))[^a-z]{0,30}(?:and\s+[^a-z]{1,20})?
            (?:,?\s+annex(?:es)?(?:\s+[IVX]+(?:\sand\s[IVX]+)?)?)?[^a-z]{0,6}$
        |(?:General\s+Assembly|Economic\s+and\s+Social\s+Council|Security\s+Council)\s+resolutions?\s+\d[^a-z]{1,20}
            (?:,\s+annex.{0,12})?\.$
        |(?:United\s+Nations|League\s+of\s+Nations),\s+(?:Treaty|Official|Recueil|Legislative|document)|Treaty\s+Series
        |https?:|www\.|For\s+the\s+(?:vote|text),\s+see)"""
FURNITURE_OR_NOTE_HINT = re.compile(f"{_FURNITURE_HINT}|{_NOTE_HINT}", re.VERBOSE)

# Lines that close a resolution: meeting, date, how it was adopted, the vote.

CLOSING_LINE = re.compile(
    r"\W*[\dA-Z(]{1,7}[a-z)]*\s*(?:\(?\w+\)? )?(?:plenary )?meeting\b.{0,40}|"
    rf"\d{{1,2}}\s+{MONTH}\s+\d{{4}}\W*|"
    r"\W*Adopted (?:unanimously|without|by|at the|as a whole|on \d)\b.{0,240}|"
    r"\[?Resolution (?:\d\S* )?(?:was )?adopted\b.{0,200}|"
    r"\[?See (?:chap|A/|E/).{0,40}",
    re.DOTALL | re.IGNORECASE,
)
VOTE_LINE = re.compile(  # how it begins: the names of the States that voted may go on for a page
    r"\W*(?:In favou?r|Against|Abstaining|Abstentions?|Absent|Adopted by a recorded vote|"
    r"(?i:in favou?r|against|abstaining|abstentions?|absent|voting)\s*:)|(?i:\[The voting was as follows)"
)
CLOSING_HINT = re.compile(
    r"""\[?\s*(?:\d+\s?(?:st|nd|rd|th|e|th)?\s+(?:\(?\w+\)?\s+)?(?:plenary\s+)?(?:meeting|session\s+meeting)\b
        |adopted\s+(?:without|by\s+(?:a\s+)?(?:recorded\s+)?vote|unanimously|by\s+\d|by\s+consensus|on)
        |in\s+favou?r\s*:|against\s*:|abstain(?:ing|ed)?\s*:|abstentions?\s*:|the\s+(?:voting|result\s+of)\s
        |done\s+(?:at|in)\s|\*\s*\*|\d{1,2}\s+\w+\s+(?:19|20)\d\d\.?$
        |\d{2,4}\W.{0,45}\s(?:19|20)\d\d\.?$|\d{2,4}\W?\s.{0,12}(?:plen|s[ée]anc|session).{0,12}$
        |.{0,45}\b(?:plen\w*|pl\.?\s?e?\.?)\s*,?\s+(?:meeting|session)\b.{0,60}$|adopted\s+.{0,40}\bvotes?\b
        |voting\s+record|(?-i:(?:[A-Z][^\W\d› -]+(?:[› -][^\W\d]+){0,8},\s){3,}[A-Z]))""",
    re.VERBOSE | re.IGNORECASE,
)

# Lines that begin an annex. The hint also takes the statements of presidents that are annexed without the word.

ANNEX_LINE = re.compile(
    r"(?:ANNEX|Annex|APPENDIX|Appendix)(?:ES|es)?\b\s*([IVX]+\b|\d+\b|[A-Z]\b)?\s*[.:–—-]?\s*(.*)", re.DOTALL
)
ANNEXED_TO = re.compile(
    r"(?:to the|[àa] la|de la|к)\s(?:identical\s)?(?:letters?|note|lettre|carta|nota|письму|ноте)\b"
)
ANNEX_HINT = re.compile(
    r"(?:annex(?:es)?|appendix|appendices|council|the\s+president|enclosure)(?:\s+(?:[IVXL]+l*|\d{1,2}|[A-Z]))?\s?[.:]?$"
    r"|annex(?:\s+(?:[IVXL]+|\d{1,2}|[A-Z]))?\s*[-–—:.]\s.{0,150}[^,;.:]$"
    r"|(?-i:(?:Annex|ANNEX)\s[A-Z][a-z]+\s.{5,150}[^,;.:]$)",
    re.IGNORECASE,
)

# Lines that name who speaks: "The General Assembly,", "We, the Ministers,".

_BODY = r"Congress|Conference|Committee|Council|Commission|Board|Meeting"
ORGAN_LINE = re.compile(
    r"(?:The\s+)?(Economic\s+and\s+Social\s+Council|Economic\s+(?:and\s+Social\s+)?Commission\s+for\s+[\w\s]+|"
    r"(?:Sub-)?Commission\s+on\s+[\w\s]+|Conference(?:\s+of\s+[\w\s]+)?|"
    rf"(?:[A-Z][\w’'-]*\s+)+(?:Assembly|{_BODY})(?:\s+(?:on|of|for)\s+[\w\s-]+)?)\s*[,.:]?\s*\d{{0,2}}"
)
_ORGAN = rf"(?:assembl\w+|assemhlee|{_BODY})"
ORGAN_HINT = re.compile(
    rf"(?:(?:the|l\s?a)\s+(?:[\w'’-]+\s+){{0,6}}?{_ORGAN}\w?(?:\s+(?:of|for|on)\s[^;]{{3,160}})?(?:\s+shall(?:\s+generate)?)?\s*[,:.]?$"
    rf"|(?:the|l\s?a)\s+\w*assem\w*(?:\s+\w+){{0,2}}\s*[,:.]?$"
    rf"|(?-i:(?:[A-Z][\w'’-]*\s+(?:(?:and|of|on)\s+)?){{0,5}}){_ORGAN}(?:\s+(?:of|for|on)\s[^;]{{3,100}})?,?$"
    rf"|[^a-z]{{0,3}}\w?\W{{1,3}}general\s+assem\w+\s*[,.]$"
    rf"|the\s.{{0,60}}{_ORGAN}\b[^;:]{{0,250}},$)",
    re.IGNORECASE,
)
# Who speaks, and more behind: "The Conference, considering that ...".

ORGAN_AND = re.compile(
    rf"the\s+(?:[\w'’-]+\s+){{0,6}}?{_ORGAN}(?:\s+(?:of|on|for)\s[^,;]{{3,60}})?,\s+(?=\S)", re.IGNORECASE
)
PARTIES_HINT = re.compile(
    r"(?:the\s+(?:high\s+contracting\s+parties|(?:states?|member\s+states|governments)\b.{0,30})\b.{0,200}|we,.{0,300}),$",
    re.IGNORECASE,
)

# Titles with a number, the number alone, and other lines of the head.

NUMBERED_TITLE = re.compile(
    r"((?:(?:19|20)\d\d|\d{1,3})/\d{1,3}|(?:S|ES|د\s?إ(?:\s?ط)?)-\d{1,2}/\d{1,2}|\d{1,4}\s?(?:[A-Z]\s)?\([IVXLS-]+\))"
    r"(?:\s?[.:]?\s+(?:[-–—]\s)?(?=[^\W\d_]|[“\"«”《])|\s?\.\s+(?=\d{4}(?!\d)))(?![a-z])(\S.*)",
    re.DOTALL,
)
NUMBER_ALONE = re.compile(r"(\d{1,3}/\d{1,3}|\d{1,4}\s?\([IVXLS-]+\))\.?")
NUMBER_HINT = re.compile(
    r"(?:(?:[SE]+-)?\d{1,4}/\s?\d{1,3}\s?[A-Z]?(?:[.,]|\s+(?=[A-Z])|$)"
    r"|\d{1,4}\s?[A-Z]?\s?\((?:[IVXLlD]{1,8}|[SE]+-[IVX]+|19\d\d|20\d\d)\)\s?\."
    r"|(?:Resolution|RESOLUTION)\s+\d+(?:/\d+|\s?\(\d{4}\))(?:\s+of\s+\d+\s\w+\s\d{4})?$)"
)
HEAD_HINT = re.compile(
    r"""resolutions?\s+(?:adopted|\d)|resolution\s+[A-Z]{0,2}$|adopted\s+(?:by|at)\s+the|agenda\s+items?
    |draft\s+resolution|\[?\s*(?:on|adopted\s+on)\s+the\s+(?:report|recommendation|proposal)\s.{0,160}\]?$
    |\[\s*without\s+reference|\[\s*on\s|(?:\w+-)?\w+(?:th|st|nd|rd)?\s+(?:special\s+|emergency\s+special\s+)?session$
    |general\s+assembly$|united\s+nations$|security\s+council$|human\s+rights\s+council$
    |economic\s+and\s+social\s+council$|item\s+\d+""",
    re.VERBOSE | re.IGNORECASE,
)

AGENDA = re.compile(
    r"\b(?:Provisional\s+)?[Aa]genda\s+items?\s+(\d+(?:\s?\([a-z]+\))*(?:(?:,| and| to)?\s+\d+(?:\s?\([a-z]+\))*)*)"
)
MEETING = re.compile(
    r"\b(\d+(?:st|nd|rd|th)\s+(?:\((?:resumed|closing|opening|final)\)\s+)?(?:plenary\s+)?meeting)\b", re.IGNORECASE
)

# Headings that carry a label, "A", "III", "Part II".

LABELLED_HEADING = re.compile(r"([IVX]{1,6}|[A-Z])(?:\.?|\.\s+\S.*|\s+[A-Z][^a-z]*)", re.DOTALL)
PART_HEADING = re.compile(r"(?:Part|PART|Section|SECTION|Chapter|CHAPTER)\s+([IVX]+|\d+|[A-Z])\b.{0,120}", re.DOTALL)

# Openings of preambular paragraphs that items of an operative list never have; sentences that lean on the one before;
# who met where; an operative paragraph that another text follows; a number in front.

SERIES = re.compile(
    r"(?:\w+ly\s+|also\s+|further\s+)*(?:having|considering|whereas|recalling|bearing\s+in\s+mind|believing|given\s+that|"
    r"in\s+view\s+of|since|desiring|desirous|aware|conscious|convinced|mindful|concerned|persuaded|alarmed|anxious|"
    r"taking\s+note|noting\s+that|reali[sz]ing\s+that|recogni[sz]ing\s+that|observing\s+that)\b",
    re.IGNORECASE,
)
LOWER_SERIES = re.compile(r"(?:also\s+|further\s+)?(?:considering\s+that|whereas)\b")
RUN_ON = re.compile(
    r"(?:but|and\s+that|yet|however|moreover|furthermore|in\s+fact|indeed|in\s+addition|nevertheless|nonetheless|besides|"
    r"on\s+the\s+(?:other\s+hand|contrary)|similarly|in\s+particular|that\s+is\s+why|for\s+example|consequently)\b",
    re.IGNORECASE,
)

CONVENED = re.compile(r"\b(?:convened|convoked|met|meeting\s+(?:at|in|on)|gathered|assembled)\b", re.IGNORECASE)
NUMBERED = re.compile(r"\d{1,3}\s?[.)]\s")
SPELLS_OUT = re.compile(
    r"\b(?:adopts?|approves?|proclaims?)\s"
    r"(?:.{0,40}\bfollowing\b|the\s+(?:outcome\s+document|(?:\w+\s+)?declaration)\b)",
    re.IGNORECASE,
)

# Sentences that are known by other words than their opening.

SHOULD = re.compile(
    r"\b(?:should|shall|must|ought\s+to|is\s+(?:desirable|important|necessary|essential))\b", re.IGNORECASE
)
ARTICLE = re.compile(r"Article\s+\d{1,3}\s?[.:–—-]\s+\S")
PERSON = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir)\b\.?\s+(?:[A-Z]|\w+\.)")
RECORD = re.compile(r"at\s+(?:its|the\s+same|the)\s.{0,60}(?:meetings?|session)\b", re.IGNORECASE)
GARBLED = re.compile(r"(?=\S{5,}\s)[^\W\d]\S*[^\w\s,.'’-]\S*\s|(?=\S{5,}\s)[^\W\d]+\d\S*[^\W\d]\S*\s")

# How a paragraph ends.

CLAUSE_ENDS = (
    ";", ",", ".", ":", ";”", '."', ".”", ":”", ";)", ".)", "; and", "; or", ", and",
    "；", "，", "。", "：", "؛", "،", ";»", ".»", "»;", "»,", "»."
)  # fmt: skip
MARKED_END = re.compile(  # with a footnote marker whose note is not here; not that of "A/C.3/80/L.22"
    r"(?<!/L)(?<!\bAdd)(?<!\bRev)(?<!\bCorr)[,;.:，；。：،؛]\s?\d{1,3}$"
)
LINKING = frozenset(
    {
        "of", "the", "to", "and", "in", "for", "a", "an", "with", "by", "on", "that", "or", "its", "as", "at", "from",
        "which", "their", "other", "all", "between",
    }
)  # fmt: skip

# How the titles of letters, and of reports, notes and concluding observations in the other languages, begin.

LETTER = (
    r"(?:Identical\s)?[Ll]etters?\sdated|Note\sverbale\sdated|Lettres?\s(?:identiques\s)?datées?|"
    r"Note\sverbale\sdatée|Cartas?\s(?:idénticas\s)?de\sfecha|Nota\sverbal\sde\sfecha|"
    r"(?:Идентичные\sписьма|Письмо|Вербальная\sнота)\s.{0,80}\d{4}\sгода|"
    r"(?:رسالة|رسالتان|رسائل|مذكرة\sشفوية)\s(?:متطابقة\s|متطابقتان\s)?مؤرخ|[^。；]{4,120}(?:的信|的?同文信|的普通照会)$"
)
REPORT_ELSEWHERE = (
    r"Rapport\s(?:d[ue]|des|sur)\b|Note\s(?:du|de)\s|Observations\sfinales|Résumé\s(?:des|établi)|"
    r"Informe\s(?:de|del|sobre)\b|Nota\s(?:de|del)\s|Observaciones\sfinales|Resumen\sde|"
    r"Доклад\b|Записка\s|Заключительные\sзамечания|Резюме\s|"
    r"تقرير\s|مذكرة\s|الملاحظات\sالختامية|موجز\s|"
    r"[^\s，。；]{0,40}(?:的报告|报告|的说明|结论性意见)$"
)
