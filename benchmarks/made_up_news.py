"""Readings of made-up news, any number of them, the same from the same seed: for benchmarks, nobody can read them.

Words, speakers and targets are drawn with the frequencies of Zipf's law, as they have in news: a few speakers have many
of the statements, most have one or two.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from quoth.archive.checking.alignment import FUNCTION_WORDS
from quoth.domain import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    QuotationType,
    Reading,
    Span,
    Voice,
)

STATEMENTS = 20  # in an article
_WORDS, _OUTLETS = 60_000, 60
_FUNCTION_SHARE = 0.45
_ONSETS = "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w".split()
_VOWELS = "a e i o u ai ea ee ie oa oo ou".split()
_CODAS = ["", "n", "r", "s", "t", "l", "m", "ck", "nd", "st", "ng"]
_ENDINGS = ["", "", "", "er", "ing", "ed", "s", "ment", "ity", "al"]
_FIRST_DAY = date(2014, 1, 1)
_TYPES = [QuotationType.DIRECT, QuotationType.MIXED, QuotationType.INDIRECT, QuotationType.INDIRECT]
_ACTS = [Act.SAYS] * 7 + [Act.WARNS, Act.DENIES, Act.PROMISES]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Things to draw from, the first ones most often."""

    things: Sequence[str]
    weights: list[float]

    @classmethod
    def by_zipf(cls, things: Sequence[str], exponent: float = 1.0) -> _Drawn:
        return cls(things, list(accumulate(1 / (rank + 2) ** exponent for rank in range(len(things)))))

    def draw(self, draw: random.Random, number: int) -> list[str]:
        return draw.choices(self.things, cum_weights=self.weights, k=number)


def make_readings(attributions: int, *, seed: int = 1) -> Iterator[Reading]:
    """Readings with so many attributions together, twenty in each."""
    draw = random.Random(seed)
    words = sorted({_word(draw) for _ in range(2 * _WORDS)})
    draw.shuffle(words)
    content, function = _Drawn.by_zipf(words[:_WORDS]), _Drawn.by_zipf(sorted(FUNCTION_WORDS - {"'s"}))
    people = _Drawn.by_zipf(_names(draw, max(200, attributions // 40)), 0.8)
    groups = _Drawn.by_zipf([f"the {word.capitalize()}s" for word in words[_WORDS : _WORDS + 5_000]], 0.9)
    outlets = _Drawn.by_zipf([f"The {word.capitalize()} Post" for word in words[-_OUTLETS:]], 0.7)
    earlier: list[str] = []
    for number in range(attributions // STATEMENTS):
        said = [_sentence(draw, content, function) for _ in range(STATEMENTS)]
        # What others have printed is printed again, now and then.
        said = [draw.choice(earlier) if earlier and draw.random() < 0.02 else words for words in said]
        earlier = [*earlier[-2_000:], draw.choice(said)]
        yield _reading(draw, number, said, people, groups, outlets)


def _reading(  # noqa: PLR0913, PLR0917 - all that is drawn from
    draw: random.Random, number: int, said: Sequence[str], people: _Drawn, groups: _Drawn, outlets: _Drawn
) -> Reading:
    entities: dict[str, Entity] = {}

    def entity(name: str, kind: EntityKind) -> str:
        key = f"{kind}/{name.lower().removeprefix('the ')}"
        aliases = (name.rsplit(maxsplit=1)[-1],) if kind is EntityKind.PERSON else ()
        return entities.setdefault(key, Entity(f"e{len(entities) + 1}", name, kind, aliases, key=key)).id

    text, attributions = "", []
    # An article has a few chief speakers.
    cast = people.draw(draw, 7)
    for place, words in enumerate(said):
        speaker = draw.choice(cast)
        about, kind = (
            (people.draw(draw, 1)[0], EntityKind.PERSON)
            if draw.random() < 0.6
            else (groups.draw(draw, 1)[0], EntityKind.GROUP)
        )
        type_ = draw.choice(_TYPES)
        start = len(text)
        text += f"“{words}” said {speaker}.\n" if type_ is QuotationType.DIRECT else f"{words}, said {speaker}.\n"
        size = len(words) + 2 * (type_ is QuotationType.DIRECT)
        source = Span(len(text) - len(speaker) - 2, len(text) - 2)
        id = entity(speaker, EntityKind.PERSON)
        attributions.append(
            Attribution(
                f"a{place + 1}", (Span(start, start + size),), (source,), (Span(source.start - 5, source.start - 1),),
                quotation=type_, act=draw.choice(_ACTS), voice=Voice.PERSON, confidence=0.9, speaker=id, chain=(id,),
                targets=(entity(about, kind),) if draw.random() < 0.7 else (), depth=int(draw.random() < 0.15),
            )
        )  # fmt: skip
    outlet = outlets.draw(draw, 1)[0]
    day = _FIRST_DAY + timedelta(days=draw.randrange(3650))
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text) - 1))
    article = Article(
        f"n{number}", text, (block,), title=f"News {number}", outlet=outlet, published=day.isoformat(),
        url=f"https://news.example/{number}",
    )  # fmt: skip
    return Reading(article, tuple(attributions), tuple(entities.values()), model="made up")


def _sentence(draw: random.Random, content: _Drawn, function: _Drawn) -> str:
    size = max(5, int(draw.gauss(19, 7)))
    light = sum(draw.random() < _FUNCTION_SHARE for _ in range(size))
    words = [*function.draw(draw, light), *content.draw(draw, size - light)]
    draw.shuffle(words)
    return " ".join(words).capitalize() + "."


def _word(draw: random.Random) -> str:
    syllables = (
        draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS) for _ in range(draw.choice((1, 2, 2)))
    )
    return "".join(syllables) + draw.choice(_ENDINGS)


def _names(draw: random.Random, number: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < number:
        names[f"{_word(draw).capitalize()} {_word(draw).capitalize()}"] = None
    return list(names)
