"""What the crawl's bench is made of, on a few articles and without Spark."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from benchmarks.crawl import copies_found
from benchmarks.crawl_figures import Crawl, Measured, Run
from benchmarks.large_pages import large_pages
from benchmarks.made_up_crawl import Truth, read_truth, write_crawl
from benchmarks.plain_crawl import plain_crawl
from benchmarks.scale_page import page
from quoth.crawl.manifest import TABLES


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crawl")
    assert read_truth(folder) is None
    truth = write_crawl(folder, 8, files=2)
    return Crawl(folder, 8, truth, plain_crawl(folder))


def test_two_processes_find_the_same_and_keep_it(crawl, tmp_path):
    assert read_truth(crawl.folder) == crawl.truth
    for _ in range(2):
        found = plain_crawl(crawl.folder, jobs=2, kept=tmp_path)
        assert found.rows == crawl.plain.rows
        assert found.links == crawl.plain.links
        (tmp_path / "plain.json.gz").unlink()
    # What was read is taken up, and not read again.
    (kept,) = tmp_path.glob("readings-*.json.gz")
    with gzip.open(kept, "wt") as file:
        json.dump({"rows": [{"article": "none", "reason": "kept"}], "seconds": 7.5}, file)
    with pytest.raises(KeyError, match="none"):
        plain_crawl(crawl.folder, kept=tmp_path)


def test_links_are_held_against_the_truth():
    truth = Truth(copies={"b": "a", "c": "a", "e": "d"})
    assert copies_found(truth, {"b": "a", "c": "b", "e": "d"}) == (1.0, 1.0)
    assert copies_found(truth, {"b": "a", "e": "a"}) == (0.5, 1 / 3)


def test_the_page_follows_from_what_was_measured(crawl):
    large = large_pages(2)
    assert large.size > 20_000
    runs = [
        Run("local[1]", 1, 8, 10, "", 120.0, 300.0, 700.0, 0),
        Run("local[2]", 2, 8, 10, "", 65.0, 300.0, 700.0, 0),
        Run("local-cluster[2,1,1024]", 2, 8, 10, "an executor", 80.0, 300.0, 700.0, 3),
        Run("local[2]", 2, 8, 10, "a Python worker", 80.0, 410.0, 700.0, 0),
    ]
    measured = Measured(crawl, runs, {1: 20.0, 2: 15.0}, dict.fromkeys(TABLES, 1000), 1.0, 0.99, 1500.0, large, "x")
    told = page(measured)
    assert "two cores do 92% of what twice one core would" in told
    assert "without these it is 100%" in told
    assert "had 410" in told
    assert re.search(r"an executor \|.*\| 3 differ \|", told)
    assert "99.0% are linked" in told
