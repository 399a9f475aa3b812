"""Clauses as tasks of Label Studio, with what the model says as predictions; the page at /review reads them too.

A task's `data` hold the text and where it stands; its prediction chooses yes or no for each theme that the model is
sure of, and marks the words that speak for it. https://labelstud.io/guide/tasks and /guide/predictions describe both.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from clausetag.data.errors import LabelError
from clausetag.data.labelling.label import ANSWERS
from clausetag.data.palette import colour_of
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.spans import joined
from clausetag.serve.review.item import Guess, Item

_CLAUSE, _WORDS = "clause-text", "words-that-speak"  # controls; no theme's key has a dash
_SAID = {Answer.APPLIES: "yes", Answer.DOES_NOT_APPLY: "no"}
_HOTKEYS = "1234567890qwertyuiop"
_SHOWN = {"text", "document", "path", "before", "after"}  # what the interface names must be in every task
_TEXTS = ("text", "document", "path", "section", "language", "before", "after", "model", "chosen_for")  # of an item


def tasks_of(items: Sequence[Item], themes: Sequence[Theme]) -> list[dict[str, Any]]:
    """Return the tasks, in the order of the clauses."""
    return [_task(number, item, themes) for number, item in enumerate(items, 1)]


def _task(number: int, item: Item, themes: Sequence[Theme]) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(item, name) for name in _TEXTS} | {"year": item.year}
    guessed = [theme for theme in themes if theme.key in item.guesses]
    results = [result for theme in guessed for result in _results(item, theme, item.guesses[theme.key])]
    data = {name: value for name, value in told.items() if name in _SHOWN or value not in ("", None)}
    data |= {"official": _link(item), "review": [theme.key for theme in guessed if _asks(item, theme.key)]}
    predictions = [{"model_version": item.model, "result": results}] if results else []
    return {"id": number, "data": data, "predictions": predictions}


def _link(item: Item) -> str:
    return f'<a href={quoteattr(item.link)} target="_blank">{escape(item.link)}</a>' if item.link else ""


def _asks(item: Item, key: str) -> bool:
    return item.guesses[key].answer is Answer.REVIEW


def _results(item: Item, theme: Theme, guess: Guess) -> Iterator[dict[str, Any]]:
    if guess.answer in _SAID:
        value: dict[str, Any] = {"choices": [_SAID[guess.answer]]}
        yield {"id": theme.key, "from_name": theme.key, "to_name": _CLAUSE, "type": "choices", "value": value}
    for place, (start, end) in enumerate(joined(item.text, guess.evidence)):
        value = {"start": start, "end": end, "text": item.text[start:end], "labels": [theme.name]}
        name = f"{theme.key}-{place}"
        yield {"id": name, "from_name": _WORDS, "to_name": _CLAUSE, "type": "labels", "value": value}


def config_of(themes: Sequence[Theme]) -> str:
    """Return the labelling interface: the clause between its neighbours, and one question a theme."""
    keys = iter(_HOTKEYS)
    lines = [
        "<View>",
        '  <Header value="$document $path" size="5"/>',
        '  <HyperText name="official-document" value="$official"/>',
        '  <Text name="clause-before" value="$before"/>',
        f'  <Labels name="{_WORDS}" toName="{_CLAUSE}" showInline="true">',
        *(
            f'    <Label value={quoteattr(theme.name)} background="{colour_of(place).middle}"/>'
            for place, theme in enumerate(themes)
        ),
        "  </Labels>",
        f'  <Text name="{_CLAUSE}" value="$text" granularity="word"/>',
        '  <Text name="clause-after" value="$after"/>',
    ]
    for theme in themes:
        lines += [
            f'  <Header value={quoteattr(theme.name)} size="4"/>',
            f'  <Header value={quoteattr(theme.definition)} size="6"/>',
            f'  <Choices name="{theme.key}" toName="{_CLAUSE}" choice="single-radio" showInline="true">',
            *(f'    <Choice value="{answer}"{_hotkey(next(keys, ""))}/>' for answer in ANSWERS),
            "  </Choices>",
        ]
    return "\n".join([*lines, "</View>", ""])


def _hotkey(key: str) -> str:
    return f' hotkey="{key}"' if key else ""


def read_tasks(path: Path, themes: Sequence[Theme]) -> list[Item]:
    """Read tasks that `tasks_of` made, with the evidence of their predictions; LabelError if the file holds none."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise LabelError(
            f"{path}: cannot be read ({error.strerror}); make it with `clausetag review export`"
        ) from error
    except (ValueError, RecursionError) as error:
        raise LabelError(f"{path}: not JSON; make it with `clausetag review export --out {path.name}`") from error
    if not isinstance(tasks, list) or not tasks:
        raise LabelError(f"{path}: no tasks in it; make it with `clausetag review export --out {path.name}`")
    return [_item(task, themes, f"{path}, task {number}") for number, task in enumerate(tasks, 1)]


def _item(task: Any, themes: Sequence[Theme], where: str) -> Item:  # noqa: ANN401 (whatever JSON holds)
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str) or not data["text"].strip():
        raise LabelError(f"{where}: has no data with a text; make the file with `clausetag review export`")
    told = {name: value if isinstance(value := data.get(name), str) else "" for name in _TEXTS}
    year = data.get("year")
    spans = _evidence(task, {theme.name: theme.key for theme in themes}, len(data["text"]))
    asked = found if isinstance(found := data.get("review"), list) else []
    guesses = {
        theme.key: Guess(Answer.REVIEW if theme.key in asked else Answer.NOT_SCORED, None, tuple(spans[theme.key]))
        for theme in themes
        if spans[theme.key] or theme.key in asked
    }
    return Item(**told, guesses=guesses, year=year if isinstance(year, int) else None)


def _evidence(task: Mapping[str, Any], key_of: Mapping[str, str], length: int) -> dict[str, list[tuple[int, int]]]:
    """Return the marked words by theme; what is no span of the text is passed over."""
    found: dict[str, list[tuple[int, int]]] = {key: [] for key in key_of.values()}
    predictions = task.get("predictions")
    for prediction in predictions if isinstance(predictions, list) else ():
        results = prediction.get("result") if isinstance(prediction, dict) else None
        for result in results if isinstance(results, list) else ():
            value = result.get("value") if isinstance(result, dict) else None
            named = value.get("labels") if isinstance(value, dict) else None
            if isinstance(value, dict) and isinstance(named, list) and named and named[0] in key_of:
                start, end = value.get("start"), value.get("end")
                if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
                    found[key_of[named[0]]].append((start, end))
    return found
