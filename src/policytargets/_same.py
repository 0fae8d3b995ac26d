"""A thing as a key that only itself equals: two units that are equal may be written differently."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A thing as a key; it is held, so that no other gets its place in memory."""

    __slots__ = ("held",)

    def __init__(self, held: T) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        """Whether both are one thing."""
        return isinstance(other, Same) and self.held is other.held

    def __hash__(self) -> int:
        """Give the place of the thing in memory."""
        return id(self.held)
