import gzip
import io
import json
import threading
import zlib

import docx
import pytest

from clausetag.serve.api.schemas import DocumentResponse, TagResponse
from clausetag.serve.tagger import Tagger

TEXTS = [
    "Urges all States to release children held in detention;",
    "Welcomes the report of the Secretary-General;",
    "Спасти детей из тюрьмы,",
]


def problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found.keys() == {"type", "title", "status", "detail"}
    assert found["status"] == status
    return found["detail"]


def test_texts_are_answered_in_order_as_the_tagger_answers(client, tagger):
    answer = client.post("/v1/tag", json={"texts": TEXTS})
    assert answer.status_code == 200
    found = answer.json()
    assert found["model_version"] == tagger.info.version
    for result, tags in zip(found["results"], tagger.tag_texts(TEXTS), strict=True):
        assert result["themes"] == list(tags.themes)
        for key, verdict in result["verdicts"].items():
            assert verdict["answer"] == tags.answers[key]
            assert verdict["probability"] == pytest.approx(tags.probabilities.get(key))
    first = found["results"][0]["verdicts"]["children"]
    assert [TEXTS[0][start:end] for start, end in first["evidence"]] == ["children"]
    assert found["results"][2]["verdicts"]["children"] == {"answer": "not_scored", "probability": None, "evidence": []}


def test_explanations_are_given_where_they_are_asked_for(client):
    answer = client.post("/v1/tag", json={"texts": TEXTS, "explain": True})
    TagResponse.model_validate(answer.json())
    first, _, last = answer.json()["results"]
    why = first["verdicts"]["children"]["why"]
    assert next(TEXTS[0][one["start"] : one["end"]] for one in why["speaks_for"]) == "children"
    assert why["threshold"] == 0.5
    assert why["margin"] > 0 > first["verdicts"]["labour_rights"]["why"]["margin"]
    assert "why" not in last["verdicts"]["children"]
    plain = client.post("/v1/tag", json={"texts": TEXTS}).json()["results"]
    assert not any("why" in verdict for one in plain for verdict in one["verdicts"].values())
    files = {"file": ("a.txt", b"The General Assembly,\n1. Urges States to free children;")}
    found = client.post("/v1/documents", files=files, data={"explain": "true"}).json()
    assert found["clauses"][0]["verdicts"]["children"]["why"]["margin"] > 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"texts": []}', "at least 1"),
        ('{"texts": "one"}', "list"),
        ('{"texts": [1]}', "texts.0"),
        ('{"texts": [null]}', "texts.0"),
        ('{"texts": ["a"], "more": 1}', "more"),
        (json.dumps({"texts": ["a"], "k" * 100_000: 1}), "kkkk"),
        (json.dumps({"texts": ["a"]} | {f"k{n}": 1 for n in range(100_000)}), "many fields"),
        ("{}", "texts"),
        ("[]", "body"),
        ("{", "JSON"),
        (json.dumps({"texts": ["a" * 20_001]}), "20000"),
        (json.dumps({"texts": ["a"] * 1001}), "1000"),
        ('{"texts": ["\\ud800"]}', "texts.0"),
    ],
)
def test_wrong_bodies_are_refused_without_repeating_them(client, body, said):
    detail = problem(client.post("/v1/tag", content=body, headers={"content-type": "application/json"}), 422)
    assert said in detail
    assert len(detail) < 300


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "multipart/form-data; boundary=b; charset=punycode"),
        ("/v1/documents", 'multipart/form-data; Charset="utf-16"; boundary=b'),
        ("/v1/tag", "application/json; charset=latin-1"),
        ("/invocations", "text/csv; charset=latin-1"),
    ],
)
def test_text_in_another_charset_than_utf8_is_refused_before_it_is_decoded(client, path, kind):
    field = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"-" * 3_000_000 + b"\r\n--b--\r\n"
    assert "UTF-8" in problem(client.post(path, content=field, headers={"content-type": kind}), 415)
    fine = {"content-type": 'application/json; charset="UTF-8"'}
    assert client.post("/v1/tag", content=json.dumps({"texts": TEXTS}), headers=fine).status_code == 200


def test_what_is_no_json_and_more_than_one_document_are_refused(client):
    assert problem(client.post("/v1/tag", content=b"texts=a", headers={"content-type": "text/plain"}), 415) == (
        "send application/json"
    )
    broken = client.post("/v1/tag", content=b"{bad", headers={"content-type": "application/json"})
    assert problem(broken, 422) == "body: not valid JSON"
    two = [("file", ("a.txt", b"Recalling boats,")), ("file", ("b.txt", b"Recalling nets,"))]
    assert "one document" in problem(client.post("/v1/documents", files=two), 422)
    one = {"file": ("a.txt", b"Recalling boats,")}
    assert "'bogus'" in problem(client.post("/v1/documents", files=one, data={"bogus": "1"}), 422)
    assert "give a file" in problem(client.post("/v1/documents", data={"file": "boats"}), 422)


