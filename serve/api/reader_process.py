"""The process that reads uploaded documents: bytes in, JSON out, bounded in memory and time, killed without regret.

It speaks on its standard input and output: a request is two lengths, a name and the bytes; an answer is a status, a
length and either what was read as JSON or a message. It is given no keys, writes no files, and ends with its input.
"""

import os
import resource
import struct
import sys
from typing import BinaryIO

REQUEST = struct.Struct(">IQ")  # length of the name, length of the content
ANSWER = struct.Struct(">BQ")  # status, length
READ, UNREADABLE, TOO_MUCH, FAILED, READ_SHEET = range(5)


def main() -> None:
    """Read documents until the input ends. Arguments: megabytes of memory; seconds and characters of a document."""
    memory, seconds, characters = int(sys.argv[1]) * 1024 * 1024, int(sys.argv[2]), int(sys.argv[3])
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints does not reach the answers
    _import_readers()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    while head := source.read(REQUEST.size):
        name_length, length = REQUEST.unpack(head)
        name, content = source.read(name_length).decode("utf-8", "replace"), source.read(length)
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        status, answer = _read(content, name, characters)
        _send(answers, status, answer)
        if status in (TOO_MUCH, FAILED):
            return


def _read(content: bytes, name: str, characters: int) -> tuple[int, bytes]:
    from clausetag.data.documents.loose import read_any_bytes
    from clausetag.data.documents.readers import kind_of
    from clausetag.data.errors import DocumentError
    from clausetag.data.sheets.column import text_column
    from clausetag.data.sheets.read import sheet_of_bytes
    from clausetag.data.sheets.sheet import is_sheet
    from clausetag.serve.api.wire import characters_of, resolution_to_json, sheet_to_json

    try:
        if is_sheet(name):
            sheet = sheet_of_bytes(content, name)
            return READ_SHEET, sheet_to_json(sheet, text_column(sheet))
        if kind_of(content) == "doc":  # no other program can be run here
            problem = f"{name}: an old Word (.doc) or encrypted Office document; save it as .docx without a password"
            return UNREADABLE, problem.encode("utf-8", "replace")
        resolution = read_any_bytes(content, name)
        if characters_of(resolution) > characters:
            problem = f"{name}: its clauses, each with its paragraph, exceed {characters:,} characters; split it"
            return UNREADABLE, problem.encode("utf-8", "replace")
        return READ, resolution_to_json(resolution)
    except DocumentError as error:
        return UNREADABLE, str(error).encode("utf-8", "replace")
    except MemoryError:
        return TOO_MUCH, b""
    except Exception as error:  # noqa: BLE001 (a hostile document may raise anything; it must not look like silence)
        return FAILED, type(error).__name__.encode()


def _send(answers: BinaryIO, status: int, answer: bytes) -> None:
    answers.write(ANSWER.pack(status, len(answer)) + answer)
    answers.flush()


def _import_readers() -> None:
    """Import what reading needs before memory is bounded, and so that the first document is not the slowest."""
    from importlib import import_module

    readers = (f"clausetag.data.documents.readers.{kind}" for kind in ("docx", "html", "pdf", "txt"))
    others = ("clausetag.data.documents.akn.read", "clausetag.data.documents.parse", "clausetag.serve.api.wire")
    sheets = ("clausetag.data.sheets.csv_text", "clausetag.data.sheets.workbook", "python_calamine")
    for name in (*readers, *others, *sheets, "pypdfium2"):
        import_module(name)


if __name__ == "__main__":
    main()
