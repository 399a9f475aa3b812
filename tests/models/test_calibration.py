import numpy as np

from clausetag.models.calibration import PlattCalibration, calibrated, logit


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def one(calibration, p):
    return calibrated(np.array(p)[:, None], [calibration])[:, 0]


def test_the_identity_changes_nothing():
    p = [0.0, 1e-9, 0.3, 0.5, 1.0]
    np.testing.assert_allclose(one(PlattCalibration(), p), p, atol=1e-11)


def test_every_column_has_its_own_calibration():
    p = np.array([[0.5, 0.5], [0.9, 0.9]])
    both = calibrated(p, [PlattCalibration(), PlattCalibration(2.0, -1.0)])
    np.testing.assert_allclose(both, np.column_stack([p[:, 0], sigmoid(2 * logit(p[:, 1]) - 1)]))


def test_log_odds_are_finite_also_for_certainty():
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()