def test_an_old_word_document_is_not_read_here(client):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le") + bytes(2048)
    detail = problem(client.post("/v1/documents", files={"file": ("Boats.doc", old)}), 422)
    assert detail.startswith("Boats.doc: an old Word (.doc) or encrypted")


def test_body_that_is_not_utf8_is_refused(client):
    answer = client.post("/v1/tag", content=b'{"texts": ["\xff"]}', headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    problem(answer, answer.status_code)


def test_document_comes_back_as_its_clauses(client, seed, tagger):
    answer = client.post("/v1/documents", files={"file": ("seed.txt", seed.read_bytes())})
    found = answer.json()
    assert (found["symbol"], found["adopted"], found["source"]) == ("A/RES/67/172", "2012-12-20", "seed.txt")
    tagged = tagger.tag(seed)
    assert [(c["path"], c["text"], c["themes"]) for c in found["clauses"]] == [
        (c.clause.path, c.clause.text, list(c.tags.themes)) for c in tagged.clauses
    ]
    assert len(found["footnotes"]) == 22


def test_clauses_of_a_report_say_the_headings_they_stand_under(client):
    text = (
        b"Report of the Working Group on Lakes\n\nI. Introduction\n\n1. The wardens met.\n\n"
        b"II. Lakes\n\nA. Boats\n\n2. They counted the boats."
    )
    found = client.post("/v1/documents", files={"file": ("report.txt", text)}).json()
    expected = [("p1", ["I. Introduction"]), ("p2", ["II. Lakes", "A. Boats"])]
    assert [(c["path"], c["headings"]) for c in found["clauses"]] == expected
    DocumentResponse.model_validate(found)


def test_akn_document_says_language_subjects_and_eids(client, marked_up):
    found = client.post("/v1/documents", files={"file": ("made.xml", marked_up)}).json()
    assert (found["symbol"], found["language"]) == ("A/RES/99/1", "en")
    assert found["subjects"][0] == {"scheme": "unbis", "id": "1001603", "name": "DETAINED PERSONS"}
    assert [(c["path"], c["eid"]) for c in found["clauses"]] == [("pp1", "c1"), ("op1", "p1"), ("op2", "p2")]
    DocumentResponse.model_validate(found)


def test_word_document_gives_the_same_clauses(client, seed):
    document = docx.Document()
    for line in seed.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    found = client.post("/v1/documents", files={"file": ("x.bin", stream.getvalue())}).json()
    assert len(found["clauses"]) == 77


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"%PDF-1.7 cut", "PDF"),
        (b"<akomaNtoso><act/></akomaNtoso>", "x.pdf: AKN XML without a statement"),
        (b"PK\x03\x04 no archive", "x.pdf"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x00" * 1000, "x.pdf"),
        (bytes(range(256)) * 50, "x.pdf"),
    ],
)
def test_what_is_no_document_is_refused_by_name(client, content, said):
    assert said in problem(client.post("/v1/documents", files={"file": ("x.pdf", content)}), 422)


def test_a_spreadsheet_is_sent_to_tag_texts(client):
    said = problem(client.post("/v1/documents", files={"file": ("rows.xlsx", b"PK\x03\x04")}), 422)
    assert said == "rows.xlsx: a spreadsheet; if each row is one text, tag it with: clausetag tag-texts rows.xlsx"


def test_upload_without_a_file_is_refused(client):
    problem(client.post("/v1/documents", data={"other": "x"}), 422)
    problem(client.post("/v1/documents", content=b"x", headers={"content-type": "multipart/form-data"}), 400)


def test_themes_and_model_say_what_answers(client, tagger):
    assert [t["key"] for t in client.get("/v1/themes").json()["themes"]] == list(tagger.themes)
    found = client.get("/v1/model").json()
    assert (found["version"], found["metrics"]) == (tagger.info.version, tagger.info.metrics)


def test_health_readiness_and_figures(client):
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}
    client.post("/v1/tag", json={"texts": ["A text nobody must find in the figures"]})
    figures = client.get("/metrics").text
    assert 'clausetag_requests_total{method="POST",route="/v1/tag",status="200"}' in figures
    assert "clausetag_model_info{version=" in figures
    assert "nobody" not in figures


def test_unknown_paths_and_methods_are_problems(client):
    problem(client.get("/v1/nothing"), 404)
    answer = client.get("/v1/tag")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"


