"""Tagging for programs that talk: a server of the Model Context Protocol, on standard input and output or on HTTP."""
