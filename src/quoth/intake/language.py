"""The language of a text, by py3langid, whose model is in its package."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from quoth.errors import IntakeError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
# Of shorter texts the detector takes names and headlines for any language: "Ferry to Kirkwall late" for Pidgin.
_LEAST_LETTERS = 80
# Longer samples change nothing and take as much longer as they are.
_SAMPLE = 1_000
_LETTERS = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str:
    """The language as two letters of ISO 639-1; a text that is too short to tell counts as English."""
    sample = text[:_SAMPLE]
    if len(_LETTERS.findall(sample)) < _LEAST_LETTERS:
        return ENGLISH
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> LanguageIdentifier | Any:  # noqa: ANN401 - Any where it is not installed
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise IntakeError("WARC files need py3langid: install it with `pip install 'quoth[warc]'`.") from error
    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    # Pidgin and the dialects stay out: news in them would be told from English by chance.
    labels = found.labels() if callable(found.labels) else found.labels
    found.set_languages([label for label in labels if len(label) == 2])
    return found
