"""Spreadsheets of texts, one a row: `read` is the way in. Rows are no resolution, so nothing is split or joined."""
