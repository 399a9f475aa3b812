"""The server: four tools, short descriptions, typed answers, errors in one line."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field, ValidationError

from clausetag.data.documents.loose import read_any
from clausetag.data.documents.resolution import Section
from clausetag.data.errors import ClausetagError, UsageError
from clausetag.serve.find import Query, Tables
from clausetag.serve.find.query import LONGEST_TEXT
from clausetag.serve.find.said import said_of
from clausetag.serve.mcp.answers import (
    Document,
    Explained,
    FoundAll,
    TaggedText,
    document_answer,
    explained,
    found_answer,
    text_answer,
)
from clausetag.serve.selection import check_themes, select
from clausetag.serve.tagger import Tagger

MAX_CHARACTERS = 20_000  # of a text
_MOST = 100  # clauses of one answer
_MOST_THEMES = 20
_INSTRUCTIONS = "Says which clauses of United Nations resolutions speak of {themes}. Themes are named by these keys."

_Text = Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS, description="One clause or paragraph.")]
_Themes = Annotated[
    list[str] | None, Field(max_length=_MOST_THEMES, description="Keys of themes: clauses that speak of one, or may.")
]
_Start = Annotated[int, Field(ge=0, le=10**9, description="Clauses to pass over.")]
_Most = Annotated[int, Field(ge=1, le=_MOST, description="Clauses to give.")]
_Year = Annotated[int | None, Field(ge=1, le=9999)]


class Server(MCPServer):
    """An MCP server whose errors are one line; what went wrong inside stays inside."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:  # noqa: ANN401
        """Call a tool by its name."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise (_one_line(error) or error) from None


def _one_line(error: ToolError) -> ToolError | None:
    """Return the error that a caller can mend, in a line; None if it is a fault of ours."""
    cause = error.__cause__
    if isinstance(cause, ClausetagError):
        return ToolError(" ".join(str(cause).split()))
    if isinstance(cause, ValidationError):
        wrong = (f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in cause.errors()[:3])
        return ToolError("; ".join(wrong))
    return None


def make_server(tagger: Tagger, documents: Path, tables: Path | None = None) -> MCPServer:
    """Return a server that tags with `tagger`.

    Args:
        tagger: The model.
        documents: Folder whose documents may be read, and no others.
        tables: Folder of a batch to be searched; without it there is no such tool.

    Raises:
        UsageError: There are no tables in that folder.
    """
    instructions = _INSTRUCTIONS.format(themes=", ".join(tagger.themes))
    server = Server("clausetag", version=version("clausetag"), instructions=instructions, log_level="WARNING")
    root = documents.resolve()

    @server.tool()
    def tag_text(text: _Text) -> TaggedText:
        """Say which themes a clause speaks of, how probable that is, and which words say so."""
        return text_answer(tagger.tag_texts([text])[0], text, tagger.info.version)

    @server.tool()
    def explain_tag(text: _Text, theme: Annotated[str, Field(max_length=80)]) -> Explained:
        """Say why a theme applies to a clause, or does not: the words for and against it, and its threshold."""
        check_themes([theme], tagger.themes)
        return explained(tagger.tag_texts([text], explain=True)[0], theme, text)

    @server.tool()
    def read_document(
        path: Annotated[str, Field(max_length=1000, description="Within the folder of documents.")],
        themes: _Themes = None,
        start: _Start = 0,
        most: _Most = 50,
    ) -> Document:
        """Read a resolution (Word, PDF, HTML, text, AKN XML), split it into clauses and tag each."""
        check_themes(themes or (), tagger.themes)
        tagged = tagger.tag(read_any(_within(root, path)))
        return document_answer(select(tagged, tuple(themes or ())), start, most)

    if tables is not None:
        _add_search(server, tables)
    return server


def _add_search(server: MCPServer, folder: Path) -> None:
    Tables(folder)  # are there any?

    @server.tool()
    def find_clauses(
        themes: _Themes = None,
        text: Annotated[str, Field(max_length=LONGEST_TEXT, description="Words in this order.")] = "",
        first_year: _Year = None,
        last_year: _Year = None,
        organ: Annotated[str, Field(max_length=200, description="Part of its name.")] = "",
        section: Section | None = None,
        language: Annotated[str, Field(max_length=10, description="ISO 639-1: en, fr, ...")] = "",
        start: _Start = 0,
        most: _Most = 20,
    ) -> FoundAll:
        """Find clauses in the tagged documents, the newest first; what is left out is not asked."""
        tables = Tables(folder)
        query = Query(
            themes=tuple(themes or ()),
            first=first_year,
            last=last_year,
            organ=organ,
            section=section,
            language=language,
            text=text,
        )
        found = tables.find(query, start=start, most=most)
        return found_answer(found, said_of(found, query, tables))


def _within(root: Path, path: str) -> Path:
    """Return the file that a path names; UsageError if it lies outside the folder of documents."""
    try:
        file = (root / path).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # a null character, a circle of links
        raise UsageError(f"{path[:80]!r}: no path that a file can have") from error
    if not file.is_relative_to(root):
        raise UsageError(f"{path}: lies outside the folder of documents; give a path within it")
    return file
