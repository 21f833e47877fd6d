"""JSON columns in their own type: the row keeps the text as stored, and what it means is read when first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Stored(Generic[T]):
    """The value that stands as JSON in the attribute `column` of a record, read by `read` and written by `write`.

    Reading waits until somebody asks, so that lists cost nothing and one value that cannot be read (what `read` raises)
    hides no other record. It is read again only where another one was stored.
    """

    def __init__(self, column: str, read: Callable[[Any], T], write: Callable[[T], Any]) -> None:
        self._column, self._read, self._write = column, read, write

    def __set_name__(self, owner: type, name: str) -> None:
        self._kept = f"_{name}"

    @overload
    def __get__(self, record: None, owner: type) -> "Stored[T]": ...
    @overload
    def __get__(self, record: object, owner: type) -> T: ...
    def __get__(self, record: object | None, owner: type) -> "T | Stored[T]":
        if record is None:
            return self
        stored = getattr(record, self._column)
        kept: tuple[Any, T] | None = record.__dict__.get(self._kept)
        if kept is None or kept[0] is not stored:
            kept = record.__dict__[self._kept] = (stored, self._read(stored))
        return kept[1]

    def __set__(self, record: object, value: T) -> None:
        stored = self._write(value)
        setattr(record, self._column, stored)
        record.__dict__[self._kept] = (stored, value)