def test_every_answer_carries_security_headers(client):
    for answer in (client.get("/"), client.get("/v1/nothing"), client.get("/healthz")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in answer.headers


def test_compressed_bodies_are_read(client):
    body = json.dumps({"texts": TEXTS}).encode()
    for encoding, content in (("gzip", gzip.compress(body)), ("deflate", zlib.compress(body))):
        headers = {"content-type": "application/json", "content-encoding": encoding}
        assert client.post("/v1/tag", content=content, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("encoding", "content", "status"),
    [
        ("gzip", gzip.compress(b" " * 200_000_000), 413),
        ("gzip", b"no gzip", 400),
        ("gzip", gzip.compress(b"{}")[:-4], 400),
        ("gzip", gzip.compress(b"{}") + b"x", 400),
        ("br", b"{}", 415),
    ],
    ids=["bomb", "garbage", "cut", "trailing", "unknown"],
)
def test_hostile_compression_is_cut(client, encoding, content, status):
    headers = {"content-type": "application/json", "content-encoding": encoding}
    problem(client.post("/v1/tag", content=content, headers=headers), status)


def test_bodies_over_the_limit_are_cut_whether_announced_or_not(client):
    big = b" " * (4 * 1024 * 1024 + 1)
    problem(client.post("/v1/tag", content=big), 413)
    problem(client.post("/", content=big, headers={"content-type": "application/x-www-form-urlencoded"}), 413)

    def parts():
        for _ in range(5):
            yield b" " * 1024 * 1024

    problem(client.post("/v1/tag", content=parts()), 413)
    assert client.get("/healthz").status_code == 200


def test_too_much_uploaded_at_once_is_an_honest_503(served):
    with served(max_bodies=100_000) as client:
        answer = client.post("/v1/tag", content=b" " * 200_000)
        problem(answer, 503)
        assert int(answer.headers["retry-after"]) > 0
        assert client.post("/v1/tag", json={"texts": TEXTS}).status_code == 200  # nothing is held back


def test_document_with_too_many_clauses_is_refused(served, seed):
    with served(max_clauses=76) as client:
        assert "76" in problem(client.post("/v1/documents", files={"file": ("a.txt", seed.read_bytes())}), 422)


def test_paragraph_that_would_be_repeated_under_each_of_its_items_is_refused(client):
    content = b"The General Assembly,\n1. Urges " + b"States " * 13_500 + b"to:\n" + b"- x;\n" * 1200
    assert "20,000,000" in problem(client.post("/v1/documents", files={"file": ("a.txt", content)}), 422)


def test_clause_of_a_document_may_be_as_long_as_a_text(client):
    content = b"The General Assembly,\n1. Urges " + b"States " * 3000 + b"to act;\n"
    assert "op1 is longer than 20,000" in problem(client.post("/v1/documents", files={"file": ("a.txt", content)}), 422)


def test_uploads_are_written_nowhere(client, seed, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    content = seed.read_bytes() + b" " * 3_000_000
    assert client.post("/v1/documents", files={"file": ("a.txt", content)}).status_code == 200


def test_bug_is_answered_like_any_problem_and_logged_without_texts(client, monkeypatch, caplog):
    async def fails(texts):
        raise ValueError(texts)

    monkeypatch.setattr(client.app.state.service.batcher, "tag", fails)
    answer = client.post("/v1/tag", json={"texts": ["xyzzy children"]})
    assert "service" in problem(answer, 500)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "ValueError in " in caplog.text
    assert "test_api.py:" in caplog.text
    assert "xyzzy" not in caplog.text
    assert "Traceback" not in caplog.text


def test_nothing_of_a_text_is_logged(client, caplog):
    caplog.set_level("DEBUG")
    client.post("/v1/tag", json={"texts": ["xyzzy children"]})
    client.post("/v1/tag", content=b'{"texts": ["xyzzy"')
    client.post("/v1/documents", files={"file": ("xyzzy.txt", b"xyzzy")})
    said = [record.getMessage() for record in caplog.records if record.name != "httpx"]
    assert not any("xyzzy" in line for line in said)


def test_explanations_that_take_too_long_are_refused(served, monkeypatch):
    asked, go_on = threading.Event(), threading.Event()

    def explained(_tagger, _texts, tags):
        asked.set()
        go_on.wait(20)
        return tags

    with served(answer_seconds=1.0) as client:
        assert client.post("/v1/tag", json={"texts": TEXTS}).status_code == 200
        monkeypatch.setattr(Tagger, "explained", explained)
        try:
            refused = client.post("/v1/tag", json={"texts": TEXTS, "explain": True})
            assert "could not be explained in time" in problem(refused, 503)
            assert refused.headers["retry-after"]
            assert asked.is_set()
            assert client.post("/v1/tag", json={"texts": TEXTS}).status_code == 200  # tagging goes on beside it
        finally:
            go_on.set()
