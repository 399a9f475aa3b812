"""Settings given as `key=value`, read by the types of a configuration's fields."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from clausetag.data.errors import UsageError

Config = TypeVar("Config")

_LEAST: Mapping[str, float] = {  # whole numbers and shares have to reach these; others have to be above 0
    "seed": 0,
    "patience": 0,
    "overlap": 0,
    "dropout": 0,
    "warmup": 0,
    "weight_decay": 0,
}
_BELOW_ONE = ("dropout", "warmup", "miss_rate")


def configure(kind: type[Config], settings: Sequence[str]) -> Config:
    """Return a configuration of class `kind`: its defaults, with `settings` ("epochs=3", ...) in place of some.

    Raises:
        UsageError: A setting is no `key=value`, names no field or one twice, or its value does not fit the field.
    """
    hints = get_type_hints(kind)
    known = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for setting in settings:
        key, equals, text = (part.strip() for part in setting.partition("="))
        if not equals or not key:
            raise UsageError(f"--set {setting}: give key=value, for example --set seed=1")
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"it has {', '.join(known)}"
            raise UsageError(f"--set {key}: {kind.__name__} has no such setting; {hint}")
        if key in values:
            raise UsageError(f"--set {key}: given twice")
        try:
            values[key] = _parse(text, hints[key])
        except ValueError as error:
            raise UsageError(f"--set {key}={text}: {error}") from error
        _check(key, text, values[key])
    return kind(**values)


def settings_of(config: object) -> list[str]:
    """Return the settings that make this configuration; the inverse of `configure`."""
    return [f"{field.name}={_text(getattr(config, field.name))}" for field in fields(config)]  # type: ignore[arg-type]


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(str(item) for item in value)
    return "" if value is None else str(value)


def _parse(text: str, wanted: Any) -> Any:  # noqa: ANN401 (a field's type)
    if get_origin(wanted) in (Union, types.UnionType):
        return None if text in ("", "none") else _parse(text, get_args(wanted)[0])
    if get_origin(wanted) is tuple:
        kinds, parts = get_args(wanted), text.split(",")
        if len(parts) != len(kinds):
            raise ValueError(f"must be {len(kinds)} values with commas between them")
        return tuple(_parse(part.strip(), kind) for part, kind in zip(parts, kinds, strict=True))
    if wanted is bool:
        if text not in ("true", "false"):
            raise ValueError("must be true or false")
        return text == "true"
    try:
        return wanted(text)
    except ValueError:
        raise ValueError(f"must be a {'whole ' if wanted is int else ''}number") from None


def _check(key: str, text: str, value: Any) -> None:  # noqa: ANN401
    numbers = value if isinstance(value, tuple) else (value,)
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int | float):
            continue
        if key in _LEAST and not number >= _LEAST[key]:
            raise UsageError(f"--set {key}={text}: must be {_LEAST[key]:g} or more")
        if key not in _LEAST and not 0 < number < float("inf"):
            raise UsageError(f"--set {key}={text}: must be above 0")
        if key in _BELOW_ONE and number >= 1:
            raise UsageError(f"--set {key}={text}: must be below 1")
    if isinstance(value, tuple) and list(value) != sorted(value):
        raise UsageError(f"--set {key}={text}: the first must not be larger than the second")
