"""Tables of a batch, made without tagging."""

import json

import pytest

TEXTS = (
    "Calls upon the States of the valley to open the bridges for all who carry bread across the river in winter;",
    "Requests the keeper of the lighthouse to report to the assembly of islands at its next session;",
    "Welcomes the offer of the harbour of Velm to host the third fair of nets and sails;",
)


@pytest.fixture
def tables(tmp_path):
    """Return a function that writes part `number`: (symbol, organ, year, texts) for each document."""
    out = tmp_path / "tags"

    def write(number, *documents):
        for table in ("documents", "clauses"):
            (out / table).mkdir(parents=True, exist_ok=True)
        rows, clauses = [], []
        for symbol, organ, year, texts in documents:
            name = f"{symbol.replace('/', '_')}.txt"
            row = {"document": name, "symbol": symbol, "title": f"Of {symbol}", "organ": organ, "year": year}
            rows.append(row | {"adopted": None})
            clauses += [{"document": name, "path": f"op{n}", "text": text} for n, text in enumerate(texts, 1)]
        for table, lines in (("documents", rows), ("clauses", clauses)):
            path = out / table / f"part-{number:06d}.jsonl"
            path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        (out / "_run.json").write_text(json.dumps({"format": "jsonl", "finished": True}))
        return out

    return write
