"""Facts in a compact form that is read back at once, for screening very many clients again. Derived, never the record.

`write` and `read` are each other's inverse. How answers are read into facts, and this form, have a version: text of
another version is of no use and is made again from the answers.
"""
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.health import Pregnancy
from intake.clinical.facts.kinds import Facts
from intake.clinical.fingerprint import fingerprint

JUDGING = frozenset({"screening", "flags.py", "visit_plan.py", "techniques.py", "vignettes"})
"""What judges facts and takes no part in reading them: a changed rule leaves ready facts as they are."""

Convert = Callable[[Any], Any]
_ordinal = date.fromordinal
_decode = json.JSONDecoder().decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


READING_VERSION = fingerprint(without=JUDGING)[:12]
"""Changes with any code or knowledge by which answers become facts, and with this form."""


Plan = tuple[dict[str, Any], list[tuple[str, Convert]]]
_plans: dict[str, Plan] = {}
_MOST_PLANS = 4096


def write(facts: Facts) -> str:
    """The facts as text, without birth date and sex, which stand on the client.

    First a line of what is said by a word (asked and none, yes or no, not pregnant) and of what follows it; then, as
    JSON, that.
    """
    words, values = [], []
    for name, usual in _USUAL.items():
        value = getattr(facts, name)
        if value == usual or name in _OF_CLIENT or name in _NOT_JUDGED:
            continue
        if word := _BY_WORD.get(value if isinstance(value, Answer | Pregnancy) or value == () else None):
            words.append(f"{name}={word}")
        else:
            words.append(name)
            values.append(_WRITE[name](value))
    return f"{' '.join(words)}\n{_encode(values)}"


def read(text: str, *, born: date | None, sex: str) -> Facts:
    """The facts that `write` wrote, of a client born and of the sex given.

    ValueError, KeyError, TypeError or AttributeError where it is not such text.
    """
    head, _, rest = text.partition("\n")
    said_by_word, others = _plans.get(head) or _plan(head)
    # Not by Facts(…): setting its 26 frozen fields one by one would cost more than all the rest of this.
    facts = Facts.__new__(Facts)
    own = facts.__dict__
    own.update(said_by_word)
    own["born"], own["sex"] = born, sex
    for (name, from_text), value in zip(others, _decode(rest), strict=True):
        own[name] = from_text(value)
    return facts


def _plan(head: str) -> Plan:
    """What a first line says: the facts as far as it tells them, and how to read those that follow."""
    own, others = dict(_USUAL), []
    for entry in head.split():
        name, _, word = entry.partition("=")
        if word:
            own[name] = _SAID[word]
        else:
            others.append((name, _READ[name]))
    if len(_plans) >= _MOST_PLANS:
        _plans.clear()
    _plans[head] = own, others
    return own, others


def _write_date(day: VagueDate) -> Any:
    """0 for one of which nothing is known, a number for a plain day, else what was written and what it allows."""
    if day == UNKNOWN:
        return 0
    if day.latest is not None and day == VagueDate(day.latest.isoformat(), day.latest, day.latest):
        return day.latest.toordinal()
    ends = (end and end.toordinal() for end in (day.earliest, day.latest))
    return [day.as_written, *ends, day.in_future, *([True] if day.is_refused else ())]


def _read_date(value: Any) -> VagueDate:
    if not value:
        return UNKNOWN
    if isinstance(value, int):
        day = _ordinal(value)
        return VagueDate(day.isoformat(), day, day)
    written, earliest, latest, in_future, *refused = value
    return VagueDate(written, earliest and _ordinal(earliest), latest and _ordinal(latest), in_future, bool(refused))


def _same(value: Any) -> Any:
    return value


def _value_of(answer: Answer) -> str:
    return answer.value


_PLAIN: Mapping[object, tuple[Convert, Convert]] = {
    VagueDate: (_write_date, _read_date), Answer: (_value_of, {each.value: each for each in Answer}.__getitem__),
    date: (date.toordinal, _ordinal), frozenset: (sorted, frozenset), tuple: (list, tuple),
}


def _both_ways(hint: Any) -> tuple[Convert, Convert]:
    """How a value of this type is written and read; where it may be None, None stays None."""
    options = [option for option in get_args(hint) if option is not type(None)]
    if type(None) in get_args(hint):
        to_text, from_text = _both_ways(options[0])
        return (to_text, from_text) if to_text is _same else (_unless_none(to_text), _unless_none(from_text))
    if get_origin(hint) is tuple and is_dataclass(options[0]):
        to_row, from_row = _rows_of(options[0])
        return lambda facts: [to_row(fact) for fact in facts], lambda rows: tuple([from_row(row) for row in rows])
    if hint is not VagueDate and is_dataclass(hint):
        return _rows_of(hint)
    return _PLAIN.get(get_origin(hint) or hint, (_same, _same))


def _unless_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _rows_of(kind: Any) -> tuple[Convert, Convert]:
    """How one kind of fact is written, as a row of its fields without the usual ones at the end, and how it is read."""
    hints = get_type_hints(kind)
    ways = [(each.name, each.default, *_both_ways(hints[each.name])) for each in fields(kind)
            if each.name not in _NOT_JUDGED]
    to_convert = [(number, from_text) for number, (_, _, _, from_text) in enumerate(ways) if from_text is not _same]

    def to_row(fact: Any) -> list[Any]:
        values = [getattr(fact, name) for name, *_ in ways]
        while values and values[-1] == ways[len(values) - 1][1]:
            values.pop()
        return [to_text(value) for value, (_, _, to_text, _) in zip(values, ways, strict=False)]

    def from_row(row: list[Any]) -> Any:
        known = len(row)
        for number, from_text in to_convert:
            if number >= known:
                break
            row[number] = from_text(row[number])
        return kind(*row)

    return to_row, from_row


_OF_CLIENT = frozenset({"born", "sex"})
_NOT_JUDGED = frozenset({"not_known", "remarks", "single_answers", "answers"})
"""What no finding is made of: it serves whoever asks, withdraws or assesses, and that is read from the answers."""
_SAID: dict[str, Any] = {
    "none": (), "yes": Answer.YES, "no": Answer.NO, "not": Pregnancy("none"),
}
_BY_WORD = {value: word for word, value in _SAID.items()}
_HINTS = get_type_hints(Facts)
_USUAL = {each.name: each.default for each in fields(Facts)}
_WRITE = {name: _both_ways(_HINTS[name])[0] for name in _USUAL}
_READ = {name: _both_ways(_HINTS[name])[1] for name in _USUAL}
