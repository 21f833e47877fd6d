"""Ids in addresses: whole numbers that a database can hold. Anything else is a 404."""

from typing import Any

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class RecordId(IntegerConverter):
    """`<int:...>` in every route."""

    def __init__(self, url_map: Map, **given: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST, **given})


def record_id(text: str) -> int:
    """An id in a query, for `request.args.get(name, type=record_id)`. ValueError for what is none."""
    if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST:
        return int(text)
    raise ValueError
