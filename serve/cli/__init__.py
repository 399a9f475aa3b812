"""The command line: one module a group of commands, each a thin wrapper. Heavy imports happen inside the commands."""

from clausetag.serve.cli.app import app, main

__all__ = ["app", "main"]
