"""Attributions -> who speaks in each and whom it is about, and the entities of the article."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.domain import Article, Attribution, Entity
from quoth.layout.features import Layout
from quoth.resolution.entities import Settled, make_entities
from quoth.resolution.mentions.cast import Cast
from quoth.resolution.mentions.discourse import Discourse
from quoth.resolution.mentions.found import FoundMention, Links, without_clauses
from quoth.resolution.mentions.further import add_further_mentions
from quoth.resolution.mentions.kinds import settle_kinds
from quoth.resolution.names.aliases import AliasTable, shipped_aliases
from quoth.resolution.names.lexicon import lexicon
from quoth.resolution.names.proper_names import find_proper_names
from quoth.resolution.names.tokens import tokenize
from quoth.resolution.sources.bylines import find_author, find_signatures
from quoth.resolution.sources.interviews import find_interviewee
from quoth.resolution.speakers import Speakers
from quoth.resolution.targets import find_targets


def resolve(  # noqa: PLR0913 - an article, and what is known of it
    article: Article,
    layout: Layout,
    attributions: Sequence[Attribution],
    found: Sequence[FoundMention] = (),
    links: Links | None = None,
    *,
    aliases: AliasTable | None = None,
) -> tuple[list[Attribution], list[Entity]]:
    """Give every attribution its speaker, chain and targets; entities come in the order of their first mention.

    `found` are the model's mentions and `links` its word on pairs of them; without them the rules decide alone.
    """
    words, table = lexicon(), aliases or shipped_aliases()
    tokens = tokenize(article, layout)
    found = without_clauses(found, tokens)
    names = settle_kinds(find_proper_names(tokens, words, table), found, tokens, table, words)
    cast = Cast(tokens, names, words, table)
    discourse = Discourse(tokens, names, cast, words, found)
    byline, signatures = find_author(tokens, names, cast), find_signatures(tokens, names, cast)
    speakers = Speakers(
        article, attributions, discourse, cast, words, links, byline, signatures, find_interviewee(tokens, names, cast)
    )
    told = speakers.resolve()
    settled = Settled(told, find_targets(attributions, told, discourse))
    add_further_mentions(found, discourse, speakers.alone)
    speakers.let_go()
    return make_entities(article, attributions, settled, cast, table)
