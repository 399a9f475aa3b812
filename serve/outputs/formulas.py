"""What a resolution prints around its clauses, in its own language: who adopted it when, and who speaks."""

from clausetag.data.documents.languages.table import OTHERS, forms_of, read_table
from clausetag.data.documents.loose import opening_line
from clausetag.data.documents.resolution import Resolution, Rest, Section
from clausetag.serve.outputs.sessions import session_line

_UNITED_NATIONS = {
    "en": "United Nations",
    "fr": "Nations Unies",
    "es": "Naciones Unidas",
    "ru": "Организация Объединенных Наций",
    "ar": "الأمم المتحدة",
    "zh": "联合国",
}
_AGENDA = {
    "en": "Agenda item {}",
    "fr": "Point {} de l’ordre du jour",
    "es": "Tema {} del programa",
    "ru": "Пункт {} повестки дня",
    "ar": "البند {} من جدول الأعمال",
    "zh": "议程项目{}",
}
# How the organ opens the resolution, where the mark-up of a document leaves the line out.
_OPENS = {
    "General Assembly": {
        "fr": "L’Assemblée générale,",
        "es": "La Asamblea General,",
        "ru": "Генеральная Ассамблея,",
        "ar": "إن الجمعية العامة،",
        "zh": "大会，",
    },
    "Security Council": {
        "fr": "Le Conseil de sécurité,",
        "es": "El Consejo de Seguridad,",
        "ru": "Совет Безопасности,",
        "ar": "إن مجلس الأمن،",
        "zh": "安全理事会，",
    },
    "Human Rights Council": {
        "fr": "Le Conseil des droits de l’homme,",
        "es": "El Consejo de Derechos Humanos,",
        "ru": "Совет по правам человека,",
        "ar": "إن مجلس حقوق الإنسان،",
        "zh": "人权理事会，",
    },
    "Economic and Social Council": {
        "fr": "Le Conseil économique et social,",
        "es": "El Consejo Económico y Social,",
        "ru": "Экономический и Социальный Совет,",
        "ar": "إن المجلس الاقتصادي والاجتماعي،",
        "zh": "经济及社会理事会，",
    },
}


def opening_line_of(resolution: Resolution) -> str:
    """Return the line "The General Assembly," as the document has it, else in its language; "" if nobody speaks."""
    if line := opening_line(resolution):
        return line
    if resolution.organ is None or not any(c.section is Section.PREAMBULAR for c in resolution.clauses[:1]):
        return ""
    if resolution.language in OTHERS:
        return _OPENS.get(resolution.organ, {}).get(resolution.language or "", "")
    return f"The {resolution.organ.removeprefix('The ')},"


def speaks_first(resolution: Resolution) -> bool:
    """Whether the organ speaks above all clauses: not in a report, which may hold drafts in which it does."""
    report = any(clause.section is Section.NEITHER for clause in resolution.clauses[:1])
    return not report and opening_line_of(resolution) != ""


def adopted_line_of(resolution: Resolution) -> str:
    """Return the line that says who adopted it when, in the document's own words or in English; "" if it is not known.

    English ones are said anew from what was read of them.
    """
    if resolution.adopted is None:
        return ""
    if resolution.language in OTHERS:
        forms = forms_of(resolution.language)
        head = (line.text for line in resolution.left_out if line.kind is Rest.HEADER)
        return next((text for text in head if forms.head_hint.match(text) and forms.date.find(text)), "")
    by = f" by the {resolution.organ.removeprefix('The ')}" if resolution.organ else ""
    day = resolution.adopted
    kind = "Decision" if "/DEC" in (resolution.symbol or "") else "Resolution"
    return f"{kind} adopted{by} on {day.day} {day:%B %Y}"


def united_nations(language: str | None) -> str:
    """Return the name of the United Nations in a language of theirs, else in English."""
    return _UNITED_NATIONS.get(language or "en", _UNITED_NATIONS["en"])


def session_line_of(resolution: Resolution) -> str:
    """Return the line that names the session, in the document's language; "" if it is not known."""
    return "" if resolution.session is None else session_line(resolution.session, resolution.language)


def agenda_line_of(resolution: Resolution) -> str:
    """Return the line that names the agenda item, in the document's language; "" if it is not known."""
    item = resolution.agenda_item
    return _AGENDA.get(resolution.language or "en", _AGENDA["en"]).format(item) if item else ""


def organ_name(resolution: Resolution) -> str:
    """Return the organ's name in the language of the document; as it was read where that is not known."""
    organ = resolution.organ or ""
    if resolution.language in OTHERS:
        return str(read_table(resolution.language or "")["organs"].get(organ, organ))
    return organ
