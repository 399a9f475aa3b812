"""`clausetag serve`: the prediction API and the web page."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.cli.options import BundleOption


class LogLevel(StrEnum):
    """How much is logged; texts never are."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; other than this machine's own needs API keys.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    bundle: BundleOption = None,
    api_keys: Annotated[
        Path | None,
        typer.Option(
            "--api-keys",
            help="File of API keys, one a line. More may stand in the variable CLAUSETAG_API_KEYS.",
            show_default=False,
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="Host name that a proxy passes on; repeatable.", show_default=False),
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--origin",
            metavar="https://...",
            help="Site whose pages may call the API from a browser (CORS); repeatable. Default: none.",
            show_default=False,
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            help="File that keeps readers' corrections. Default: in the user's data folder.",
            show_default=False,
        ),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            "--review",
            help="Clauses for readers to answer about at /review: what `clausetag review export` wrote, or its "
            "project's folder. Default: review.json of the project that this folder lies in.",
            show_default=False,
        ),
    ] = None,
    tags: Annotated[
        Path | None,
        typer.Option("--tags", help="Folder that clausetag batch wrote, to be searched at /find.", show_default=False),
    ] = None,
    log_level: Annotated[
        LogLevel, typer.Option("--log-level", help="How much to log; texts never are.")
    ] = LogLevel.INFO,
) -> None:
    """Serve the prediction API, and a web page at /, until stopped.

    A folder that is replaced, or an alias that is moved, is taken into use without a restart.
    """
    from clausetag.data.extras import needs

    with needs("serve"):
        from clausetag.serve.api.run import serve as run
    from clausetag.serve.api.settings import Settings, checked_origins, corrections_file, load_keys
    from clausetag.serve.review.queue import find_queue

    settings = Settings(
        host=host,
        port=port,
        bundle=bundle,
        corrections=corrections or corrections_file(),
        review=review or find_queue(),
        keys=load_keys(api_keys),
        allowed_hosts=tuple(allow_host or ()),
        tags=tags,
        origins=checked_origins(origin or ()),
    )
    run(settings, log_level.value)
