"""What answers are made of, as plain data: the shapes that the command line prints with --json."""

from __future__ import annotations

from typing import Any


class Plain:
    """The base of frozen dataclasses with slots whose fields are plain data, or nearly so."""

    __slots__: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The fields by their names."""
        return {name: getattr(self, name) for name in self.__slots__}
