"""`clausetag data`: the dataset that models are trained on, and official documents to tag."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.data.replacing import replacing_file
from clausetag.data.words import counted
from clausetag.serve.cli.errors import FAILED, SOME_FAILED
from clausetag.serve.cli.options import CorpusOption, CorrectionsOption, ThemesOption, corpora_of, themes_of

data = typer.Typer(help="Build the dataset that models are trained on; fetch official documents.", no_args_is_help=True)


@data.callback()
def _group() -> None:
    pass


@data.command("build")
def build(
    corpus: CorpusOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to save it in. Default: only say what would be in it.")
    ] = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Join labels to texts, check and split them, and save a `datasets.DatasetDict`.

    Without --corpus it holds the seed document and the drafted clauses alone. What became of every label is printed:
    joined, taken over into other languages, refused and by which check.
    """
    from clausetag.data.dataset.build import build as build_dataset
    from clausetag.data.dataset.drafted_check import format_near_copies, near_copies_of_drafted
    from clausetag.data.dataset.summary import format_summary
    from clausetag.data.extras import needs

    with needs("train"):
        built = build_dataset(corpora_of(corpus), out, themes=themes_of(themes), corrections=corrections)
    typer.echo(format_summary(built))
    typer.echo(
        format_near_copies(near_copies_of_drafted(example for part in built.splits.values() for example in part))
    )
    if out is not None:
        typer.echo(f"saved in {out}")


@data.command("carry")
def carry(
    corpus: Annotated[Path, typer.Argument(help="Folder of a local copy of the machine-translated corpus.")],
    official: Annotated[list[Path], typer.Argument(help="Official texts: clones, folders or zip files of UNxml.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="File of labels to write. Default: only say what became of each label."),
    ] = None,
) -> None:
    """Carry labels of the machine-translated corpus over to the official texts of the same clauses.

    Clauses whose text is labelled by reading already are left out, and the gold sets. No texts are written.
    """
    import datetime

    from clausetag.data.dataset.carry import carry_labels, label_lines
    from clausetag.data.replacing import replacing_file
    from clausetag.data.themes import load_themes

    keys = [theme.key for theme in load_themes()]
    new, report = carry_labels(corpus, official, keys, when=datetime.datetime.now(datetime.UTC).date().isoformat())
    typer.echo(str(report))
    if out is not None:
        with replacing_file(out) as stream:
            stream.write("".join(json.dumps(line) + "\n" for line in label_lines(new, keys)).encode())
        typer.echo(f"{counted(len(new), 'label')} written to {out}")


@data.command("audit")
def audit(
    corpus: CorpusOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="File to write the suspects to. Default: stdout.", show_default=False),
    ] = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """List labels that look wrong, the least believable first, for a reader to decide by the codebook.

    One line a suspect: document, index, item, themes as labelled, the theme that looks wrong there (-) or missing (+),
    and its probability by a classifier that had not seen the clause. No texts are written.
    """
    from clausetag.data.dataset.examples import load_examples
    from clausetag.data.extras import needs
    from clausetag.data.themes import load_themes

    used = themes_of(themes) or load_themes()
    keys = [theme.key for theme in used]
    with needs("train"):
        from clausetag.training.evaluation.label_audit import HEADER, audit_labels, format_counts

        examples, report = load_examples(corpora_of(corpus), themes=used, corrections=corrections)
        suspects = audit_labels(examples, keys)
    typer.echo(f"{report}\n{counted(len(examples), 'clause')} audited, {format_counts(suspects, keys)}", err=True)
    lines = "\n".join([HEADER, *map(str, suspects)])
    if out is None:
        typer.echo(lines)
        return
    with replacing_file(out) as stream:
        stream.write(f"{lines}\n".encode())


class DocumentFormat(StrEnum):
    """How documents are asked for."""

    PDF = "pdf"
    DOCX = "docx"


@data.command("fetch")
def fetch(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the documents and their manifest.")],
    symbols: Annotated[
        list[str] | None, typer.Argument(metavar="SYMBOL", help="Document symbols, A/RES/67/172.", show_default=False)
    ] = None,
    catalogue: Annotated[
        bool, typer.Option("--catalogue", help="The resolutions of the catalogue that comes with clausetag.")
    ] = False,
    theme: Annotated[
        str | None, typer.Option("--theme", "-t", help="Of the catalogue, those chiefly about this theme.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="en, fr, es, ru, ar or zh.")] = "en",
    form: Annotated[DocumentFormat, typer.Option("--format", "-f", help="pdf or docx.")] = DocumentFormat.PDF,
    base: Annotated[
        str | None, typer.Option("--base", help="Address of the document service.", show_default=False)
    ] = None,
) -> None:
    """Fetch official documents by symbol from the United Nations document service, one request a second.

    What lies there unchanged is not fetched again, so a run that was cut off is taken up by running it again.
    """
    from clausetag.data.fetch.catalogue import load_catalogue
    from clausetag.data.fetch.fetch import BASE, format_report
    from clausetag.data.fetch.fetch import fetch as fetch_documents

    if theme is not None and not catalogue:
        raise UsageError("--theme chooses from the catalogue; add --catalogue")
    wanted = [*(symbols or ()), *(entry.symbol for entry in (load_catalogue(theme=theme) if catalogue else ()))]
    if not wanted:
        raise UsageError("nothing to fetch: give symbols, or --catalogue")
    report = fetch_documents(
        wanted, out, language=language, format=form.value, base=BASE if base is None else base, progress=_print_fetched
    )
    typer.echo(format_report(report))
    if report.failed:
        raise typer.Exit(SOME_FAILED if report.fetched or report.cached else FAILED)


def _print_fetched(outcome: object) -> None:
    from clausetag.data.fetch.files import Record

    if isinstance(outcome, Record):
        typer.echo(f"{outcome.symbol}: {outcome.file}", err=True)
