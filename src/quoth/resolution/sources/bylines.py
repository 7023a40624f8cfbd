"""Who wrote an article, where its text says so: a byline at its head, a last line on its author, a signature."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import EntityKind
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.referents import Referent
from quoth.resolution.names.proper_names import ProperName
from quoth.resolution.names.tokens import Tokens

_WRITERS = frozenset(
    "author columnist president editor writer writes reporter contributor professor fellow follow producer host"
    " editor-at-large editor-in-chief correspondent founder".split()
)
_FIRST_PARAGRAPHS = 3
_LAST_PARAGRAPHS = 5


def find_author(tokens: Tokens, names: Sequence[ProperName], cast: Cast) -> Referent | None:
    """The person named in a byline ("By Ann Lee"), or in a last line such as "Ann Lee is a columnist"."""
    if not len(tokens):
        return None
    last = tokens.paragraph[len(tokens) - 1]
    for name in names:
        referent = cast.at.get(name.first)
        if referent is None or len(name.words) < 2 or referent.kind not in {EntityKind.PERSON, EntityKind.NONE}:
            continue
        paragraph = tokens.paragraph[name.first]
        start = name.first - 1
        opens = start < 0 or tokens.paragraph[start] != paragraph
        byline = start >= 0 and tokens.lower[start] == "by" and (not start or tokens.paragraph[start - 1] != paragraph)
        if byline and paragraph <= _FIRST_PARAGRAPHS:
            return referent
        above = opens and tokens.paragraph[0] < paragraph <= _FIRST_PARAGRAPHS and not _goes_on(tokens, name.last)
        if above and len(referent.mentions) == 1:
            # A line of its own above a column, on somebody whom the column does not name.
            return referent
        if opens and paragraph == tokens.paragraph[0] and tokens.words[name.last : name.last + 1] == (":",):
            # "Ann Lee: The ferry must stay", above an article that says "I".
            return referent
        if opens and paragraph > last - _LAST_PARAGRAPHS and _tells_of_writer(tokens, name):
            return referent
    return None


def find_signatures(tokens: Tokens, names: Sequence[ProperName], cast: Cast) -> list[tuple[int, Referent]]:
    """Who signs a letter, with the paragraph of the signature, which is nothing but a full name; in text order."""
    found = []
    for name in names:
        referent, paragraph = cast.at.get(name.first), tokens.paragraph[name.first]
        if referent is None or len(name.words) < 2 or referent.kind not in {EntityKind.PERSON, EntityKind.NONE}:
            continue
        start = name.first
        while start and tokens.paragraph[start - 1] == paragraph and not tokens.words[start - 1][0].isalnum():
            start -= 1
        end = name.last
        while end < len(tokens) and tokens.paragraph[end] == paragraph and not tokens.words[end][0].isalnum():
            end += 1
        opens = not start or tokens.paragraph[start - 1] != paragraph
        closes = end == len(tokens) or tokens.paragraph[end] != paragraph
        if opens and closes and paragraph > tokens.paragraph[0] + 1:
            found.append((paragraph, referent))
    return found


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Whether more stands on the line that a name ends."""
    more = last < len(tokens) and tokens.paragraph[last] == tokens.paragraph[last - 1]
    return more and not tokens.ends_short_line(last - 1)


def _tells_of_writer(tokens: Tokens, name: ProperName) -> bool:
    """Whether the sentence goes on "is a columnist", ", a law professor, is the author of"."""
    if name.last >= len(tokens) or tokens.lower[name.last] not in {"is", ","}:
        return False
    paragraph = tokens.paragraph[name.first]
    place = name.last
    while place < len(tokens) and tokens.paragraph[place] == paragraph and place - name.last < 40:
        if tokens.lower[place] in _WRITERS:
            return True
        place += 1
    return False
