"""Signatures: the same for the same words, alike for near-copies."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.similar.signature import BANDS, bands, coded

TEXT = "Calls upon the States of the valley to open the bridges for all who carry bread across the river in winter"


def shared(one: str, other: str) -> int:
    return int((bands(coded(one)) == bands(coded(other))).sum())


def test_signs_and_capitals_do_not_matter() -> None:
    assert coded(TEXT) == coded(f"{TEXT.upper()}; and")
    assert shared(TEXT, TEXT) == BANDS


def test_near_copies_share_bands_and_others_do_not() -> None:
    assert shared(TEXT, TEXT.replace("bread", "flour")) > 3
    assert shared(TEXT, "Welcomes the offer of the harbour of Velm to host the third fair of nets and sails") == 0


@given(st.text(max_size=300))
def test_every_text_has_a_signature(text: str) -> None:
    keys = bands(coded(text))
    assert keys.shape == (BANDS,)
    assert keys.dtype == np.uint32
    coded(text).encode("utf-32-le")
