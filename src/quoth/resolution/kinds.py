"""Names of which no rule tells what they name, or whether they are any: there the model's mentions do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quoth.domain import EntityKind, MentionForm
from quoth.resolution.aliases import AliasTable
from quoth.resolution.found import FoundMention
from quoth.resolution.lexicon import Lexicon
from quoth.resolution.phrases import noun_kind
from quoth.resolution.proper_names import ProperName
from quoth.resolution.tokens import Tokens

# What the model is less sure of says nothing of a name's kind.
_SURE = 0.6


def settle_kinds(
    names: Sequence[ProperName], found: Sequence[FoundMention], tokens: Tokens, aliases: AliasTable, lexicon: Lexicon
) -> list[ProperName]:
    """The names; those of no kind with the one that the model most often sees where their words stand.

    Of what the table names, the table knows the kind; and a noun that opens a sentence is none.
    """
    open_kind = (
        name
        for name in names
        if name.kind is EntityKind.NONE
        and (name.sure or noun_kind(name.words[0], lexicon) is None)
        and not aliases.find(name.span.of(tokens.text))
    )
    by_end = {name.last: name for name in open_kind}
    votes: dict[tuple[str, ...], Counter[EntityKind]] = {}
    for mention in found:
        places = tokens.places(mention.span)
        if mention.score < _SURE or mention.form is not MentionForm.NAME or not len(places):
            continue
        name = by_end.get(places.stop)
        doctrine = mention.kind is EntityKind.PERSON and name is not None and name.words[-1].endswith("ism")
        if name is not None and name.first >= places.start and not doctrine:
            votes.setdefault(name.words, Counter())[mention.kind] += 1
    seen = {words: count.most_common(1)[0][0] for words, count in votes.items()}
    return [
        replace(name, kind=seen[name.words], sure=True) if name.kind is EntityKind.NONE and name.words in seen else name
        for name in names
    ]
