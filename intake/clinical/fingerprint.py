"""A fingerprint of this floor: changes whenever its code or its knowledge does."""

import hashlib
from collections.abc import Collection
from pathlib import Path

FLOOR = Path(__file__).parent


def fingerprint(*, without: Collection[str] = ()) -> str:
    """64 hexadecimal digits over every file of code and knowledge, those in the rooms `without` left out."""
    content = hashlib.sha256()
    for path in sorted(path for path in FLOOR.rglob("*") if path.suffix in (".py", ".toml", ".csv", ".txt")):
        if path.relative_to(FLOOR).parts[0] not in without:
            content.update(path.read_bytes())
    return content.hexdigest()
