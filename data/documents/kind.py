"""The kinds of paragraphs that `look` tells apart."""

from enum import StrEnum, auto


class Kind(StrEnum):
    """What a paragraph looks like on its own. Numbers and letters in front do not count."""

    FURNITURE = auto()  # page furniture and footnotes: left out of the sequence
    ORGAN = auto()  # "The General Assembly,"
    NUMBER = auto()  # "34/167. Torture ...", "1228 (XII). ..."
    PARTIES = auto()  # "The States Parties to the present Convention,", "We, the Ministers,"
    HEAD = auto()  # "Resolution adopted by ...", "Agenda item 5"
    CLOSING = auto()  # "76th plenary meeting", votes
    ANNEX = auto()  # "Annex II"
    PREAMBULAR = auto()  # "Recalling ..."
    PREAMBULAR_SERIES = auto()  # "Considering that ...;": no item of an operative list opens so
    PREAMBULAR_LIST = auto()  # "Recognizing ...;"
    PREAMBULAR_WEAK = auto()  # "Strengthening ...", "In view of ..."
    PREAMBULAR_LOWER = auto()  # "recalling ...", "considering that ..."
    OPERATIVE = auto()  # "Decides ..."
    OPERATIVE_BARE = auto()  # "Ensure ...", "Request ..."
    NAME = auto()  # "Mr. Aldo Bianchi;"
    TO = auto()  # "To ensure ..."
    THAT = auto()  # "That ministries ..."
    RUN_ON = auto()  # "But ...", "In fact, ..."
    INTRODUCTION = auto()  # "We, the Ministers, met at ..."
    REASON = auto()  # "We note ...", "The Conference has learned ..."
    COMMITMENT = auto()  # "We affirm ..."
    SHOULD = auto()  # "Teachers should ..."
    LOWER = auto()  # "and the implementation of ..."
    RECORD = auto()  # "At its 2974th meeting, the Council ..."
    GARBLED = auto()  # the first word cannot be read: "Rappc/{111t its resolution"
    HEADING = auto()  # a few words without a full stop
    TEXT = auto()  # any other sentence
