"""Every error that Quoth raises on purpose. Each message is one sentence that says what to do.

QuothError
├── IntakeError          a document cannot be read
│   ├── UnknownFormat    ... since it is in no format that Quoth reads
│   └── FetchError       ... since its web address does not give it, or must not be asked
├── ArchiveError         an archive cannot be opened, read or written
│   └── UnknownName      ... and nobody in it has the name that was asked for
├── CrawlError           a crawl cannot be read by Spark, or its tables are not there
├── ExportError          a format cannot be written
├── DeskError            the desk cannot be opened, or does not do what it is asked
│   └── ReadingStopped   ... since reading takes more time or memory than it gives
├── ModelError           the shipped model is missing, damaged or of another version
├── MissingExtra         a command or a format needs a library that is not installed with Quoth
├── CorpusError          an evaluation corpus is missing or damaged
└── GateError            the floors under the figures are missing, or one is lowered without a word
"""

from __future__ import annotations


class QuothError(Exception):
    """The root of all errors of this package."""


class IntakeError(QuothError):
    """A document cannot be read: not there, encrypted, damaged, or without text."""


class UnknownFormat(IntakeError):  # noqa: N818 - it says what is wrong, as the other names of the tree do
    """A document is in no format that Quoth reads."""


class ModelError(QuothError):
    """The model is missing, damaged, or made for another version of the code."""


class MissingExtra(QuothError):  # noqa: N818 - as UnknownFormat
    """A command or a format needs a library that is not installed with Quoth; the message says how to install it.

    A document that needs one is refused with an `IntakeError`, as it is for other reasons: the others can be read.
    """


class CorpusError(QuothError):
    """A corpus that training or evaluation needs is missing or damaged."""


class GateError(QuothError):
    """The floors under the figures cannot be read or written, or one is lowered and the changelog does not say so."""


class ArchiveError(QuothError):
    """An archive cannot be opened, read or written, or does not hold what was asked for."""


class UnknownName(ArchiveError):  # noqa: N818 - as UnknownFormat
    """Nobody in the archive has this name; the message has those that are spelled like it."""


class FetchError(IntakeError):
    """A web address cannot be fetched, or must not be."""


class ExportError(QuothError):
    """A format cannot be written to the place that was named."""


class CrawlError(QuothError):
    """A crawl cannot be read: no input, no Java, Spark fails, or the tables that are asked for are not there."""


class DeskError(QuothError):
    """The desk cannot be opened so, or a visitor asks what it does not do."""


class ReadingStopped(DeskError):  # noqa: N818 - as UnknownFormat
    """A reading took more time or memory than the desk gives, and was ended."""
