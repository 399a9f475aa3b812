import base64

import pytest

from clausetag.data.errors import UsageError
from clausetag.serve.api.settings import Settings, check, checked_origins, corrections_file, is_loopback, load_keys

KEY, OTHER = "a-long-enough-key-1", "a-long-enough-key-2"


@pytest.fixture(scope="module")
def locked(served, tmp_path_factory):
    file = tmp_path_factory.mktemp("keys") / "keys"
    file.write_text(f"# two keys\n{KEY}\n\n{OTHER}\n")
    with served(keys=load_keys(file, {}), allowed_hosts=("tags.example.org",)) as client:
        yield client


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"Bearer {KEY}"},
        {"authorization": f"bearer {OTHER}"},
        {"x-api-key": OTHER},
        {"authorization": "Basic " + base64.b64encode(f"anyone:{KEY}".encode()).decode()},
        {"authorization": "Basic " + base64.b64encode(b"proxy:its own").decode(), "x-api-key": KEY},
    ],
)
def test_each_key_opens_in_each_way(locked, headers):
    assert locked.get("/v1/themes", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": f"Bearer {KEY}x"},
        {"authorization": f"Bearer {KEY[:-1]}"},
        {"authorization": "Basic ###"},
        {"authorization": "Basic " + base64.b64encode(b"\xff\xfe").decode()},
        {"authorization": f"Digest {KEY}"},
        {"x-api-key": ""},
    ],
)
@pytest.mark.parametrize("path", ["/", "/v1/themes", "/metrics", "/openapi.json", "/nothing"])
def test_without_a_key_there_is_nothing_to_see(locked, headers, path):
    answer = locked.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")
    assert answer.headers["content-type"] == "application/problem+json"


def test_health_needs_no_key(locked):
    assert locked.get("/healthz").status_code == locked.get("/readyz").status_code == 200


def test_openapi_tells_of_the_keys(locked, client):
    document = locked.get("/openapi.json", headers={"x-api-key": KEY}).json()
    assert document["security"]
    assert document["paths"]["/healthz"]["get"]["security"] == document["paths"]["/readyz"]["get"]["security"] == []
    assert "security" not in client.get("/openapi.json").json()


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:80", 200), ("[::1]:80", 200), ("evil.example", 421), ("", 421), ("10.0.0.1", 421)],
)
def test_names_that_other_sites_point_here_are_not_served(client, host, status):
    assert client.get("/healthz", headers={"host": host}).status_code == status


def test_a_proxys_name_is_served_where_it_was_given(locked):
    assert locked.get("/healthz", headers={"host": "tags.example.org"}).status_code == 200
    assert locked.get("/healthz", headers={"host": "other.example.org"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({}, 200),
    ],
)
def test_pages_of_other_sites_cannot_post(client, headers, status):
    assert client.post("/v1/tag", json={"texts": ["a b"]}, headers=headers).status_code == status


def test_own_page_may_post(client):
    origin = str(client.base_url).rstrip("/")
    assert client.post("/v1/tag", json={"texts": ["a b"]}, headers={"origin": origin}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", ""])
def test_listening_beyond_this_machine_needs_a_key(host, tmp_path):
    with pytest.raises(UsageError, match="API keys"):
        check(Settings(host=host, corrections=tmp_path))
    check(Settings(host=host, corrections=tmp_path, keys=load_keys(None, {"CLAUSETAG_API_KEYS": KEY})))
    assert not is_loopback(host)


def test_keys_come_from_file_and_environment_and_are_not_kept(tmp_path):
    file = tmp_path / "keys"
    file.write_text(f"{KEY}\n{KEY}\n")
    keys = load_keys(file, {"CLAUSETAG_API_KEYS": f"{OTHER}, {KEY}"})
    assert len(keys) == 2
    assert KEY not in repr(Settings(corrections=tmp_path, keys=keys))


@pytest.mark.parametrize("content", ["", "# only a comment\n", "short\n", "käy-that-is-long-enough\n"])
def test_bad_keys_are_refused_and_not_repeated(tmp_path, content):
    file = tmp_path / "keys"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_keys(file, {})
    assert not content.strip() or content.strip() not in str(raised.value)
    with pytest.raises(UsageError, match="cannot be read"):
        load_keys(tmp_path / "none", {})


def test_corrections_go_to_the_users_data_folder(tmp_path):
    assert corrections_file({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "clausetag" / "corrections.jsonl"
    assert corrections_file({}).parts[-4:] == (".local", "share", "clausetag", "corrections.jsonl")


@pytest.fixture(scope="module")
def shared(served):
    keys, origins = load_keys(None, {"CLAUSETAG_API_KEYS": KEY}), checked_origins(["https://A.example/"])
    with served(keys=keys, origins=origins) as client:
        yield client


ASKED = {"access-control-request-method": "POST", "access-control-request-headers": "content-type, x-api-key"}


def test_pages_of_a_named_origin_may_call_the_api_and_read_its_answer(shared):
    origin = {"origin": "https://a.example"}
    asked = shared.options("/v1/tag", headers=origin | ASKED)  # browsers send no key with it
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "https://a.example"
    assert "x-api-key" in asked.headers["access-control-allow-headers"]
    answer = shared.post("/v1/tag", json={"texts": ["a b"]}, headers=origin | {"x-api-key": KEY})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://a.example"
    assert answer.headers["vary"] == "origin"
    assert "access-control-allow-credentials" not in answer.headers
    assert shared.post("/v1/tag", json={"texts": ["a b"]}, headers=origin).status_code == 401
    refused = shared.post("/v1/tag", json={}, headers=origin | {"x-api-key": KEY})
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (422, "https://a.example")


@pytest.mark.parametrize(
    ("path", "origin"),
    [
        ("/v1/tag", "https://b.example"),
        ("/v1/tag", "null"),
        ("/v1/tag", "http://a.example"),
        ("/", "https://a.example"),
    ],
)
def test_other_origins_and_the_pages_own_forms_stay_closed(shared, path, origin):
    headers = {"origin": origin, "x-api-key": KEY}
    answer = shared.post(path, json={"texts": ["a b"]}, headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    assert shared.options(path, headers={"origin": origin} | ASKED).status_code == 401


def test_without_named_origins_nothing_is_shared(client):
    asked = client.options("/v1/tag", headers={"origin": "https://a.example"} | ASKED)
    assert asked.status_code == 405
    assert not {"access-control-allow-origin", "vary"} & set(asked.headers)


NO_ORIGINS = ["*", "a.example", "https://a.example/page", "ftp://a.example", "https://", "null", ""]


@pytest.mark.parametrize("origin", NO_ORIGINS)
def test_what_is_no_origin_is_refused(origin):
    with pytest.raises(UsageError, match="is no origin"):
        checked_origins([origin])


def test_origins_are_kept_as_browsers_send_them():
    given = ["https://A.example:443", "http://b.example:8080/", "https://a.example"]
    assert checked_origins(given) == ("https://a.example", "http://b.example:8080")
