"""Where a page of the queue continues, as its address says it."""

from datetime import UTC, datetime, timedelta

from intake.services.flag_queue import Place

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(written: str) -> Place | None:
    """Where a page continues, from the address. What cannot be read begins at the start."""
    parts = written.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts):
        return None
    rank, moment, flag_id = map(int, parts)
    if rank > 4 or flag_id >= 2**31:
        return None
    return Place(rank, EPOCH + timedelta(microseconds=moment), flag_id)


def written(place: Place) -> str:
    """The place as it stands in an address."""
    moment = (place.waiting_since - EPOCH) // timedelta(microseconds=1)
    return f"{place.rank}.{moment}.{place.id}"
