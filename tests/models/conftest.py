"""What tests of several classifiers share."""

import pytest


@pytest.fixture(scope="session")
def evidence():
    """Ask a classifier or model for the spans for one theme of each text."""

    def of(answers, texts, theme):
        return [found[theme] for found in answers.evidence(texts, [(theme,)] * len(texts))]

    return of
