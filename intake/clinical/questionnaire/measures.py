"""Measures as people say them, in the unit of the question: 120/80, 5'6", 12 st 4, 7/10, 22+3 weeks, 4½ hours.

A number without a unit is left to the question, which has its own. Where nothing can be read for certain the answer is
None, and what was typed stays as typed.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

_LONGEST = 60
"""Longer words are no measure."""
_PARTS_OF_ONE = {"½": ".5", "¼": ".25", "¾": ".75"}
_INCH, _POUND, _STONE = 2.54, 0.45359237, 6.35029318
_N = r"(\d{1,6}(?:\.\d{1,6})?)"
_MARKS = str.maketrans({"′": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "″": '"', "”": '"', "“": '"', "–": "-",
                        "—": "-", "−": "-", "⁄": "/", "\u00a0": " "})
_ROUGHLY = re.compile(r"^(?:about|around|approx(?:imately|\.)?|roughly|circa|ca\.?|~)\s*")
_HALVES = re.compile(r"(?<=\d)\s*([½¼¾])")
_SPELT_HALF = re.compile(r"(?<=\d) (?:and a half|1/2)\b")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")

_METRES = re.compile(rf"{_N}\s*(?:m|metres?|meters?|mtr)")
_METRES_AND_CM = re.compile(r"([12])\s*m\s*(\d{2})")
_CENTIMETRES = re.compile(rf"{_N}\s*(?:cm|cms|centimetres?|centimeters?)")
_FEET = re.compile(rf"(\d)\s*(?:'|ft\.?|foot|feet)(?:\s*{_N}\s*(?:\"|''|ins?\.?|inch(?:es)?)?)?")
_BARE_METRES = re.compile(r"[12]\.\d{1,2}")
_INCHES = re.compile(rf"{_N}\s*(?:\"|''|ins?\.?|inch(?:es)?)")
_MILLIMETRES = re.compile(rf"{_N}\s*(?:mm|millimetres?|millimeters?)")
_KILOS = re.compile(rf"{_N}\s*(?:kgs?|kilos?|kilograms?|kilogrammes?)")
_POUNDS = re.compile(rf"{_N}\s*(?:lbs?\.?|pounds?|#)")
_STONES = re.compile(rf"{_N}\s*(?:st\.?|stones?)(?:\s*{_N}\s*(?:lbs?\.?|pounds?)?)?")
_PRESSURE = re.compile(r"(?:bp\s*)?(\d{2,3})\s*(?:/|over)\s*(\d{2,3})\s*(?:mm\s*hg)?")
_MERCURY = re.compile(rf"{_N}\s*mm\s*hg")
_OUT_OF_TEN = re.compile(rf"{_N}\s*(?:/|out of|of)\s*10")
_SPAN = re.compile(rf"{_N}\s*(?:-|to|or|bis)\s*{_N}\s*(?:(?:/|out of|of)\s*10)?")
_WEEKS = re.compile(r"(\d{1,2})\s*(?:\+|w|wks?|weeks?)\s*(?:and\s*|\+\s*)?(?:([0-6])\s*(?:d|days?)?)?"
                    r"(?:\s*(?:pregnant|along))?")
_WEEKS_OF_FORTY = re.compile(r"(\d{1,2})\s*/\s*40")
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|hrs?|hours?)\s*(?:and\s*)?(\d{1,2})\s*(?:m|mins?|minutes?)?")
_HOURS = re.compile(rf"{_N}\s*(?:h|hrs?|hours?)")
_MINUTES = re.compile(rf"{_N}\s*(?:m|mins?|minutes?)")
_SPAN_OF_HOURS = re.compile(rf"{_SPAN.pattern}\s*(?:h|hrs?|hours?)?")
_BARE = re.compile(_N)
_CELSIUS = re.compile(rf"{_N}\s*(?:°\s*c?|degrees?(?:\s*c(?:elsius)?)?|c|celsius)")
_FAHRENHEIT = re.compile(rf"{_N}\s*(?:°\s*f|degrees?\s*f(?:ahrenheit)?|f|fahrenheit)")


def read_measure(key: str, typed: str) -> float | None:
    """What `typed` is in the unit of the question of that key (or "0–10"); None where it cannot be read for certain.

    Of a span ("6-7", "4 to 5 hours") the higher counts.
    """
    reader = _READERS.get(key)
    if reader is None or len(typed) > _LONGEST:
        return None
    plain = _plain(typed)
    return found if (found := reader(plain)) is not None else _one(_BARE, plain)


def read_pressure(typed: str) -> tuple[float, float] | None:
    """The upper and the lower value of "120/80", "120 over 80 mmHg"; None where there are not both."""
    found = _PRESSURE.fullmatch(_plain(typed)) if len(typed) <= _LONGEST else None
    return (float(found[1]), float(found[2])) if found and float(found[1]) > float(found[2]) else None


def in_figures(number: float) -> str:
    """A number as it is kept: one place after the point, none where it is whole."""
    return f"{round(number, 1):g}"


def _plain(typed: str) -> str:
    text = _HALVES.sub(lambda found: _PARTS_OF_ONE[found[1]], typed.strip())
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    text = _SPELT_HALF.sub(".5", _DECIMAL_COMMA.sub(".", text))
    return _ROUGHLY.sub("", " ".join(text.split())).strip()


def _height(text: str) -> float | None:
    if found := _FEET.fullmatch(text):
        inches = float(found[2] or 0)
        return (12 * int(found[1]) + inches) * _INCH if inches < 12 else None
    if found := _METRES_AND_CM.fullmatch(text):
        return 100 * float(found[1]) + float(found[2])
    if found := _INCHES.fullmatch(text):
        return float(found[1]) * _INCH
    if found := _METRES.fullmatch(text):
        return 100 * float(found[1])
    return 100 * float(text) if _BARE_METRES.fullmatch(text) else _one(_CENTIMETRES, text)


def _weight(text: str) -> float | None:
    if found := _STONES.fullmatch(text):
        pounds = float(found[2] or 0)
        return float(found[1]) * _STONE + pounds * _POUND if pounds < 14 else None
    if found := _POUNDS.fullmatch(text):
        return float(found[1]) * _POUND
    return _one(_KILOS, text)


def _pain(text: str) -> float | None:
    if found := _SPAN.fullmatch(text):
        return max(float(found[1]), float(found[2]))
    return _one(_OUT_OF_TEN, text)


def _weeks(text: str) -> float | None:
    if found := _WEEKS_OF_FORTY.fullmatch(text):
        return float(found[1])
    found = _WEEKS.fullmatch(text)
    return int(found[1]) + int(found[2] or 0) / 7 if found else None


def _hours(text: str) -> float | None:
    if found := _CLOCK.fullmatch(text):
        minutes = int(found[2])
        return int(found[1]) + minutes / 60 if minutes < 60 else None
    if found := _SPAN_OF_HOURS.fullmatch(text):
        return max(float(found[1]), float(found[2]))
    if found := _MINUTES.fullmatch(text):
        return float(found[1]) / 60
    return _one(_HOURS, text)


def _temperature(text: str) -> float | None:
    if found := _FAHRENHEIT.fullmatch(text):
        return (float(found[1]) - 32) / 1.8
    return _one(_CELSIUS, text)


def _difference(text: str) -> float | None:
    if found := _INCHES.fullmatch(text):
        return float(found[1]) * _INCH
    if found := _MILLIMETRES.fullmatch(text):
        return float(found[1]) / 10
    return _one(_CENTIMETRES, text)


def _mercury(text: str) -> float | None:
    return _one(_MERCURY, text)


def _one(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.fullmatch(text)
    return float(found[1]) if found else None


_READERS: Mapping[str, Callable[[str], float | None]] = {
    "height_cm": _height, "weight_kg": _weight, "systolic": _mercury, "diastolic": _mercury, "0–10": _pain,
    "pregnancy_weeks": _weeks, "seated_hours": _hours, "temperature": _temperature, "calf_difference_cm": _difference,
}
SAID_WITH_SIGNS = frozenset({"height_cm", "weight_kg", "systolic", "pregnancy_weeks", "seated_hours"})
"""Measures that people say with letters and signs (120/80, 5'6", 22+3), which a keypad of digits does not have."""
