from clausetag.data import DocumentError
from clausetag.serve.cli.progress import each_file


def test_a_file_that_fails_is_named_and_does_not_stop_the_others(capsys):
    def work(name):
        if name == "bad":
            raise DocumentError("bad: no text in it")
        if name == "deep":
            raise RecursionError("too deep")
        return name.upper()

    failed = []
    assert list(each_file(["bad", "deep", "good"], work, failed, bar=False)) == ["GOOD"]
    assert failed == ["bad", "deep"]
    fault = "this is a fault of clausetag, please report it"
    assert capsys.readouterr().err.splitlines() == [
        "clausetag: bad: no text in it",
        f"clausetag: deep: could not be tagged (RecursionError: too deep); {fault}",
    ]
