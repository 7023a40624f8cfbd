"""Quoth reads news and records who said what, about whom, and on whose word.

>>> import quoth
>>> reading = quoth.read("“We will appeal,” said Maria Lopez.")
>>> [reading.entity(attribution.speaker).name for attribution in reading.attributions]
['Maria Lopez']
"""

from quoth._version import __version__
from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Orphan,
    OrphanKind,
    Polarity,
    QuotationType,
    Reading,
    Reply,
    ReplyKind,
    Span,
    Voice,
)
from quoth.errors import (
    ArchiveError,
    CorpusError,
    CrawlError,
    DeskError,
    ExportError,
    FetchError,
    GateError,
    IntakeError,
    MissingExtra,
    ModelError,
    QuothError,
    ReadingStopped,
    UnknownFormat,
    UnknownName,
)
from quoth.pipeline import read, read_article, read_file

__all__ = [
    "Act",
    "ArchiveError",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "CorpusError",
    "CrawlError",
    "DeskError",
    "Entity",
    "EntityKind",
    "ExportError",
    "FetchError",
    "GateError",
    "IntakeError",
    "Mention",
    "MentionForm",
    "MissingExtra",
    "ModelError",
    "Orphan",
    "OrphanKind",
    "Polarity",
    "QuotationType",
    "QuothError",
    "Reading",
    "ReadingStopped",
    "Reply",
    "ReplyKind",
    "Span",
    "UnknownFormat",
    "UnknownName",
    "Voice",
    "__version__",
    "read",
    "read_article",
    "read_file",
]
