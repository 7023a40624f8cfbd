"""What may be asked of the desk in the query of an address, the same for pages, exports and the API."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from quoth.archive.asking import Question
from quoth.domain import Act, Voice
from quoth.errors import ArchiveError

Kind = TypeVar("Kind", bound=StrEnum)
SHOWN = 50
MOST = 1_000
_LONGEST = 300
# SQLite's numbers end there.
HIGHEST = 2**63 - 1


class Asked(BaseModel):
    """A question in the query of an address. What is empty is not asked, as forms send it."""

    model_config = ConfigDict(populate_by_name=True)

    who: str = Field("", max_length=_LONGEST, description="Who speaks, by name.")
    key: str = Field("", max_length=_LONGEST, description="Who speaks, by the entity's key, in place of a name.")
    about: str = Field("", max_length=_LONGEST, description="About this person, group or thing, or with these words.")
    via: str = Field("", max_length=_LONGEST, description="Passed on by this speaker, or printed by this outlet.")
    act: list[str] = Field([], max_length=20, description=f"These acts: {', '.join(Act)}.")
    voice: list[str] = Field([], max_length=20, description=f"These voices: {', '.join(Voice)}.")
    direct: bool = Field(False, description="Only what stands wholly in quotation marks.")
    first: bool = Field(False, description="Only first-hand: what the article itself quotes word for word.")
    outlet: str = Field("", max_length=_LONGEST, description="In this outlet.")
    since: str = Field("", alias="from", max_length=10, description="From this day, month or year on.")
    until: str = Field("", alias="to", max_length=10, description="To the end of this day, month or year.")
    max_depth: int | None = Field(None, ge=0, le=100, description="Inside at most so many other statements.")
    all_versions: bool = Field(False, description="Also from versions of articles that were changed since.")
    latest: bool = Field(False, description="The latest first.")
    limit: int = Field(SHOWN, ge=0, le=MOST, description="So many statements.")
    offset: int = Field(0, ge=0, le=HIGHEST, description="After so many.")

    def question(self) -> Question:
        """The question of the archive; `ArchiveError` if an act or a voice is none."""
        return Question(
            who=self.who.strip() or None,
            key=self.key or None,
            about=self.about.strip() or None,
            via=self.via.strip() or None,
            acts=_kinds(Act, self.act, "act"),
            voices=_kinds(Voice, self.voice, "voice"),
            direct=self.direct or self.first,
            outlet=self.outlet.strip() or None,
            since=self.since.strip() or None,
            until=self.until.strip() or None,
            max_depth=0 if self.first else self.max_depth,
            all_versions=self.all_versions,
        )

    @property
    def filtered(self) -> bool:
        """Whether more is asked than who speaks."""
        kept = {"who", "key", "latest", "limit", "offset"}
        return bool(self.model_dump(exclude_defaults=True, exclude=kept) and any(self.query(key="", who="").values()))

    def query(self, **changed: object) -> dict[str, Any]:
        """The question as a query, with these parts changed; what stands as it would anyway is left out."""
        held = {
            **self.model_dump(by_alias=True),
            **{_ALIASES.get(name, name): value for name, value in changed.items()},
        }
        usual = {"limit": SHOWN, "offset": 0, "max_depth": None}
        return {name: value for name, value in held.items() if value and usual.get(name) != value}


_ALIASES = {"since": "from", "until": "to"}


def _kinds(kind: type[Kind], given: Iterable[str], what: str) -> frozenset[Kind]:
    """The words as what they name; several may stand together with commas between, as on the command line."""
    words = [word.strip() for several in given for word in several.split(",") if word.strip()]
    try:
        return frozenset(kind(word) for word in words)
    except ValueError:
        raise ArchiveError(f"There is no such {what}: possible are {', '.join(kind)}.") from None
