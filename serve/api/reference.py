"""The OpenAPI document as a person reads it: calls with their fields, what they answer and how they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clausetag.serve.api.snippets import snippets

_DEEPEST = 6  # levels of fields


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a request or an answer: `results[].themes`."""

    name: str
    kind: str
    about: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One method of one path."""

    method: str
    path: str
    title: str
    about: str
    sent: tuple[Field, ...]
    answered: tuple[Field, ...]
    problems: tuple[str, ...]  # status and what it is called
    written: Mapping[str, str]  # by the programming language
    example: Any  # of the answer

    @property
    def anchor(self) -> str:
        """Name for links."""
        return self.path.strip("/").replace("/", "-")


def calls_of(document: Mapping[str, Any], base: str, *, key: bool) -> tuple[Call, ...]:
    """Return the calls that an OpenAPI document describes, in its order; `base` is where the service is."""
    found = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            upload = "multipart/form-data" in content
            sent = content.get("multipart/form-data" if upload else "application/json", {})
            request = _resolved(sent.get("schema", {}), document)
            ok = operation["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
            answer = _resolved(ok, document)
            found.append(
                Call(
                    method.upper(),
                    path,
                    operation["summary"],
                    operation.get("description", ""),
                    tuple(_fields(request, document)),
                    tuple(_fields(answer, document)),
                    tuple(f"{n} {own['description']}" for n, own in sorted(operation["responses"].items()) if n >= "4"),
                    snippets(
                        method.upper(),
                        base + path,
                        body=None if upload else _example(sent, request),
                        upload=upload,
                        key=key and operation.get("security") != [],
                    ),
                    _example({}, answer),
                )
            )
    return tuple(found)


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    named: Mapping[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return named


def _example(content: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if "examples" in content:
        return next(reversed(content["examples"].values()))["value"]
    return schema.get("examples", [None])[0]


def _fields(
    schema: Mapping[str, Any], document: Mapping[str, Any], prefix: str = "", level: int = 0
) -> Iterator[Field]:
    if level > _DEEPEST:
        return
    needed = schema.get("required", ())
    for name, own in schema.get("properties", {}).items():
        about = own.get("description", "")
        yield Field(prefix + name, _kind(own, document), about, name in needed)
        inner, step = _inside(own, document)
        yield from _fields(inner, document, f"{prefix}{name}{step}.", level + 1)


def _inside(schema: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Return what a list, a map or one of two holds, and how a path to it is written."""
    schema = _resolved(schema, document)
    if "anyOf" in schema:
        return _inside(schema["anyOf"][0], document)
    if isinstance(schema.get("items"), Mapping):
        return _resolved(schema["items"], document), "[]"
    if isinstance(schema.get("additionalProperties"), Mapping):
        return _resolved(schema["additionalProperties"], document), ".KEY"
    return schema, ""


def _kind(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    schema = _resolved(schema, document)
    if "anyOf" in schema:
        return " or ".join(_kind(one, document) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if schema.get("contentMediaType") or schema.get("format") == "binary":
        return "file"
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(_kind(one, document) for one in schema['prefixItems'])}]"
        return f"list of {_kind(schema.get('items', {}), document)}"
    return str(schema.get("format") or schema.get("type", "anything"))
