"""What only a process of its own can show: imports, pipes, signals, terminals."""

import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from importlib.metadata import version
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from clausetag.serve.cli import main; main()"]
HEAVY = ["sklearn", "torch", "mlflow", "pandas", "pyarrow", "lxml", "numpy", "scipy", "datasets", "docx", "jinja2"]


@pytest.mark.parametrize("args", [["--help"], ["tag", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(args):
    code = (
        "import sys\nfrom clausetag.serve.cli import main\n"
        f"sys.argv = ['clausetag', *{args!r}]\n"
        "try:\n    main()\nfinally:\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0
    assert result.stderr.strip() == "[]"


def test_help_documents_the_exit_codes(process):
    text = " ".join(process("tag", "--help").stdout.decode().split())
    assert "Exit codes: 0 all went well; 1 some inputs failed" in text


def test_version(process):
    assert process("--version").stdout.decode() == f"clausetag {version('clausetag')}\n"


def test_mixed_good_and_bad_files(process, bundle, seed, tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nbroken")
    result = process("tag", bad, seed, "--bundle", bundle, "--format", "jsonl")
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 77
    bad, left_out = result.stderr.splitlines()
    assert bad.startswith(b"clausetag: bad.pdf: ")
    assert b"characters left out: " in left_out


def test_documents_come_through_a_pipe(process, bundle, seed):
    result = process("tag", "-", "--bundle", bundle, "--format", "csv", input=seed.read_bytes())
    assert result.returncode == 0
    assert result.stdout.startswith(b"source,symbol,title,organ,session,")


@pytest.mark.parametrize("command", ["tag", "diff"])
def test_an_output_that_lacks_characters_ends_no_command(bundle, seed, command):
    files = [str(seed)] * (2 if command == "diff" else 1)
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [*COMMAND, command, *files, "--bundle", str(bundle)], capture_output=True, env=environment, timeout=60
    )
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr
    assert result.stdout.isascii()


def test_a_closed_pipe_ends_quietly(bundle, seed):
    from_here, to_there = os.pipe()
    os.close(from_here)
    command = [*COMMAND, "tag", str(seed), "--bundle", str(bundle)]
    result = subprocess.run(command, stdout=to_there, stderr=subprocess.PIPE, timeout=60)
    os.close(to_there)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "parquet", "html"])
def test_a_full_disk_is_one_line(bundle, seed, form):
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*COMMAND, "tag", str(seed), "--bundle", str(bundle), "--format", form],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert (result.returncode, result.stderr) == (2, b"clausetag: output: No space left on device\n")


def test_ctrl_c_leaves_nothing_half_written(bundle, tmp_path):
    document, out = tmp_path / "document.txt", tmp_path / "tags.csv"
    os.mkfifo(document)
    process = subprocess.Popen(
        [*COMMAND, "tag", str(document), "--bundle", str(bundle), "--out", str(out)], stderr=subprocess.PIPE
    )
    with document.open("wb"):  # opens when the command does, which then waits for what never comes
        process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)  # closed now: a signal just before it waited would not wake it
    assert process.returncode == 130
    assert errors == b"clausetag: interrupted; nothing was left half-written\n"
    assert list(tmp_path.iterdir()) == [document]


def on_a_terminal(args, width=100):
    """Run a command with a terminal as its stdin, stdout and stderr; return what was shown and the exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(
        [*COMMAND, *map(str, args)], stdin=theirs, stdout=theirs, stderr=theirs, env={**env, "TERM": "xterm-256color"}
    )
    os.close(theirs)
    shown = bytearray()
    with contextlib.suppress(OSError):  # Linux says EIO once the other side is closed
        while chunk := os.read(ours, 65536):
            shown += chunk
    os.close(ours)
    return shown.decode(), process.wait(timeout=60)


def test_several_files_show_a_progress_bar(bundle, seed, tmp_path):
    out = tmp_path / "tags.jsonl"
    shown, code = on_a_terminal(["tag", seed, seed, "--bundle", bundle, "--out", out])
    assert code == 0
    assert "tagging" in shown
    shown, code = on_a_terminal(["tag", seed, "--bundle", bundle, "--out", out])
    assert code == 0
    assert [line.partition(" left out")[0] for line in shown.splitlines()] == ["clausetag: 715 characters"]


def test_parquet_is_not_printed_on_a_terminal(bundle, seed):
    shown, code = on_a_terminal(["tag", seed, "--bundle", bundle, "--format", "parquet"], width=200)
    assert code == 2
    assert "Parquet is binary and not for a terminal" in shown


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_no_line_is_wider_than_the_terminal(bundle, seed, width):
    shown, code = on_a_terminal(["tag", seed, "--bundle", bundle], width=width)
    *lines, left_out = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).splitlines()
    assert "left out" in left_out  # the terminal folds it
    assert code == 0
    assert max(map(len, lines)) <= width
    assert len([line for line in lines if line.strip().startswith(("pp", "op"))]) == 77
