from clausetag.data.memo import Memo


def test_a_word_is_computed_once():
    asked = []
    remembered = Memo(lambda word: asked.append(word) or len(word))
    assert [remembered[word] for word in ("child", "rights", "child")] == [5, 6, 5]
    assert asked == ["child", "rights"]


def test_it_forgets_before_it_grows_without_bound():
    remembered = Memo(len, most=10)
    assert [remembered[str(number)] for number in range(100)] == [1] * 10 + [2] * 90
    assert len(remembered) <= 11
