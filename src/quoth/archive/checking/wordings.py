"""How one speaker's words vary: the quotations of theirs that more than one article has, each with its wordings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from quoth.archive.checking.check import Checker
from quoth.archive.checking.variants import Variant, group
from quoth.archive.checking.verdicts import Verdict
from quoth.archive.database import Archive, sqlite_errors_told
from quoth.archive.names import find_keyed

# The latest quotations of a speaker are held against each other, each with each.
_COMPARED = 400
# Shorter ones are alike by accident.
_FEWEST_WORDS = 4
# Of 100, by the words in common: what another outlet cut short has 100.
_ALIKE = 80


@dataclass(frozen=True, slots=True)
class Wordings:
    """A quotation, and every wording in which the speaker is quoted with it, the earliest first."""

    quotation: str
    variants: tuple[Variant, ...]

    def to_dict(self) -> dict[str, Any]:
        """The wordings as plain data."""
        return {"quotation": self.quotation, "variants": [variant.to_dict() for variant in self.variants]}


def find_wordings(archive: Archive, key: str, *, limit: int) -> list[Wordings]:
    """What several articles quote of the entity with this key, what is printed most often first."""
    with sqlite_errors_told(archive.path):
        named = find_keyed(archive, key)
        rows = archive.db.execute(
            "SELECT content, article_id FROM attribution WHERE entity_id = ? AND current AND quotation != 'indirect'"
            " ORDER BY day DESC LIMIT ?",
            (named.ids[0], _COMPARED),
        ).fetchall()
    rows = [(words, article) for words, article in rows if len(words.split()) >= _FEWEST_WORDS]
    checker = Checker(archive)
    found: list[Wordings] = []
    for together in _clusters([words for words, _ in rows]):
        if len({rows[place][1] for place in together}) < 2:
            continue
        # The shortest is what all of them have.
        quotation = min((rows[place][0] for place in together), key=len)
        check = checker.check(quotation, by=named.names[0])
        good = [match for match in check.matches if match.finding.verdict is not Verdict.PARAPHRASE]
        variants = group(match for match in good if named.ids[0] in match.speakers)
        if sum(len(variant.matches) for variant in variants) > 1:
            found.append(Wordings(quotation.strip("“”\"' "), tuple(variants)))
    found.sort(key=lambda wordings: -sum(len(variant.matches) for variant in wordings.variants))
    return found[:limit]


def _clusters(contents: list[str]) -> list[list[int]]:
    """The places of contents that are alike, directly or through others, each group in order."""
    leader = list(range(len(contents)))

    def lead(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    if contents:
        alike = process.cdist(contents, contents, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
        for one, other in zip(*alike.nonzero(), strict=True):
            if one < other:
                leader[lead(int(other))] = lead(int(one))
    groups: dict[int, list[int]] = {}
    for place in range(len(contents)):
        groups.setdefault(lead(place), []).append(place)
    return [together for together in groups.values() if len(together) > 1]
