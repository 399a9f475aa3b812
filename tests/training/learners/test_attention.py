import pytest

from clausetag.training.learners.attention import NAME
from clausetag.training.learners.network import PieceScorer


@pytest.fixture
def batch():
    """Two windows of unlike length: the second is padded."""
    import torch

    ids = torch.arange(5, 25).reshape(2, 10)
    mask = torch.ones_like(ids)
    mask[1, 6:] = 0
    return {"input_ids": ids, "attention_mask": mask, "capitals": torch.zeros_like(ids)}


def test_it_answers_as_plain_attention_and_sees_no_padding(tiny_base, batch):
    import torch

    network = PieceScorer(tiny_base, 2, 0.0).eval()
    assert network.encoder.config._attn_implementation == NAME
    with torch.no_grad():
        found = network(**batch)
        batch["input_ids"][1, 6:] = 30  # beyond the mask
        torch.testing.assert_close(network(**batch)[1, :6], found[1, :6])
        network.encoder.set_attn_implementation("eager")
        expected = network(**batch)
    seen = batch["attention_mask"] == 1
    torch.testing.assert_close(found[seen], expected[seen], atol=1e-5, rtol=1e-4)


def test_under_bfloat16_it_still_attends_in_single_precision(tiny_base, batch, monkeypatch):
    import torch

    met, attend = [], torch.nn.functional.scaled_dot_product_attention

    def noted(query, *args, **options):
        met.append(query.dtype)
        return attend(query, *args, **options)

    monkeypatch.setattr(torch.nn.functional, "scaled_dot_product_attention", noted)
    with torch.autocast("cpu", torch.bfloat16):
        network = PieceScorer(tiny_base, 2, 0.0)
        network(**batch)
    assert set(met) == {torch.float32}
