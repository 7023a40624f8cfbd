"""Readers without a model, for tests; as functions of a module, other processes can call them."""

from __future__ import annotations

import os
import signal

from quoth.domain import Article, Attribution, Entity, EntityKind, QuotationType, Reading, Span, Voice
from quoth.errors import ModelError


def read_simply(article: Article) -> Reading:
    """One direct statement, from the first mark to the second, by whoever comes after "said"."""
    text = article.text
    if "”" not in text:
        return Reading(article, model="simple")
    content = Span(text.index("“"), text.index("”") + 1)
    name = text[content.end :].removeprefix(" said ").rstrip(".\n")
    source = Span(content.end + len(" said "), content.end + len(" said ") + len(name))
    made = Attribution("a1", (content,), (source,), quotation=QuotationType.DIRECT, voice=Voice.PERSON, speaker="e1")
    return Reading(article, (made,), (Entity("e1", name, EntityKind.PERSON),), model="simple")


def read_broken(article: Article) -> Reading:
    """No reading at all."""
    del article
    raise ModelError("The lamp is out: light it.")


def die(article: Article) -> Reading:
    """End the process that reads."""
    del article
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
