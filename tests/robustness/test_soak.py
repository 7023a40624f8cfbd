"""What the soak says of a run's samples."""

from __future__ import annotations

from robustness.soak import judge, main


def samples(slope: float, *, file: float = 0.05):
    """Memory that fills with the file up to 64 MB, and then grows by `slope` in a thousand articles."""
    return [
        (at, 150 + min(at * file, 64) + slope * at / 1000, at * file)
        for at in (50 * number for number in range(1, 401))
    ]


def test_a_cache_that_fills_is_no_growth(capsys):
    assert judge(samples(0.0), 64)
    assert "flat" in capsys.readouterr().out
    assert judge(samples(0.4), 64)


def test_what_grows_on_is_told(capsys):
    assert not judge(samples(0.6), 64)
    assert "+0.60 MB in a thousand articles (300 samples): not flat" in capsys.readouterr().out


def test_a_short_run_says_nothing(capsys):
    assert not judge(samples(0.0, file=0.001), 64)
    assert "Too short to say: the file has 20 MB" in capsys.readouterr().out


def test_fewer_than_a_thousand_after_the_warming_say_nothing(capsys):
    early = [(at, 150.0, at * 0.05) for at in range(10, 3_001, 10)]
    assert not judge(early, 1)
    assert "over 1,000 articles, once 2,000 are read and SQLite's cache of 1 MB is full" in capsys.readouterr().out
    assert judge([*early, *((at, 150.0, at * 0.05) for at in range(3_010, 4_001, 10))], 1)


def test_a_few_articles_go_through(capsys):
    assert main(["--articles", "2"]) == 1
    assert capsys.readouterr().out.startswith("2 articles added, ")
