"""A fingerprint of this floor: changes whenever its code or its knowledge does."""

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

FLOOR = Path(__file__).parent


def fingerprint(*, without: Collection[str] = ()) -> str:
    """64 hexadecimal digits over every file of code and knowledge, those in the rooms `without` left out."""
    content = hashlib.sha256()
    for room, digest in _digests():
        if room not in without:
            content.update(digest)
    return content.hexdigest()


@cache
def _digests() -> tuple[tuple[str, bytes], ...]:
    """The room and the digest of each file, in the order of their paths. Each is read once, however often it counts."""
    files = sorted(path for path in FLOOR.rglob("*") if path.suffix in (".py", ".toml", ".csv", ".txt"))
    return tuple((path.relative_to(FLOOR).parts[0], hashlib.sha256(path.read_bytes()).digest()) for path in files)
