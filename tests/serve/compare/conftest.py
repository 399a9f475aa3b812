"""Texts of our own, tagged without a model."""

import pytest

from clausetag.data import Clause, Resolution, Section, load_themes
from clausetag.models.decision import Answer
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

THEMES = tuple(theme.key for theme in load_themes())
PEARLS = "Welcomes the report of the Office for Pearl Fisheries on the licences granted to divers in Ostralia;"
LAMPS = "Urges all States to light the lamps of their lighthouses before dusk and to train keepers in mending lenses;"
BREAD = "Requests the Secretary-General to count the ovens of the northern towns and to report how many loaves rise"
SHOES = "encourages cobblers to repair the boots of postal workers without a fee during the months of snow and thaw;"
BELLS = "Decides to ring the bells of Verania on the first day of each session."
RINGS = "Expresses its thanks to jewellers who melted their rings for the medals of the winter games;"


def make_tags(*themes, review=()):
    answers = {
        key: Answer.APPLIES if key in themes else Answer.REVIEW if key in review else Answer.DOES_NOT_APPLY
        for key in THEMES
    }
    return Tags(tuple(themes), dict.fromkeys(THEMES, 0.5), answers, {})


def make_tagged(*clauses, **fields):
    """Make a text of (section, text, tags) triples, or of texts alone, numbered as they come."""
    items, counts = [], {"pp": 0, "op": 0}
    for given in clauses:
        section, text, found = given if isinstance(given, tuple) else ("op", given, make_tags())
        counts[section] += 1
        of = Section.PREAMBULAR if section == "pp" else Section.OPERATIVE
        items.append(TaggedClause(Clause(f"{section}{counts[section]}", of, text), found))
    document = {"source": "text.txt"} | fields
    return TaggedResolution(Resolution(tuple(item.clause for item in items), **document), tuple(items), "test")


@pytest.fixture(scope="session")
def tags():
    """Make the tags of a clause: themes that apply, and those for a person to decide."""
    return make_tags


@pytest.fixture(scope="session")
def not_scored():
    return Tags((), {}, dict.fromkeys(THEMES, Answer.NOT_SCORED), {})


@pytest.fixture(scope="session")
def tagged():
    """Make a text of (section, text, tags) triples, or of texts alone, numbered as they come."""
    return make_tagged


@pytest.fixture(scope="session")
def old(tags):
    return make_tagged(
        ("pp", "Recalling its resolution 1/2 of 3 May 2020,", tags()),
        ("op", PEARLS, tags("labour_rights")),
        ("op", f"{BREAD}, and {SHOES}", tags("children")),
        ("op", RINGS, tags()),
        ("op", LAMPS, tags()),
        ("op", BELLS, tags()),
        symbol="A/RES/90/1",
        title="Trades",
    )


@pytest.fixture(scope="session")
def new(tags):
    return make_tagged(
        ("pp", "Recalling its resolution 2/2 of 4 May 2021,", tags()),
        ("op", LAMPS, tags()),
        ("op", PEARLS.replace("divers", "divers and their children"), tags("labour_rights", "children")),
        ("op", f"{BREAD};", tags("children")),
        ("op", SHOES.capitalize(), tags(review=("labour_rights",))),
        ("op", "Calls upon millers to share their stones with the islands of the southern sea;", tags("detention")),
        ("op", BELLS, tags()),
        symbol="A/RES/91/1",
        title="Trades",
    )
