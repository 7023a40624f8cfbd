"""Spans joined, trimmed, compared and typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.domain import QuotationType, Span
from quoth.evaluation.normalise import (
    character_jaccard,
    characters_shared,
    join_spans,
    normalise_spans,
    source_jaccard,
)
from quoth.layout.quotation_marks import Mark, Quoted, Side, find_quotations
from quoth.layout.words import split_paragraphs
from tests.evaluation.documents import spans

TEXT = "“The bridge is safe,” Mara Quill said. “Nobody\n   will fall.”"
