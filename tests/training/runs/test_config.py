import pytest

from clausetag.data import UsageError
from clausetag.training.config import configure, settings_of
from clausetag.training.learners.configs import EncoderConfig, NgramConfig


def test_settings_are_read_by_the_types_of_the_fields():
    config = configure(NgramConfig, ["character_range=2, 4", "word_scale=0.5", "seed=3"])
    assert config == NgramConfig(character_range=(2, 4), word_scale=0.5, seed=3)
    assert configure(EncoderConfig, ["base=some/folder", "dropout=0"]) == EncoderConfig(base="some/folder", dropout=0.0)


@pytest.mark.parametrize(
    "config", [NgramConfig(character_range=(2, 6)), EncoderConfig(), EncoderConfig(base="x#sha256=0a")]
)
def test_settings_make_the_configuration_again(config):
    assert configure(type(config), settings_of(config)) == config


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("seed", "--set seed: give key=value, for example --set seed=1"),
        ("sed=1", "--set sed: NgramConfig has no such setting; did you mean seed?"),
        ("zzz=1", "--set zzz: NgramConfig has no such setting; it has inverse_regularisation, min_document_frequency"),
        ("seed=1.5", "--set seed=1.5: must be a whole number"),
        ("word_scale=many", "--set word_scale=many: must be a number"),
        ("word_scale=nan", "--set word_scale=nan: must be above 0"),
        ("word_scale=0", "--set word_scale=0: must be above 0"),
        ("seed=-1", "--set seed=-1: must be 0 or more"),
        ("character_range=3", "--set character_range=3: must be 2 values with commas between them"),
        ("character_range=5,3", "--set character_range=5,3: the first must not be larger than the second"),
    ],
)
def test_settings_that_do_not_fit(setting, message):
    with pytest.raises(UsageError) as error:
        configure(NgramConfig, [setting])
    assert str(error.value).startswith(message)


def test_a_setting_given_twice_and_a_share_of_one():
    with pytest.raises(UsageError, match="--set seed: given twice"):
        configure(NgramConfig, ["seed=1", "seed=2"])
    with pytest.raises(UsageError, match="--set dropout=1: must be below 1"):
        configure(EncoderConfig, ["dropout=1"])
