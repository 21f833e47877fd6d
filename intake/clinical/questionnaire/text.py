"""What any typed text must be to be kept, and what is said where it is not."""

import re

BREAKS = re.compile(r"\r\n?")
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls but tab and line break, and halves of characters that no text can hold. Marks of direction and zero-width
characters are part of many scripts: they stay exactly as typed.
"""
BAD_CHARACTER = "This holds a character that cannot be kept (a control character). Delete it and type it again."


def too_long(length: int, limit: int) -> str:
    """What is said of a text of `length` characters where `limit` fit; "" where it fits."""
    return f"This has {length:,} characters; {limit:,} fit. Please shorten it." if length > limit else ""


def trimmed(text: str) -> str:
    """The text with line ends made alike and its ends trimmed. Nothing inside is touched or cut."""
    return BREAKS.sub("\n", text).strip(" \t\n\r")
