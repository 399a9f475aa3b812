"""The prediction API under load; see `__main__`."""
