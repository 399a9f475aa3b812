import pytest

from clausetag.models.decision import Answer, ThemeRule


@pytest.mark.parametrize(
    ("rule", "answers"),
    [
        (
            ThemeRule(0.6, 0.2),
            {0.6: Answer.APPLIES, 0.59: Answer.REVIEW, 0.2: Answer.REVIEW, 0.19: Answer.DOES_NOT_APPLY},
        ),
        (ThemeRule(0.6, 0.8), {0.6: Answer.APPLIES, 0.59: Answer.DOES_NOT_APPLY}),  # nothing to review
        (ThemeRule(0.0, 0.0), {0.0: Answer.APPLIES}),  # 0 is a threshold
        (ThemeRule(0.5, 0.0), {0.0: Answer.REVIEW}),
    ],
)
def test_answers_from_probabilities(rule, answers):
    assert {p: rule.answer(p) for p in answers} == answers
