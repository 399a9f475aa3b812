"""How a call of the API is written in curl, JavaScript, R and Python."""

import json
from typing import Any

LANGUAGES = ("curl", "JavaScript", "R", "Python")
_FILE = "A_RES_67_172.txt"


def snippets(method: str, url: str, *, body: Any = None, upload: bool = False, key: bool = False) -> dict[str, str]:  # noqa: ANN401 (JSON)
    """Return the call in every language: with a JSON body, with a document to upload, or plain; `key`: with a key."""
    makers = (_curl, _javascript, _r, _python)
    return {name: make(method, url, body, upload, key) for name, make in zip(LANGUAGES, makers, strict=True)}


def _curl(method: str, url: str, body: Any, upload: bool, key: bool) -> str:  # noqa: ANN401, ARG001
    parts = [f"curl {url}", *(['-H "X-API-Key: $KEY"'] if key else [])]
    if upload:
        parts += [f"-F file=@{_FILE}", "-F explain=true"]
    elif body is not None:
        text = json.dumps(body, ensure_ascii=False).replace("'", "'\\''")
        parts += ["-H 'content-type: application/json'", f"-d '{text}'"]
    return " \\\n  ".join(parts)


def _javascript(method: str, url: str, body: Any, upload: bool, key: bool) -> str:  # noqa: ANN401
    headers = (['"x-api-key": key'] if key else []) + (['"content-type": "application/json"'] if body else [])
    options = [f'method: "{method}"'] if method != "GET" else []
    options += [f"headers: {{ {', '.join(headers)} }}"] if headers else []
    before = ""
    if upload:
        before = 'const form = new FormData();\nform.append("file", file); // of an <input type="file">\n'
        before += 'form.append("explain", "true");\n'
        options.append("body: form")
    elif body is not None:
        options.append(f"body: JSON.stringify({json.dumps(body, ensure_ascii=False)})")
    given = ",\n  ".join(options)
    more = f", {{\n  {given},\n}}" if options else ""
    return (
        f'{before}const answer = await fetch("{url}"{more});\nconst found = await answer.json();\n'
        "if (!answer.ok) throw new Error(found.detail);"
    )


def _r(method: str, url: str, body: Any, upload: bool, key: bool) -> str:  # noqa: ANN401, ARG001
    steps = [f'request("{url}")', *(['req_headers("X-API-Key" = key)'] if key else [])]
    if upload:
        steps.append(f'req_body_multipart(file = curl::form_file("{_FILE}"), explain = "true")')
    elif body is not None:
        steps.append(f"req_body_json({_in_r(body)})")
    return "library(httr2)\nfound <- " + " |>\n  ".join([*steps, "req_perform()", "resp_body_json()"])


def _python(method: str, url: str, body: Any, upload: bool, key: bool) -> str:  # noqa: ANN401
    given = [f'"{url}"', *(['headers={"X-API-Key": key}'] if key else [])]
    if upload:
        given += [f'files={{"file": open("{_FILE}", "rb")}}', 'data={"explain": "true"}']
    elif body is not None:
        given.append(f"json={body!r}".replace("'", '"'))
    call = ",\n    ".join(given)
    call = f"\n    {call},\n" if len(given) > 1 else call
    return f"import httpx\n\nanswer = httpx.{method.lower()}({call})\nanswer.raise_for_status()\nfound = answer.json()"


def _in_r(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return f"list({', '.join(f'{name} = {_in_r(one)}' for name, one in value.items())})"
    if isinstance(value, list):
        return f"list({', '.join(map(_in_r, value))})"
    return {True: "TRUE", False: "FALSE"}[value] if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
