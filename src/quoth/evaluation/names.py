"""Whether two names may be one speaker's, as far as their words tell."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.resolution.names.comparing import holds_name, name_words


def names_fit(name: str, accepted: Iterable[str]) -> bool:
    """Whether the name equals one of the accepted ones, or one of the two holds the other as whole words.

    Case, punctuation, articles and leading titles are dropped first: `names_fit("Mrs. Clinton", ["Hillary Clinton"])`.
    """
    words = name_words(name)
    return any(holds_name(words, others) or holds_name(others, words) for others in map(name_words, accepted))
