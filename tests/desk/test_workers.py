"""Reading in other processes: what takes too much ends them, and never the desk."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest

from quoth.desk.settings import Limits
from quoth.desk.workers import Brought, Workers, read_brought
from quoth.domain import Article, Reading
from quoth.errors import IntakeError, ReadingStopped
from tests.desk.conftest import served


def obey(brought: Brought) -> list[Reading | IntakeError]:
    """Do what the text says: a stand-in for documents on which libraries hang, swell, fail or die."""
    if brought.text == "sleep":
        time.sleep(600)
    if brought.text == "swell":
        held = [bytearray(32 * 1024 * 1024) for _ in range(400)]
        return [IntakeError(str(len(held)))]
    if brought.text == "die":
        os._exit(9)
    if brought.text == "fail":
        raise RuntimeError("somewhere in a library")
    if brought.text == "which process":
        return [Reading(Article("a", str(os.getpid())))]
    if brought.text == "refuse":
        raise IntakeError("It holds no text: give another.")
    return [Reading(Article("a", brought.text or ""))]


@pytest.fixture
def workers():
    made = Workers(Limits(reading_seconds=60.0, reading_memory=800 * 1024**2), read=obey)
    yield made
    made.close()


def test_a_process_is_kept(workers):
    first, second = (workers.read(Brought(text="which process"))[0].article.text for _ in range(2))
    assert first == second != str(os.getpid())


def test_what_takes_too_long_is_stopped():
    workers = Workers(Limits(reading_seconds=3.0), read=obey)
    try:
        began = time.monotonic()
        with pytest.raises(ReadingStopped, match="longer than 3 seconds"):
            workers.read(Brought(text="sleep"))
        assert time.monotonic() - began < 55
        assert workers.read(Brought(text="after"))[0].article.text == "after"
    finally:
        workers.close()


@pytest.mark.parametrize("order", ["swell", "die"])
def test_what_takes_too_much_memory_is_stopped(workers, order):
    with pytest.raises(ReadingStopped, match="memory"):
        workers.read(Brought(text=order))
    assert workers.read(Brought(text="after"))[0].article.text == "after"


def test_errors_of_ours_come_back_and_others_are_told_in_a_sentence(workers):
    with pytest.raises(IntakeError, match="holds no text"):
        workers.read(Brought(text="refuse"))
    with pytest.raises(IntakeError, match=r"could not be read \(RuntimeError\)"):
        workers.read(Brought(text="fail"))


def test_who_waits_for_readings_keeps_nobody_from_pages(settings):
    """More slow documents at once than there are threads for pages."""
    slow = replace(settings, limits=Limits(reading_seconds=15.0))
    with served(slow, read=obey) as address, ThreadPoolExecutor(14) as readers:

        def bring() -> int:
            asked = {"json": {"text": "sleep"}, "headers": {"X-Quoth": "1"}, "timeout": 120}
            return httpx.post(f"{address}/api/read", **asked).status_code

        brought = [readers.submit(bring) for _ in range(14)]
        time.sleep(3)
        for path in ("/people", "/api/who", "/check?quotation=nobody", "/corrections"):
            assert httpx.get(address + path, timeout=60).status_code == 200
        assert not any(each.done() for each in brought)
        assert {each.result() for each in brought} == {422}


def test_the_real_reading_fits_into_the_limits():
    limits = Limits()
    workers = Workers(limits, read=read_brought)
    try:
        text = "“We will appeal,” said Maria Lopez. The council denied that it had been told.\n\n" * 40
        (reading,) = workers.read(Brought(text=text, title="Appeal", outlet="The Gazette", published="2024-05-01"))
    finally:
        workers.close()
    assert reading.article.title == "Appeal"
    assert reading.article.outlet == "The Gazette"
    assert len(reading.attributions) >= 40
