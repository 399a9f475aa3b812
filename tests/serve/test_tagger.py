from concurrent.futures import ThreadPoolExecutor

import pytest

from clausetag.data import BundleError, DocumentError, UsageError, read_resolution, resolution_from_paragraphs
from clausetag.serve import Answer, Tagger

JAIL = "Calls upon all States to release prisoners held in arbitrary detention"


def test_one_result_a_text_in_order(tagger):
    results = tagger.tag_texts(
        [JAIL, "Takes note of the report of the Secretary-General", "Protects the rights of the child"]
    )
    assert [r.themes for r in results] == [("detention",), (), ("children",)]
    for result in results:
        assert tuple(result.probabilities) == tuple(result.answers) == tagger.themes
        assert all(type(p) is float and 0 <= p <= 1 for p in result.probabilities.values())


def test_evidence_is_spans_of_the_text_for_themes_that_apply(tagger):
    (result,) = tagger.tag_texts([JAIL])
    words = [JAIL[start:end] for start, end in result.evidence["detention"]]
    assert "detention" in " ".join(words)
    assert set(result.evidence) == {"detention"}


def test_evidence_is_also_given_where_a_person_decides(tagger, seed):
    review = [c.tags for c in tagger.tag(seed).clauses if c.tags.review]
    assert review
    for tags in review:
        assert set(tags.evidence) == {*tags.themes, *tags.review}


@pytest.mark.parametrize("text", ["", "  \n", "…", "12. (a)", "\ufffd" * 40 + " detention", "x"])
def test_text_that_cannot_be_read_is_not_scored(tagger, text):
    (result,) = tagger.tag_texts([text])
    assert (result.themes, result.probabilities, result.evidence) == ((), {}, {})
    assert set(result.answers.values()) == {Answer.NOT_SCORED}
    assert result.review == ()


def test_unreadable_texts_do_not_shift_the_others(tagger):
    mixed = tagger.tag_texts(["", JAIL, "...", JAIL])
    assert [r.themes for r in mixed] == [(), ("detention",), (), ("detention",)]


def test_no_texts_give_no_results(tagger):
    assert tagger.tag_texts([]) == []


def test_a_document_keeps_its_clauses_and_names_the_model(tagger, seed):
    tagged = tagger.tag(seed)
    assert tagged.resolution.symbol == "A/RES/67/172"
    assert [c.clause for c in tagged.clauses] == list(tagged.resolution.clauses)
    assert len(tagged.clauses) == 77
    assert tagged.model_version == tagger.info.version
    assert tagged == tagger.tag(str(seed)) == tagger.tag(read_resolution(seed))


def test_document_and_texts_get_the_same_tags(tagger, seed):
    tagged = tagger.tag(seed)
    assert [c.tags for c in tagged.clauses] == tagger.tag_texts([c.clause.text for c in tagged.clauses])


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (JAIL, "tag_texts takes a list of texts, not one text; put it in a list"),
        ([JAIL, None], "text 1 is of type NoneType, not a string"),
        (["a " * 60_000], "text 0 has 120,000 characters, more than 100,000; split it"),
        (["a"] * 100_001, "100,001 texts, more than the 100,000 that one call takes; send them in parts"),
    ],
)
def test_requests_that_cannot_be_carried_out(tagger, texts, message):
    with pytest.raises(UsageError) as error:
        tagger.tag_texts(texts)
    assert str(error.value) == message


def test_a_clause_too_long_to_score_is_refused_by_path(tagger):
    resolution = resolution_from_paragraphs(["1. Calls upon States " + "to act " * 20_000], source="long.txt")
    with pytest.raises(DocumentError, match=r"^long\.txt: clause op1 has 140,0\d\d characters"):
        tagger.tag(resolution)


def test_many_texts_are_tagged_in_batches(tagger):
    texts = [JAIL, "", JAIL, JAIL, ""] * 1_000  # more than are tagged at once
    assert [r.themes for r in tagger.tag_texts(texts)] == [("detention",) if text else () for text in texts]


def test_threads_may_share_a_tagger(tagger, seed):
    texts = [c.text for c in read_resolution(seed).clauses]
    expected = tagger.tag_texts(texts)
    with ThreadPoolExecutor(8) as pool:
        assert all(result == expected for result in pool.map(tagger.tag_texts, [texts] * 24))


def test_a_tagger_says_what_it_is(tagger):
    assert tagger.themes == ("detention", "children", "trafficking", "labour_rights")
    assert [theme.key for theme in tagger.definitions] == list(tagger.themes)
    assert tagger.info.metrics["a small set"]["clauses"] == 7


def test_a_folder_that_is_no_bundle(tmp_path):
    with pytest.raises(BundleError, match="not a clausetag bundle"):
        Tagger.load(tmp_path)


def test_public_names_are_there():
    import clausetag.serve as serve

    assert all(getattr(serve, name) for name in serve.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = serve.nothing
